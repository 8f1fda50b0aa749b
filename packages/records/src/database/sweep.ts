import { sql } from 'kysely'
import type { RecordsDatabase } from './open.ts'

const sweepSqlite = async (db: RecordsDatabase['db']): Promise<void> => {
  for (const file of ['main', 'keys']) {
    const { rows } = await sql<{ busy: number }>`pragma ${sql.raw(file)}.wal_checkpoint(truncate)`.execute(db)
    if (rows[0]?.busy !== 0) throw new Error('What was deleted still stands in the log of changes: somebody is reading')
  }
}

/** FULL: a plain VACUUM leaves the bytes of what was deleted where they were until the place is needed. */
const sweepPostgres = (db: RecordsDatabase['db']): Promise<void> =>
  db.connection().execute(async connection => {
    await sql`set statement_timeout = 0`.execute(connection)
    try {
      for (const table of ['keys.data_keys', 'keys.subjects', 'record_index', 'once', 'shown']) {
        await sql`vacuum (full) ${sql.table(table)}`.execute(connection)
      }
    } finally {
      await sql`reset statement_timeout`.execute(connection)
    }
  })

/**
 * After erasure: takes what was deleted from keys, index and repeats out of the database’s files too. Rejects where that could not
 * be done; it can be done again. What backups and PostgreSQL’s own write-ahead log hold it does not reach.
 */
export const sweep = ({ kind, db }: Pick<RecordsDatabase, 'kind' | 'db'>): Promise<void> =>
  kind === 'sqlite' ? sweepSqlite(db) : sweepPostgres(db)
