import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import type { Reader } from '../keeping/by.ts'
import { followingMoves, type Move, movesIn, movesOf } from '../moving/moves.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { type Split, splitsIn } from './splits.ts'

type Placed = Pick<RecordRow, 'id' | 'seq' | 'client' | 'realm' | 'about'>
type Rows = ExpressionBuilder<Schema & { r: RecordRow }, 'r'>

const ownRealm = ({ seq, client, realm }: Placed, splits: readonly Split[]): string =>
  realm ?? splits.find(one => one.client === client && seq < one.before)?.realm ?? defaultRealm

/** What a record is about: a decision. What holds again the contents of an event is about that event, and so about its decision. */
const decisionOf = async (db: Kysely<Schema>, row: Placed): Promise<Placed> => {
  if (row.about === null) return row
  const found = db.selectFrom('records').select(['id', 'seq', 'client', 'realm', 'about']).where('id', '=', row.about)
  const about = await found.executeTakeFirst()
  return about === undefined ? row : decisionOf(db, about)
}

/**
 * The realm of a record: what it says, else what a split says of its client. An event is of the realm of its decision, and a
 * decision that was moved of the realm that it was moved to.
 */
export const realmOf = async (db: Kysely<Schema>, row: Placed): Promise<string> => {
  const decision = await decisionOf(db, row)
  const [move] = await movesOf(db, [decision.id])
  return move === undefined ? ownRealm(decision, await splitsIn(db)) : (move.realm ?? defaultRealm)
}

/** Whether a reader may know that this record is there. */
export const mayRead = async (
  db: Kysely<Schema>,
  { realm = defaultRealm, everyRealm = false }: Reader,
  row: Placed,
): Promise<boolean> => everyRealm || (await realmOf(db, row)) === realm

/** What was recorded by clients before they were given a realm, and what was recorded about it. */
const splitOff = (eb: Rows, splits: readonly Split[]): Expression<SqlBool> => {
  const own = (name: string) =>
    sql<SqlBool>`(${sql.join(
      splits.map(
        ({ client, before }) =>
          sql`(${sql.ref(`${name}.client`)} = ${client} and ${sql.ref(`${name}.seq`)} < ${before})`,
      ),
      sql` or `,
    )})`
  const decisions = sql`select d.id from records as d where d.realm is null and ${own('d')}`
  return eb.or([eb.and([eb('r.about', 'is', null), own('r')]), sql<SqlBool>`r.about in (${decisions})`])
}

/** What decides which realm a record is of, beside the record. */
export interface Placings {
  readonly splits: readonly Split[]
  readonly moves: readonly Move[]
}

export const placingsIn = async (db: Kysely<Schema>): Promise<Placings> => ({
  splits: await splitsIn(db),
  moves: await movesIn(db),
})

/** The records of a realm, as a condition on the table `records` under the name `r`. */
export const inRealm = (eb: Rows, realm: string, { splits, moves }: Placings): Expression<SqlBool> => {
  const own = inOwnRealm(eb, realm, splits)
  return moves.length === 0 ? own : followingMoves(eb, own, realm === defaultRealm ? null : realm, moves)
}

const inOwnRealm = (eb: Rows, realm: string, all: readonly Split[]): Expression<SqlBool> => {
  const unsaid = eb('r.realm', 'is', null)
  if (realm === defaultRealm) return all.length === 0 ? unsaid : eb.and([unsaid, eb.not(splitOff(eb, all))])
  const splits = all.filter(one => one.realm === realm)
  const said = eb('r.realm', '=', realm)
  return splits.length === 0 ? said : eb.or([said, eb.and([unsaid, splitOff(eb, splits)])])
}
