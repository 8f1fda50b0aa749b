import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { boundOf, type DeploymentKeys } from '../secret/deployment-keys.ts'
import { isBound } from './checked-link.ts'
import { subjectRowOf } from './subject-row.ts'

type Binding = Pick<DeploymentKeys, 'binding'>

/** Whether every reference carries what binds it to its child. */
export const areAllBound = async (db: Kysely<Schema>, keys: Binding): Promise<boolean> =>
  (await db.selectFrom('keys.subjects').selectAll().execute()).every(row => isBound(keys, subjectRowOf(row)))

const atOnce = 500

/** Gives every reference that has none yet what binds it to its child, in the transaction it is given. */
export const bindSubjects = async (within: Kysely<Schema>, keys: Binding): Promise<void> => {
  const rows = await within.selectFrom('keys.subjects').selectAll().where('bound', 'is', null).execute()
  for (let from = 0; from < rows.length; from += atOnce) {
    const bound = rows.slice(from, from + atOnce).map(row => ({ ...row, bound: boundOf(keys, subjectRowOf(row)) }))
    await within
      .insertInto('keys.subjects')
      .values(bound)
      .onConflict(conflict => conflict.column('subject').doUpdateSet(eb => ({ bound: eb.ref('excluded.bound') })))
      .execute()
  }
}
