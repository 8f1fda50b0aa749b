import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'

/** Where a decision was moved to last. */
export interface Move {
  /** Of the decision. */
  readonly id: string
  /** Of the record that says so. */
  readonly seq: number
  /** Whose it is now. */
  readonly to: string | null
  /** Whose it was before: first the child that it was kept for. */
  readonly before: readonly (string | null)[]
  /** Null: `default`. */
  readonly realm: string | null
  /** Who asked for the decision. */
  readonly client: string
}

const queryMoves = (db: Kysely<Schema>) =>
  db
    .selectFrom('records as m')
    .innerJoin('records as o', 'o.id', 'm.about')
    .select(['o.id', 'o.client', 'm.seq', 'o.subject as from', 'm.subject as to', 'm.realm'])
    .where('m.type', '=', 'moved')
    // SQLite takes the index of events only if its own condition stands there.
    .where('m.type', '<>', 'evaluated')
    .orderBy('m.seq')

type Row = Awaited<ReturnType<ReturnType<typeof queryMoves>['execute']>>[number]

/** The newest move of each decision, of rows in the order of the log. */
const collectNewest = (rows: readonly Row[]): readonly Move[] => {
  const found = new Map<string, Move>()
  for (const { id, client, seq, from, to, realm } of rows) {
    const last = found.get(id)
    found.set(id, { id, client, seq, to, realm, before: last === undefined ? [from] : [...last.before, last.to] })
  }
  return [...found.values()]
}

/** The newest move of each decision that was ever moved. There are few: one for each that was sent under a wrong reference. */
export const selectMoves = async (db: Kysely<Schema>): Promise<readonly Move[]> =>
  collectNewest(await queryMoves(db).execute())

/** The newest moves of these decisions; those that were never moved have none. */
export const selectMovesOf = async (db: Kysely<Schema>, ids: readonly string[]): Promise<readonly Move[]> =>
  ids.length === 0 ? [] : collectNewest(await queryMoves(db).where('m.about', 'in', ids).execute())

/** The decisions that were moved, as seen from one child. */
export interface MovesOfChild {
  /** Those that were this child’s once, and are another’s now. */
  readonly away: readonly Move[]
  /** Those that are this child’s now. */
  readonly here: readonly Move[]
}

/** The decisions that were moved away from a child or to it. */
export const selectMovesOfChild = async (db: Kysely<Schema>, subject: string): Promise<MovesOfChild> => {
  const moves = await selectMoves(db)
  return {
    away: moves.filter(({ to, before }) => to !== subject && before.includes(subject)),
    here: moves.filter(({ to }) => to === subject),
  }
}

type Rows = ExpressionBuilder<Schema & { r: RecordRow }, 'r'>

/** These decisions, and what is recorded about them. */
const areOrAboutSql = (eb: Rows, moves: readonly Move[]): Expression<SqlBool> => {
  const ids = moves.map(one => one.id)
  return eb.or([eb('r.id', 'in', ids), eb.and([eb('r.about', 'is not', null), eb('r.about', 'in', ids)])])
}

/** The records of a child, as a condition on the table `records` under the name `r`: moved ones are those of their child now. */
export const ofChildSql = (eb: Rows, subject: string, { away, here }: MovesOfChild): Expression<SqlBool> => {
  const own = eb('r.subject', '=', subject)
  const left = away.length === 0 ? own : eb.and([own, eb.not(areOrAboutSql(eb, away))])
  return here.length === 0 ? left : eb.or([left, areOrAboutSql(eb, here)])
}
