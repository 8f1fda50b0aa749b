import { type Kysely, sql } from 'kysely'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import { readHead } from '../log/head.ts'

/** What is to be looked at, to find keys that the log says are gone. */
export interface LookPlan {
  /** From which place in the log on. */
  readonly from: number
  /** And which rows of the data keys, against all of the log: those after this one. Undefined: no others. */
  readonly laterThan: number | undefined
  /** To be called once nothing was found. */
  readonly note: () => Promise<void>
}

/**
 * How far it was looked before: into the log, and into the keys, whose rows are numbered as they come. No event before the one
 * has left anything among the rows up to the other. SQLite keeps both in the two numbers that a file has for its user: with
 * the keys, so that a backup of these brings back the numbers of its day. PostgreSQL has none, and looks at all.
 */
interface LookedTo {
  readonly size: number
  readonly key: number
}

const numbers = { size: 'user_version', key: 'application_id' } as const

const readLookedTo = async (db: Kysely<Schema>): Promise<LookedTo> => {
  const read = async (name: string) =>
    (await sql.raw<Record<string, number>>(`pragma keys.${name}`).execute(db)).rows[0]
  const [size, key] = [await read(numbers.size), await read(numbers.key)]
  return { size: size?.user_version ?? 0, key: key?.application_id ?? 0 }
}

// 31 bits are what the file has for each.
const most = 2 ** 31 - 1

const noteLookedTo = (db: Kysely<Schema>, looked: LookedTo): Promise<void> =>
  db.transaction().execute(async within => {
    for (const name of ['size', 'key'] as const)
      await sql.raw(`pragma keys.${numbers[name]} = ${Math.min(looked[name], most)}`).execute(within)
  })

const readEnds = async (db: Kysely<Schema>): Promise<LookedTo> => {
  const { size } = await readHead(db)
  const { rows } = await sql<{ key: number | null }>`select max(rowid) as key from keys.data_keys`.execute(db)
  return { size, key: rows[0]?.key ?? 0 }
}

/** The events after which a key is gone. SQLite takes the index of events only if its own condition stands. */
const countSince = async (db: Kysely<Schema>, from: number): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from records
    where type in ('erased', 'resealed') and type <> 'evaluated' and seq >= ${from}`.execute(db)
  return Number(rows[0]?.n)
}

/** Looked at again and again, so many cost nothing; noting takes the write lock. */
const notWorthNoting = 200

const planLookInSqlite = async (db: Kysely<Schema>): Promise<LookPlan> => {
  const [before, now] = [await readLookedTo(db), await readEnds(db)]
  const [newEvents, newKeys] = [await countSince(db, before.size), now.key - before.key]
  // Put back to an earlier day, or with more keys to look at than events: all of it.
  const isAnew = before.size > now.size || newKeys < 0 || newKeys > (await countSince(db, 0))
  const isWorthNoting = isAnew || newEvents + newKeys > notWorthNoting
  return {
    from: isAnew ? 0 : before.size,
    laterThan: isAnew ? undefined : before.key,
    note: async () => {
      if (isWorthNoting) await noteLookedTo(db, now)
    },
  }
}

/** Rests on every key that was found before being destroyed, or retired. */
export const planLook = async ({ db, kind }: Pick<RecordsDatabase, 'db' | 'kind'>): Promise<LookPlan> =>
  kind === 'sqlite' ? planLookInSqlite(db) : { from: 0, laterThan: undefined, note: async () => undefined }
