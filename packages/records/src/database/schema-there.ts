import { type Kysely, sql } from 'kysely'
import type { RecordsDatabase } from './open.ts'
import { rightsBeyond } from './postgres-rights.ts'
import { postgresObjects } from './postgres-schema.ts'
import type { Schema } from './schema.ts'
import type { SchemaThere } from './schema-objects.ts'
import { hasKeysAttached, sqliteObjects } from './sqlite-schema.ts'

const textIn = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)

const migrationsOf = async (db: Kysely<Schema>, kind: RecordsDatabase['kind']): Promise<readonly string[]> => {
  const name = kind === 'sqlite' ? sql`cast(name as blob)` : sql`name`
  const { rows } = await sql<{
    readonly name: unknown
  }>`select ${name} as name from kysely_migration order by name`.execute(db)
  return rows.map(row => textIn(row.name))
}

/** What the records are made of. It changes nothing, and whoever may read the log may ask it. */
export const schemaThere = async ({ db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>): Promise<SchemaThere> => {
  const objects = await (kind === 'sqlite' ? sqliteObjects : postgresObjects)(db)
  const tables = objects.filter(one => one.kind === 'table').map(one => one.table)
  const seesKeys = kind === 'postgres' || (await hasKeysAttached(db))
  if (!tables.includes('kysely_migration')) return { migrations: [], objects, seesKeys, rights: [] }
  const rights = kind === 'postgres' ? await rightsBeyond(db, tables) : []
  return { migrations: await migrationsOf(db, kind), objects, seesKeys, rights }
}
