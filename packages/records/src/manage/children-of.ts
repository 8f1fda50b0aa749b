import { type Kysely, sql } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { decisionRealmSql, readPlacings } from '../find/realms.ts'
import type { Move } from '../log/moves.ts'
import { defaultRealm } from '../model/names.ts'

/** A child whom several realms know by one reference, since their clients used it before they were told apart. */
export interface SharedChild {
  /** The random number that records show. */
  readonly subject: string
  /** How many decisions each client recorded about it. */
  readonly decisions: Readonly<Record<string, number>>
}

/** What a client recorded in the default realm, before it is given to another. */
interface ChildrenOfClient {
  /** How many decisions. */
  readonly decisions: number
  /** The children whose reference leads to decisions of the new realm alone. */
  readonly own: readonly string[]
  /** Those whose reference leads to decisions of another realm too. */
  readonly shared: readonly SharedChild[]
}

/** Whose decision it is now: that of the child that it was moved to, or that it was kept for. */
const subjectNowSql = (moves: readonly Move[]) =>
  moves.length === 0
    ? sql<string>`r.subject`
    : sql<string>`case ${sql.join(
        moves.map(move => sql`when r.id = ${move.id} then ${move.to}`),
        sql` `,
      )} else r.subject end`

/** How many decisions of each client and realm there are about each child about whom a client recorded. */
const selectCounts = async (db: Kysely<Schema>, client: string) => {
  const placings = await readPlacings(db)
  const { moves } = placings
  const ofClient = db
    .selectFrom('records')
    .select('subject')
    .where('client', '=', client)
    .where('type', '=', 'evaluated')
  const movedTo = moves.flatMap(move => move.to ?? [])
  const decisions = db
    .selectFrom('records as r')
    .select([subjectNowSql(moves).as('subject'), 'r.client', decisionRealmSql('r', placings).as('realm')])
    .where('r.type', '=', 'evaluated')
    .where(eb =>
      eb.or([
        eb('r.subject', 'in', ofClient),
        ...(moves.length === 0
          ? []
          : [
              eb('r.subject', 'in', movedTo),
              eb(
                'r.id',
                'in',
                moves.map(move => move.id),
              ),
            ]),
      ]),
    )
  return db
    .selectFrom(decisions.as('d'))
    .leftJoin('keys.subjects as k', 'k.subject', 'd.subject')
    .select(eb => ['d.subject', 'd.client', 'd.realm', 'k.realm as linked', eb.fn.countAll().as('count')])
    .groupBy(['d.subject', 'd.client', 'd.realm', 'k.realm'])
    .orderBy('d.subject')
    .execute()
}

type Counts = Awaited<ReturnType<typeof selectCounts>>

const countByClient = (rows: Counts): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { client, count } of rows) counts[client] = (counts[client] ?? 0) + Number(count)
  return counts
}

/** The children about whom a client recorded, as they would stand if what it recorded were of this realm. */
export const listChildrenOfClient = async (
  db: Kysely<Schema>,
  { client, realm }: { readonly client: string; readonly realm: string },
): Promise<ChildrenOfClient> => {
  const bySubject = new Map<string, Counts>()
  let decisions = 0
  for (const row of await selectCounts(db, client)) {
    bySubject.set(row.subject, [...(bySubject.get(row.subject) ?? []), row])
    if (row.client === client && row.realm === defaultRealm) decisions += Number(row.count)
  }
  const isOfClient = (rows: Counts): boolean => rows.some(row => row.client === client)
  const children = [...bySubject].filter(([, rows]) => rows[0]?.linked === defaultRealm && isOfClient(rows))
  const isOwn = (rows: Counts): boolean =>
    rows.every(row => row.realm === realm || (row.client === client && row.realm === defaultRealm))
  return {
    decisions,
    own: children.flatMap(([subject, rows]) => (isOwn(rows) ? [subject] : [])),
    shared: children.flatMap(([subject, rows]) => (isOwn(rows) ? [] : [{ subject, decisions: countByClient(rows) }])),
  }
}
