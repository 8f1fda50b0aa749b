import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { Records } from '../append/records.ts'
import type { RecordRow, Schema } from '../database/schema.ts'
import { type MovesOfChild, ofChildSql, selectMovesOfChild } from '../log/moves.ts'
import { selectSeals } from '../log/seals.ts'
import { defaultRealm } from '../model/names.ts'
import { findRealm, inRealmSql, readPlacings } from './realms.ts'

/** The realm of a child to whom no reference leads: that of the newest decision. */
export const findRealmOfSubject = async (db: Records['database']['db'], subject: string): Promise<string> => {
  const row = await selectNewestDecision(db, subject)
  return row === undefined ? defaultRealm : findRealm(db, row)
}

/** A child in a realm. */
interface Child {
  readonly subject: string
  readonly realm: string
}

type Stored = Pick<Records, 'database'>
type Rows = Parameters<typeof ofChildSql>[0]

/** Every decision about a child, of any realm. */
const queryDecisions = (db: Kysely<Schema>, subject: string, moves: MovesOfChild) =>
  db
    .selectFrom('records as r')
    .where(eb => ofChildSql(eb as unknown as Rows, subject, moves) as Expression<SqlBool>)
    .where('r.type', '=', 'evaluated')

/** The decisions about a child after a place in the log, in their order: those that were moved to the child too. */
export const selectDecisionsAfter = async (
  { database: { db } }: Stored,
  subject: string,
  after: number,
  limit: number,
): Promise<RecordRow[]> => {
  const found = queryDecisions(db, subject, await selectMovesOfChild(db, subject))
  return found.where('r.seq', '>', after).selectAll('r').orderBy('r.seq').limit(limit).execute()
}

/** How many decisions there are about a child. */
export const countDecisions = async ({ database: { db } }: Stored, subject: string): Promise<number> => {
  const found = queryDecisions(db, subject, await selectMovesOfChild(db, subject))
  const { count } = await found.select(eb => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** The newest decision about a child, in a realm or in any; undefined: there is none. */
export const selectNewestDecision = async (
  db: Kysely<Schema>,
  subject: string,
  realm?: string,
): Promise<RecordRow | undefined> => {
  const found = queryDecisions(db, subject, await selectMovesOfChild(db, subject))
  const within = realm === undefined ? found : found.where(inRealmSql(realm, await readPlacings(db)))
  return within.selectAll('r').orderBy('r.seq', 'desc').limit(1).executeTakeFirst()
}

/** Whether there is a decision about a child in its realm. */
export const hasDecisionsIn = async (db: Kysely<Schema>, { subject, realm }: Child): Promise<boolean> =>
  (await selectNewestDecision(db, subject, realm)) !== undefined

const queryInRealm = async ({ database: { db } }: Stored, { subject, realm }: Child) => ({
  found: queryDecisions(db, subject, await selectMovesOfChild(db, subject)),
  isIn: inRealmSql(realm, await readPlacings(db)),
})

/** The decisions about a child in their order: those of its realm alone. */
export const selectDecisions = async (records: Stored, child: Child): Promise<RecordRow[]> => {
  const { found, isIn } = await queryInRealm(records, child)
  return found.where(isIn).selectAll('r').orderBy('r.seq').execute()
}

const atOnce = 200

/** Whether the key of one of these decisions is still there: of those that were erased or pruned, nothing can be read or lost. */
const isAnyKept = async (db: Kysely<Schema>, found: ReturnType<typeof queryDecisions>): Promise<boolean> => {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = found.where('r.seq', '<', before).orderBy('r.seq', 'desc').limit(atOnce)
    const rows = await page.select(['r.seq', 'r.id', 'r.envelope']).execute()
    const keys = [...(await selectSeals(db, rows)).values()].map(seal => seal.key)
    // A damaged record names no key; its readers report that.
    if (keys.length < rows.length) return true
    const there = db.selectFrom('keys.data_keys').select('key').where('key', 'in', keys).limit(1)
    if (keys.length > 0 && (await there.execute()).length > 0) return true
    if (rows.length < atOnce) return false
    before = rows.at(-1)!.seq
  }
}

/** Whether something can still be read of a child in its realm. */
export const isKeptIn = async (records: Stored, child: Child): Promise<boolean> => {
  const { found, isIn } = await queryInRealm(records, child)
  return isAnyKept(records.database.db, found.where(isIn))
}

/**
 * Whether the number of a child stands for one of another realm too, of whom something can still be read, as two clients may have
 * used one reference before a split.
 */
export const isShared = async (records: Stored, child: Child): Promise<boolean> => {
  const { found, isIn } = await queryInRealm(records, child)
  return isAnyKept(records.database.db, found.where(sql<SqlBool>`not (${isIn})`))
}
