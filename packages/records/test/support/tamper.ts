import { sql } from 'kysely'
import type { RecordsDatabase } from '../../src/database/open.ts'

const guarded = ['records', 'tree_tiles', 'rulebooks', 'log_head'] as const

/** Takes the guards away, as the owner of a database can. */
export const unguard = async ({ db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>): Promise<void> => {
  if (kind === 'postgres') {
    for (const table of guarded) await sql`alter table ${sql.table(table)} disable trigger all`.execute(db)
    return
  }
  const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'trigger'`.execute(db)
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db)
}

/** Runs statements that the guards would refuse. */
export const tamper = async (
  database: Pick<RecordsDatabase, 'db' | 'kind'>,
  ...statements: readonly string[]
): Promise<void> => {
  await unguard(database)
  for (const statement of statements) await sql.raw(statement).execute(database.db)
}
