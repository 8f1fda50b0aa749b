import type { Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { isBound } from '../keys/checked-link.ts'
import { apiKeyMac, isMac } from '../keys/row-macs.ts'
import { subjectRowOf } from '../keys/subject-row.ts'
import type { Records } from '../records.ts'
import { boundOf, defaultRealm } from '../secret/deployment-keys.ts'

type Binding = Pick<Records, 'keys'>

/** Statements of a few hundred rows: each row has four values, and SQLite takes 32,766. */
const atOnce = 500

/**
 * Gives the references of children to a realm, each with what binds it made again; how many. One that was changed stays as it
 * is: `verify` names it. Rows are taken away and put back, since the service’s role may not change one.
 */
export const giveReferences = async (
  within: Transaction<Schema>,
  { keys }: Binding,
  { realm, subjects }: { readonly realm: string; readonly subjects: readonly string[] },
): Promise<number> => {
  let given = 0
  for (let from = 0; from < subjects.length; from += atOnce) {
    const some = subjects.slice(from, from + atOnce)
    const found = await within.selectFrom('keys.subjects').selectAll().where('subject', 'in', some).execute()
    const rows = found
      .filter(row => isBound(keys, subjectRowOf(row)))
      .map(row => ({ ...row, realm, bound: boundOf(keys, { ...subjectRowOf(row), realm }) }))
    if (rows.length === 0) continue
    const taken = rows.map(row => row.subject)
    await within.deleteFrom('keys.subjects').where('subject', 'in', taken).execute()
    await within.insertInto('keys.subjects').values(rows).execute()
    given += rows.length
  }
  return given
}

/** Gives a client’s own keys to a realm, each with its keyed hash made again. One that was changed stays as it is too. */
export const giveCallerKeys = async (
  within: Transaction<Schema>,
  { keys }: Binding,
  { client, realm }: { readonly client: string; readonly realm: string },
): Promise<void> => {
  const own = within.selectFrom('api_keys').selectAll().where('client', '=', client).where('realm', '=', defaultRealm)
  for (const row of await own.execute()) {
    if (!isMac(row.mac, apiKeyMac(keys, row))) continue
    const mac = apiKeyMac(keys, { ...row, realm })
    await within.updateTable('api_keys').set({ realm, mac }).where('id', '=', row.id).execute()
  }
}
