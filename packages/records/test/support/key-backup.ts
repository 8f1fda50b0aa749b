import { type Kysely, sql } from 'kysely'
import type { DatabaseKind, DataKeyRow, Schema, SubjectRow } from '../../src/database/schema.ts'

type Database = { readonly db: Kysely<Schema>; readonly kind: DatabaseKind }

/** What a backup of the keys holds: its rows and, on SQLite, the two numbers of the file. */
export interface KeyBackup {
  readonly dataKeys: readonly DataKeyRow[]
  readonly subjects: readonly SubjectRow[]
  readonly numbers: readonly (readonly [name: string, value: number])[]
}

const fileNumbers = ['user_version', 'application_id'] as const

export const keyBackup = async ({ db, kind }: Database): Promise<KeyBackup> => {
  const numbers: (readonly [string, number])[] = []
  for (const name of kind === 'sqlite' ? fileNumbers : []) {
    const { rows } = await sql.raw<Record<string, number>>(`pragma keys.${name}`).execute(db)
    numbers.push([name, rows[0]![name]!])
  }
  return {
    dataKeys: await db.selectFrom('keys.data_keys').selectAll().execute(),
    subjects: await db.selectFrom('keys.subjects').selectAll().execute(),
    numbers,
  }
}

/** Puts back rows that are not there; those that are stay. */
export const putBackMissing = async ({ db }: Database, { dataKeys, subjects }: KeyBackup): Promise<void> => {
  const insert = { dataKeys: db.insertInto('keys.data_keys'), subjects: db.insertInto('keys.subjects') }
  for (const row of dataKeys)
    await insert.dataKeys
      .values(row)
      .onConflict(one => one.doNothing())
      .execute()
  for (const row of subjects)
    await insert.subjects
      .values(row)
      .onConflict(one => one.doNothing())
      .execute()
}

/** Puts the whole of the keys back to what they were, as a file or a schema that is restored: what came since is gone. */
export const putBackWhole = async (database: Database, backup: KeyBackup): Promise<void> => {
  const { db } = database
  await db.deleteFrom('keys.data_keys').execute()
  await db.deleteFrom('keys.subjects').execute()
  await putBackMissing(database, backup)
  for (const [name, value] of backup.numbers) await sql.raw(`pragma keys.${name} = ${value}`).execute(db)
}
