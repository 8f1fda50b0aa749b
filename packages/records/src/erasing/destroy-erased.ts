import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import { sweep } from '../database/sweep.ts'
import type { Envelope } from '../envelope.ts'
import { readHead } from '../log/head.ts'
import type { Erased } from './destroy.ts'

/** What an `erased` record says was destroyed. */
export const erasedIn = ({ subject, decision, erased }: Envelope): Erased => ({
  subject: subject!,
  ...(erased?.year === undefined ? {} : { decision: decision!, year: erased.year }),
})

type Database = Pick<RecordsDatabase, 'db' | 'kind'>

/** The events of erasure from a place in the log on. SQLite takes the index of events only where its own condition stands. */
const erasures = (from: number): RawBuilder<unknown> =>
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

const rowsOfEvents = sql`e cross join records as r
  where r.subject = e.subject
    and (${isWhole} or (r.decision = e.decision and ${isOfYear(sql`substr(r.recorded_at, 1, 4)`)}))`

/** Keys `k` that came after row `key`, and that an event took at any time. `+` has SQLite look by the subject. */
const laterKeys = (key: number): RawBuilder<unknown> =>
  sql`select 1 from keys.data_keys as k cross join records as e
      where k.rowid > ${key} and e.subject = k.subject and +e.type = 'erased'
        and (${isWhole} or (k.decision = e.decision and ${isOfYear(sql`k.year`)}))`

/** Whether something is left of what was erased from a place in the log on. */
const isLeftSince = async (db: Kysely<Schema>, from: number): Promise<boolean> => {
  const { rows } = await sql<{ found: number | boolean }>`with e as materialized (${erasures(from)})
    select exists (select 1 from ${keysOfEvents}) or exists (select 1 from ${linksOfEvents}) as found`.execute(db)
  return Boolean(rows[0]?.found)
}

const destroy = (db: Kysely<Schema>): Promise<number> =>
  db.transaction().execute(async within => {
    const events = sql`with e as materialized (${erasures(0)})`
    const keys =
      await sql`delete from keys.data_keys where key in (${events} select k.key from ${keysOfEvents})`.execute(within)
    await sql`delete from keys.subjects where subject in (${events} select s.subject from ${linksOfEvents})`.execute(
      within,
    )
    await sql`delete from record_index where seq in (${events} select r.seq from ${rowsOfEvents})`.execute(within)
    return Number(keys.numAffectedRows ?? 0)
  })

/** In one pass over the events and one over the keys: of a few rows in many, or many in many, the planner knows too little. */
const lookInPostgres = (db: Kysely<Schema>): Promise<boolean> =>
  db.transaction().execute(async within => {
    for (const way of ['jit', 'enable_seqscan', 'enable_nestloop', 'enable_mergejoin'])
      await sql.raw(`set local ${way} = off`).execute(within)
    return isLeftSince(within, 0)
  })

/**
 * How far it was looked before: into the log, and into the keys, whose rows are numbered as they come. No event before the one
 * has left anything among the rows up to the other. SQLite keeps both in the two numbers that a file has for its user: with
 * the keys, so that a backup of these brings back the numbers of its day. PostgreSQL has none, and looks at all.
 */
interface Looked {
  readonly size: number
  readonly key: number
}

const numbers = { size: 'user_version', key: 'application_id' } as const

const lookedBefore = async (db: Kysely<Schema>): Promise<Looked> => {
  const read = async (name: string) =>
    (await sql.raw<Record<string, number>>(`pragma keys.${name}`).execute(db)).rows[0]
  const [size, key] = [await read(numbers.size), await read(numbers.key)]
  return { size: size?.user_version ?? 0, key: key?.application_id ?? 0 }
}

// 31 bits are what the file has for each.
const most = 2 ** 31 - 1

const note = (db: Kysely<Schema>, looked: Looked): Promise<void> =>
  db.transaction().execute(async within => {
    for (const name of ['size', 'key'] as const)
      await sql.raw(`pragma keys.${numbers[name]} = ${Math.min(looked[name], most)}`).execute(within)
  })

const endsNow = async (db: Kysely<Schema>): Promise<Looked> => {
  const { size } = await readHead(db)
  const { rows } = await sql<{ key: number | null }>`select max(rowid) as key from keys.data_keys`.execute(db)
  return { size, key: rows[0]?.key ?? 0 }
}

const countSince = async (db: Kysely<Schema>, from: number): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${erasures(from)})`.execute(db)
  return Number(rows[0]?.n)
}

/** Looked at again and again, so many cost nothing; noting takes the write lock. */
const notWorthNoting = 200

const lookInSqlite = async (db: Kysely<Schema>): Promise<boolean> => {
  const [before, now] = [await lookedBefore(db), await endsNow(db)]
  const [newEvents, newKeys] = [await countSince(db, before.size), now.key - before.key]
  // Put back to an earlier day, or with more keys to look at than events: all of it.
  const isAnew = before.size > now.size || newKeys < 0 || newKeys > (await countSince(db, 0))
  const isLeft = isAnew
    ? await isLeftSince(db, 0)
    : (await isLeftSince(db, before.size)) || (await isLater(db, before.key))
  if (!isLeft && (isAnew || newEvents + newKeys > notWorthNoting)) await note(db, now)
  return isLeft
}

const isLater = async (db: Kysely<Schema>, key: number): Promise<boolean> =>
  (await sql`${laterKeys(key)} limit 1`.execute(db)).rows.length > 0

/**
 * Destroys again whatever the log says was erased: a backup that was restored may have brought keys back, and a power cut may
 * have come between the two files of SQLite. How many keys it found. No lock is taken unless something is to be destroyed, or
 * much was looked at that need not be looked at again.
 */
export const destroyErased = async ({ db, kind }: Database): Promise<number> => {
  const isLeft = kind === 'sqlite' ? await lookInSqlite(db) : await lookInPostgres(db)
  if (!isLeft) return 0
  const found = await destroy(db)
  await sweep({ db, kind })
  return found
}
