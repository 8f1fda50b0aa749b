import { type Kysely, sql } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { boundOf, type DeploymentKeys } from '../secret/deployment-keys.ts'

const atOnce = 500

/** Gives every reference that has none yet what binds it to its child, in the transaction it is given. */
export const bindSubjects = async (within: Kysely<Schema>, keys: Pick<DeploymentKeys, 'binding'>): Promise<void> => {
  const rows = await within.selectFrom('keys.subjects').selectAll().where('bound', 'is', null).execute()
  for (let from = 0; from < rows.length; from += atOnce) {
    const bounds = rows.slice(from, from + atOnce).map(({ subject, lookup, realm }) => {
      const bound = boundOf(keys, { subject, realm, lookup: Buffer.from(lookup).toString('hex') })
      return sql`(${subject}, ${bound})`
    })
    await sql`
      update keys.subjects set bound = given.bound
      from (select column1 as subject, column2 as bound from (values ${sql.join(bounds)}) as rows) as given
      where keys.subjects.subject = given.subject`.execute(within)
  }
}
