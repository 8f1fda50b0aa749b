import { createHash } from 'node:crypto'
import { type Kysely, type Migration, sql } from 'kysely'
import type { DatabaseKind, Schema } from '../schema.ts'
import { postgresGuards, postgresStorage, sqliteGuards } from './guards.ts'
import { addRealmsAndKeys } from './realms.ts'
import { createTable, makeTables } from './tables.ts'

const erasable = {
  'keys.subjects': ['subject', 'lookup'],
  'keys.data_keys': ['key', 'subject', 'wrapped'],
  record_index: ['subject', 'answer', 'status', 'rules'],
} as const

/**
 * ANALYZE, which PostgreSQL runs by itself, copies values of columns into its own catalogue, where they stay when the rows are
 * gone: so none of what erasure has to destroy.
 */
const postgresSamples: readonly string[] = Object.entries(erasable).flatMap(([name, columns]) =>
  columns.map(column => `ALTER TABLE ${name} ALTER COLUMN ${column} SET STATISTICS 0`),
)

/** Which lists showed which decisions, found from either side. */
const addShown = async (db: Kysely<unknown>, kind: DatabaseKind): Promise<void> => {
  await createTable(db, kind, 'shown', ['list integer', 'decision integer'])
    .addPrimaryKeyConstraint('shown_place', ['decision', 'list'])
    .execute()
  await db.schema.createIndex('shown_list').on('shown').columns(['list']).execute()
}

/** What only the one database knows how to say. */
const own: Readonly<Record<DatabaseKind, readonly string[]>> = {
  sqlite: sqliteGuards,
  postgres: [...postgresStorage, ...postgresGuards],
}

/** RFC 6962: the root of no leaves is the hash of nothing. */
const emptyRoot = createHash('sha256').digest()

const putEmptyHead = (db: Kysely<Schema>) =>
  db
    .insertInto('log_head')
    .values({ one: 1, size: 0, root: emptyRoot, frontier: Buffer.alloc(0), recorded_at: '', note: '' })
    .execute()

const first = (kind: DatabaseKind): Migration => ({
  up: async db => {
    await makeTables(db, kind)
    await putEmptyHead(db)
    for (const statement of own[kind]) await sql.raw(statement).execute(db)
  },
})

const withoutSamples = (kind: DatabaseKind): Migration => ({
  up: async db => {
    for (const statement of kind === 'postgres' ? postgresSamples : []) await sql.raw(statement).execute(db)
  },
})

/** In the order of their names. What has been released is never changed: another is added. */
export const migrations = (kind: DatabaseKind): Readonly<Record<string, Migration>> => ({
  '0001-records': first(kind),
  '0002-without-samples': withoutSamples(kind),
  '0003-realms-and-keys': { up: db => addRealmsAndKeys(db, kind) },
  '0004-shown-in-lists': { up: db => addShown(db, kind) },
})
