import type { Kysely } from 'kysely'
import type { Asking } from '../database/at-once.ts'
import type { Schema, DataKeyRow as StoredDataKey, SubjectRow as StoredSubject } from '../database/schema.ts'
import type { KeyQuestions, KeyRowsHeld } from './key-rows.ts'
import { subjectRowOf } from './subject-row.ts'

/** The keys as the database has them, read in this connection or transaction. */
export const keysHeld = (db: Kysely<Schema>, { lookups, subjects, keys }: KeyQuestions): Asking<KeyRowsHeld> => {
  const found = db.selectFrom('keys.subjects').where(
    'lookup',
    'in',
    lookups.map(lookup => Buffer.from(lookup, 'hex')),
  )
  const dataKeys = db.selectFrom('keys.data_keys').selectAll()
  return {
    statements: [
      ...(lookups.length === 0 ? [] : [found.selectAll(), dataKeys.where('subject', 'in', found.select('subject'))]),
      ...(subjects.length === 0 ? [] : [dataKeys.where('subject', 'in', [...subjects])]),
      ...(keys.length === 0 ? [] : [dataKeys.where('key', 'in', [...keys])]),
    ],
    read: answers => {
      const [ofSubjects, ofKeys] = lookups.length === 0 ? [[], answers] : [answers.slice(0, 1), answers.slice(1)]
      const known = ofSubjects.flatMap(({ rows }) => rows as readonly StoredSubject[])
      return {
        subjects: known.map(subjectRowOf),
        dataKeys: ofKeys.flatMap(({ rows }) => rows as readonly StoredDataKey[]),
      }
    },
  }
}

/** Adds keys; what is there already (by subject, decision and year) is left as it is. */
export const keysAdded = (db: Kysely<Schema>, { subjects, dataKeys }: KeyRowsHeld): Asking<void> => {
  const rows = subjects.map(row => ({ ...row, lookup: Buffer.from(row.lookup, 'hex') }))
  const inSubjects = db.insertInto('keys.subjects').onConflict(conflict => conflict.doNothing())
  const inDataKeys = db.insertInto('keys.data_keys').onConflict(conflict => conflict.doNothing())
  return {
    statements: [
      ...(rows.length === 0 ? [] : [inSubjects.values(rows)]),
      ...(dataKeys.length === 0 ? [] : [inDataKeys.values([...dataKeys])]),
    ],
    read: () => undefined,
  }
}
