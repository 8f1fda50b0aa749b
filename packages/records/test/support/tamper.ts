import { sql } from 'kysely'
import type { RecordsDatabase } from '../../src/database/open.ts'
import { pastGuards } from './guards.ts'

/** Runs statements that the guards would refuse. */
export const tamper = (
  database: Pick<RecordsDatabase, 'db' | 'kind'>,
  ...statements: readonly string[]
): Promise<void> =>
  pastGuards(database, async db => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  })
