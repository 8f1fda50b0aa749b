import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Records } from '../append/records.ts'
import type { RecordRow, Schema } from '../database/schema.ts'
import { type Split, selectSplits } from '../log/events.ts'
import { type Move, selectMoves, selectMovesOf } from '../log/moves.ts'
import type { Reader } from '../model/actor.ts'
import { defaultRealm } from '../model/names.ts'

/** The names that records bear, from one to the next by the index of realms. */
const selectNames = async (db: Kysely<Schema>): Promise<readonly string[]> => {
  const names: string[] = []
  for (;;) {
    const after = db
      .selectFrom('records')
      .select('realm')
      .where('realm', '>', names.at(-1) ?? '')
    const next = await after.orderBy('realm').limit(1).executeTakeFirst()
    if (next?.realm == null) return names
    names.push(next.realm)
  }
}

/** Every realm that has decisions, in the order of their names. For who may see every realm. */
export const realmsIn = async ({ database: { db } }: Pick<Records, 'database'>): Promise<readonly string[]> => {
  const placings = await readPlacings(db)
  const names = new Set([defaultRealm, ...placings.splits.map(one => one.realm), ...(await selectNames(db))])
  const found: string[] = []
  for (const name of [...names].sort()) if (await hasDecisionsOf(db, name, placings)) found.push(name)
  return found
}

/** What of a record says whose it is. */
type Placed = Pick<RecordRow, 'id' | 'seq' | 'type' | 'client' | 'realm' | 'about' | 'subject'>

const columns = ['id', 'seq', 'type', 'client', 'realm', 'about', 'subject'] as const

/** The realm that a record says, else that to which a split gave what its client recorded. */
export const resolveRealm = (
  { seq, client, realm }: Pick<Placed, 'seq' | 'client' | 'realm'>,
  splits: readonly Split[],
): string => realm ?? splits.find(one => one.client === client && seq < one.before)?.realm ?? defaultRealm

/**
 * The record whose realm a record is of: a decision, for what is about it, and for what holds again the contents of that. An erasure
 * is about a child, and of the realm of the newest decision about the child before it.
 */
const selectDecisionFor = async (db: Kysely<Schema>, row: Placed): Promise<Placed> => {
  const found = db.selectFrom('records').select(columns)
  if (row.about !== null) {
    // What comes before, so that a log that was changed leads nobody round in a circle.
    const about = await found.where('id', '=', row.about).where('seq', '<', row.seq).executeTakeFirst()
    return about === undefined ? row : selectDecisionFor(db, about)
  }
  if (row.type !== 'erased' || row.realm !== null || row.subject === null) return row
  const before = found.where('subject', '=', row.subject).where('type', '=', 'evaluated').where('seq', '<', row.seq)
  return (await before.orderBy('seq', 'desc').limit(1).executeTakeFirst()) ?? row
}

/** The realm of a record: of its decision, which is that to which it was moved last, else what it says or a split says of its client. */
export const findRealm = async (db: Kysely<Schema>, row: Placed): Promise<string> => {
  const decision = await selectDecisionFor(db, row)
  const [move] = await selectMovesOf(db, [decision.id])
  return resolveRealm(move ?? decision, await selectSplits(db))
}

/** Whether a reader may know that this record is there. */
export const mayRead = async (
  db: Kysely<Schema>,
  { realm = defaultRealm, everyRealm = false }: Reader,
  row: Placed,
): Promise<boolean> => everyRealm || (await findRealm(db, row)) === realm

/** What decides which realm a record is of, beside the record. */
export interface Placings {
  readonly splits: readonly Split[]
  readonly moves: readonly Move[]
}

/** Every split of a realm and every move of a decision. */
export const readPlacings = async (db: Kysely<Schema>): Promise<Placings> => ({
  splits: await selectSplits(db),
  moves: await selectMoves(db),
})

/** `resolveRealm` in SQL, of the rows of this name. */
const resolveRealmSql = (name: string, splits: readonly Split[]): RawBuilder<string> => {
  const [seq, client, realm] = ['seq', 'client', 'realm'].map(column => sql.ref(`${name}.${column}`))
  const given = splits.map(one => sql`when ${client} = ${one.client} and ${seq} < ${one.before} then ${one.realm}`)
  const unsaid = given.length === 0 ? sql`'default'` : sql`case ${sql.join(given, sql` `)} else 'default' end`
  return sql`coalesce(${realm}, ${unsaid})`
}

/** The realm of the decision of this name, which was moved or not. */
export const decisionRealmSql = (name: string, { splits, moves }: Placings): RawBuilder<string> => {
  const own = resolveRealmSql(name, splits)
  if (moves.length === 0) return own
  const id = sql.ref(`${name}.id`)
  return sql`case ${sql.join(
    moves.map(move => sql`when ${id} = ${move.id} then ${resolveRealm(move, splits)}`),
    sql` `,
  )} else ${own} end`
}

/**
 * The records of a realm, as a condition on the table `records` under the name `r`: `findRealm` in SQL, but for what holds again the
 * contents of another record, which is of the realm that it says. Always true or false, never unknown.
 */
export const inRealmSql = (realm: string, placings: Placings): RawBuilder<SqlBool> => {
  const ofDecision = decisionRealmSql('d', placings)
  const newest = sql`select max(e.seq) from records as e where e.subject = r.subject and e.type = 'evaluated' and e.seq < r.seq`
  return sql`coalesce(
    case when r.about is not null then (select ${ofDecision} from records as d
      where d.id = r.about and d.seq < r.seq and d.about is null)
      when r.type = 'erased' and r.realm is null then (select ${ofDecision} from records as d where d.seq = (${newest})) end,
    ${decisionRealmSql('r', placings)}) = ${realm}`
}

/** Whether any decision is of this realm. */
const hasDecisionsOf = async (db: Kysely<Schema>, realm: string, placings: Placings): Promise<boolean> => {
  const decisions = db.selectFrom('records as r').select('r.seq').where('r.type', '=', 'evaluated')
  return (await decisions.where(inRealmSql(realm, placings)).limit(1).execute()).length > 0
}
