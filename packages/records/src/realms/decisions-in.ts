import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import { type MovesOfChild, movesOfChild, ofChild } from '../moving/moves.ts'
import type { Records } from '../records.ts'
import { inRealm, placingsIn } from './in-realm.ts'

/** A child in a realm. */
interface Child {
  readonly subject: string
  readonly realm: string
}

type Stored = Pick<Records, 'database'>
type Rows = Parameters<typeof ofChild>[0]

/** Every decision about a child, whatever realm it is of. */
const ofSubject = (db: Kysely<Schema>, subject: string, moves: MovesOfChild) =>
  db
    .selectFrom('records as r')
    .where(eb => ofChild(eb as unknown as Rows, subject, moves) as Expression<SqlBool>)
    .where('r.type', '=', 'evaluated')

/** The decisions about a child after a place in the log, in their order: those that were moved to the child too. */
export const decisionsAfter = async (
  { database: { db } }: Stored,
  subject: string,
  after: number,
  limit: number,
): Promise<RecordRow[]> => {
  const found = ofSubject(db, subject, await movesOfChild(db, subject))
  return found.where('r.seq', '>', after).selectAll('r').orderBy('r.seq').limit(limit).execute()
}

/** How many decisions there are about a child. */
export const countDecisions = async ({ database: { db } }: Stored, subject: string): Promise<number> => {
  const found = ofSubject(db, subject, await movesOfChild(db, subject))
  const { count } = await found.select(eb => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** The newest decision about a child, in a realm or in any; undefined: there is none. */
export const newestDecision = async (
  db: Kysely<Schema>,
  subject: string,
  realm?: string,
): Promise<RecordRow | undefined> => {
  const found = ofSubject(db, subject, await movesOfChild(db, subject))
  const within = realm === undefined ? found : found.where(inRealm(realm, await placingsIn(db)))
  return within.selectAll('r').orderBy('r.seq', 'desc').limit(1).executeTakeFirst()
}

/** Whether there is a decision about a child in its realm. */
export const hasDecisionsIn = async (db: Kysely<Schema>, { subject, realm }: Child): Promise<boolean> =>
  (await newestDecision(db, subject, realm)) !== undefined

const inItsRealm = async ({ database: { db } }: Stored, { subject, realm }: Child) => ({
  found: ofSubject(db, subject, await movesOfChild(db, subject)),
  isIn: inRealm(realm, await placingsIn(db)),
})

/** The decisions about a child in their order: those of its realm alone. */
export const decisionsIn = async (records: Stored, child: Child): Promise<RecordRow[]> => {
  const { found, isIn } = await inItsRealm(records, child)
  return found.where(isIn).selectAll('r').orderBy('r.seq').execute()
}

/** Whether the number of a child stands for one of another realm too, as two clients may have used one reference before a split. */
export const isShared = async (records: Stored, child: Child): Promise<boolean> => {
  const { found, isIn } = await inItsRealm(records, child)
  const other = found.where(sql<SqlBool>`not (${isIn})`).select('r.seq').limit(1)
  return (await other.execute()).length > 0
}
