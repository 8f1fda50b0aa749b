import { createHash } from 'node:crypto'
import { type Kysely, type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../kinds.ts'
import type { Schema } from '../schema.ts'
import { postgresGuards, postgresStorage } from './guards-postgres.ts'
import { sqliteGuards } from './guards-sqlite.ts'
import { addRealmsAndKeys } from './realms.ts'
import { postgresSamples } from './samples-postgres.ts'
import { addShown } from './shown.ts'
import { makeTables } from './tables.ts'

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
