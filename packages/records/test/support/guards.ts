import { type Kysely, sql } from 'kysely'
import type { RecordsDatabase } from '../../src/database/open.ts'

type Db = Kysely<never>

/** Runs one statement. */
export const runSql = (db: Kysely<never> | RecordsDatabase['db'], text: string): Promise<unknown> =>
  sql.raw(text).execute(db as Kysely<never>)
const guarded = ['records', 'tree_tiles', 'rulebooks', 'log_head'] as const

const onPostgres = async (db: Db, act: (db: Db) => Promise<unknown>): Promise<void> => {
  for (const table of guarded) await sql`alter table ${sql.table(table)} disable trigger all`.execute(db)
  await act(db)
  const { rows } = await sql<{ readonly table: string; readonly name: string }>`
    select c.relname as table, tgname as name from pg_trigger t join pg_class c on c.oid = tgrelid
    where not tgisinternal and pg_table_is_visible(c.oid)`.execute(db)
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} enable always trigger ${sql.ref(name)}`.execute(db)
}

const onSqlite = async (db: Db, act: (db: Db) => Promise<unknown>): Promise<void> => {
  const { rows } = await sql<{ readonly name: string; readonly sql: string }>`
    select name, sql from sqlite_master where type = 'trigger'`.execute(db)
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db)
  await act(db)
  for (const one of rows) await sql.raw(one.sql).execute(db)
}

/** Does something that the guards would refuse, and puts them back: whoever can write to the files or owns the tables can do this. */
export const pastGuards = async (
  { db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>,
  act: (db: Db) => Promise<unknown>,
): Promise<void> => (kind === 'postgres' ? onPostgres : onSqlite)(db as unknown as Db, act)
