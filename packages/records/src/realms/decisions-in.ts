import type { Expression, SqlBool } from 'kysely'
import type { RecordRow } from '../database/schema.ts'
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
const ofSubject = ({ database: { db } }: Stored, subject: string, moves: MovesOfChild) =>
  db
    .selectFrom('records as r')
    .where(eb => ofChild(eb as unknown as Rows, subject, moves) as Expression<SqlBool>)
    .where('r.type', '=', 'evaluated')

/** The decisions about a child after a place in the log, in their order: those that were moved to the child too. */
export const decisionsAfter = async (
  records: Stored,
  subject: string,
  after: number,
  limit: number,
): Promise<RecordRow[]> => {
  const found = ofSubject(records, subject, await movesOfChild(records.database.db, subject))
  return found.where('r.seq', '>', after).selectAll('r').orderBy('r.seq').limit(limit).execute()
}

/** How many decisions there are about a child. */
export const countDecisions = async (records: Stored, subject: string): Promise<number> => {
  const found = ofSubject(records, subject, await movesOfChild(records.database.db, subject))
  const { count } = await found.select(eb => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** The newest decision about a child; undefined: there is none. */
export const newestDecision = async (records: Stored, subject: string): Promise<RecordRow | undefined> => {
  const found = ofSubject(records, subject, await movesOfChild(records.database.db, subject))
  return found.selectAll('r').orderBy('r.seq', 'desc').limit(1).executeTakeFirst()
}

const whose = async ({ database: { db } }: Stored, subject: string) => ({
  placings: await placingsIn(db),
  moves: await movesOfChild(db, subject),
})

/** The decisions about a child in their order: those of its realm alone. */
export const decisionsIn = async (records: Stored, { subject, realm }: Child): Promise<RecordRow[]> => {
  const { placings, moves } = await whose(records, subject)
  return ofSubject(records, subject, moves)
    .where(eb => inRealm(eb as unknown as Rows, realm, placings) as Expression<SqlBool>)
    .selectAll('r')
    .orderBy('r.seq')
    .execute()
}

/** Whether the number of a child stands for one of another realm too, as two clients may have used one reference before a split. */
export const isShared = async (records: Stored, { subject, realm }: Child): Promise<boolean> => {
  const { placings, moves } = await whose(records, subject)
  const other = await ofSubject(records, subject, moves)
    .where(eb => eb.not(inRealm(eb as unknown as Rows, realm, placings)) as Expression<SqlBool>)
    .select('r.seq')
    .limit(1)
    .execute()
  return other.length > 0
}
