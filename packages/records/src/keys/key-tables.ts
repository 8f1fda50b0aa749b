import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { DataKeyRow, KeyQuestions, KeyRows, SubjectRow } from './key-rows.ts'

const subjectsBy = async (db: Kysely<Schema>, lookups: readonly string[]): Promise<readonly SubjectRow[]> => {
  if (lookups.length === 0) return []
  const wanted = lookups.map(lookup => Buffer.from(lookup, 'hex'))
  const rows = await db.selectFrom('keys.subjects').selectAll().where('lookup', 'in', wanted).execute()
  return rows.map(({ subject, lookup }) => ({ subject, lookup: Buffer.from(lookup).toString('hex') }))
}

const dataKeysOf = async (
  db: Kysely<Schema>,
  subjects: readonly string[],
  keys: readonly string[],
): Promise<readonly DataKeyRow[]> => {
  const all = db.selectFrom('keys.data_keys').selectAll()
  const bySubject = subjects.length === 0 ? [] : await all.where('subject', 'in', [...subjects]).execute()
  const byKey = keys.length === 0 ? [] : await all.where('key', 'in', [...keys]).execute()
  return [...bySubject, ...byKey]
}

/** The keys as the database has them, read and written in this connection or transaction. */
export const keyTables = (db: Kysely<Schema>): KeyRows => ({
  held: async ({ lookups, subjects, keys }: KeyQuestions) => {
    const found = await subjectsBy(db, lookups)
    const dataKeys = await dataKeysOf(db, [...subjects, ...found.map(one => one.subject)], keys)
    return { subjects: found, dataKeys }
  },
  insert: async ({ subjects, dataKeys }) => {
    if (subjects.length > 0) {
      const rows = subjects.map(({ subject, lookup }) => ({ subject, lookup: Buffer.from(lookup, 'hex') }))
      await db
        .insertInto('keys.subjects')
        .values(rows)
        .onConflict(conflict => conflict.doNothing())
        .execute()
    }
    if (dataKeys.length === 0) return
    await db
      .insertInto('keys.data_keys')
      .values([...dataKeys])
      .onConflict(conflict => conflict.doNothing())
      .execute()
  },
})
