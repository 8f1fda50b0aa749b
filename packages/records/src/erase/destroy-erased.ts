import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import { type LookPlan, planLook } from './looked.ts'

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
 * After erasure: takes what was deleted from keys, index and repeats out of the database’s files too. Rejects if that could not
 * be done; it can be done again. What backups and PostgreSQL’s own write-ahead log hold it does not reach.
 */
export const sweep = ({ kind, db }: Pick<RecordsDatabase, 'kind' | 'db'>): Promise<void> =>
  kind === 'sqlite' ? sweepSqlite(db) : sweepPostgres(db)

/** Takes what was deleted out of the files too. False if it could not be done now, as while another process reads. */
export const trySweep = async ({ database }: { readonly database: RecordsDatabase }): Promise<boolean> => {
  try {
    await sweep(database)
    // Nothing is found: this notes that what was just erased is gone, so that nobody who opens the records looks for it.
    await destroyErased(database)
    return true
  } catch {
    return false
  }
}

type Database = Pick<RecordsDatabase, 'db' | 'kind'>

/** The events of erasure from a place in the log on. SQLite takes the index of events only where its own condition stands. */
const selectErasures = (from: number): RawBuilder<unknown> =>
  sql`select subject, decision, envelope from records where type = 'erased' and type <> 'evaluated' and seq >= ${from}`

/** Whether event `e` is of all of a subject, or of this year of its decision. By the one form that an envelope is kept in. */
const isWhole = sql`e.envelope not like '%","year":%'`
const isOfYear = (year: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`e.envelope like '%","year":' || cast(${year} as text) || '}%'`

/** Data keys `k` that event `e` destroyed; CROSS has SQLite begin with the events. */
const keysOfEvents = sql`e cross join keys.data_keys as k
  where k.subject = e.subject and (${isWhole} or (k.decision = e.decision and ${isOfYear(sql`k.year`)}))`

/** Links of subjects `s` that are left though no data key of theirs is. */
const linksOfEvents = sql`e cross join keys.subjects as s
  where s.subject = e.subject and not exists (select 1 from keys.data_keys as k where k.subject = s.subject)`

/** Rows of lists of decisions `r` that event `e` is of. They say whose a decision is now: it may have been moved away. */
const rowsOfEvents = sql`cross join record_index as i
  where i.seq = r.seq and i.subject = e.subject
    and (${isWhole} or (r.decision = e.decision and ${isOfYear(sql`substr(r.recorded_at, 1, 4)`)}))`
const ownRows = sql`e cross join records as r ${rowsOfEvents} and r.subject = e.subject`
const rowsMovedHere = sql`e cross join records as m cross join records as r ${rowsOfEvents}
  and m.subject = e.subject and m.type = 'moved' and r.id = m.about`

/** Keys `k` that came after row `key`, and that an event took at any time. `+` has SQLite look by the subject. */
const selectLaterKeys = (key: number): RawBuilder<unknown> =>
  sql`select 1 from keys.data_keys as k cross join records as e
      where k.rowid > ${key} and e.subject = k.subject and +e.type = 'erased'
        and (${isWhole} or (k.decision = e.decision and ${isOfYear(sql`k.year`)}))`

/** Whether something is left of what was erased from a place in the log on. */
const isLeftSince = async (db: Kysely<Schema>, from: number): Promise<boolean> => {
  const { rows } = await sql<{ found: number | boolean }>`with e as materialized (${selectErasures(from)})
    select exists (select 1 from ${keysOfEvents}) or exists (select 1 from ${linksOfEvents}) as found`.execute(db)
  return Boolean(rows[0]?.found)
}

const destroy = (db: Kysely<Schema>): Promise<number> =>
  db.transaction().execute(async within => {
    const events = sql`with e as materialized (${selectErasures(0)})`
    const keys =
      await sql`delete from keys.data_keys where key in (${events} select k.key from ${keysOfEvents})`.execute(within)
    await sql`delete from keys.subjects where subject in (${events} select s.subject from ${linksOfEvents})`.execute(
      within,
    )
    for (const rows of [ownRows, rowsMovedHere])
      await sql`delete from record_index where seq in (${events} select r.seq from ${rows})`.execute(within)
    return Number(keys.numAffectedRows ?? 0)
  })

/** In one pass over the events and one over the keys: of a few rows in many, or many in many, the planner knows too little. */
const lookInPostgres = (db: Kysely<Schema>): Promise<boolean> =>
  db.transaction().execute(async within => {
    for (const way of ['jit', 'enable_seqscan', 'enable_nestloop', 'enable_mergejoin'])
      await sql.raw(`set local ${way} = off`).execute(within)
    return isLeftSince(within, 0)
  })

const isLater = async (db: Kysely<Schema>, key: number): Promise<boolean> =>
  (await sql`${selectLaterKeys(key)} limit 1`.execute(db)).rows.length > 0

const isLeftInSqlite = async (db: Kysely<Schema>, { from, laterThan }: LookPlan): Promise<boolean> =>
  (await isLeftSince(db, from)) || (laterThan !== undefined && (await isLater(db, laterThan)))

/**
 * Destroys again what the log says was erased: a backup that was restored may have brought keys back, and a power cut may
 * have come between the two files of SQLite. How many keys it found. No lock is taken unless something is to be destroyed, or
 * much was looked at that need not be looked at again. Keys of before a move are to be emptied first (`finishMoves`): a child who
 * was erased may have one that another child’s decision can still be read with.
 */
export const destroyErased = async ({ db, kind }: Database, toLookAt?: LookPlan): Promise<number> => {
  const look = toLookAt ?? (await planLook({ db, kind }))
  const isLeft = kind === 'sqlite' ? await isLeftInSqlite(db, look) : await lookInPostgres(db)
  if (!isLeft) {
    await look.note()
    return 0
  }
  const found = await destroy(db)
  await sweep({ db, kind })
  return found
}
