import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import type { Reader } from '../keeping/by.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { type Split, splitsIn } from './splits.ts'

/** What of a record says whose it is. */
type Placed = Pick<RecordRow, 'seq' | 'type' | 'client' | 'realm' | 'about' | 'subject'>

const columns = ['seq', 'type', 'client', 'realm', 'about', 'subject'] as const

const ownRealm = ({ seq, client, realm }: Placed, splits: readonly Split[]): string =>
  realm ?? splits.find(one => one.client === client && seq < one.before)?.realm ?? defaultRealm

/**
 * The decision whose realm a record is of: that which an event is about; for an erasure, which is about a child, the newest about
 * the child before it. Undefined: the record stands for itself.
 */
const decisionFor = async (db: Kysely<Schema>, row: Placed): Promise<Placed | undefined> => {
  const found = db.selectFrom('records').select(columns)
  if (row.about !== null) return found.where('id', '=', row.about).executeTakeFirst()
  if (row.type !== 'erased' || row.subject === null) return undefined
  const before = found.where('subject', '=', row.subject).where('type', '=', 'evaluated').where('seq', '<', row.seq)
  return before.orderBy('seq', 'desc').limit(1).executeTakeFirst()
}

/** The realm of a record: what it says, else that of its decision; of a decision, what a split says of its client. */
export const realmOf = async (db: Kysely<Schema>, row: Placed): Promise<string> => {
  if (row.realm !== null) return row.realm
  return ownRealm((await decisionFor(db, row)) ?? row, await splitsIn(db))
}

/** Whether a reader may know that this record is there. */
export const mayRead = async (
  db: Kysely<Schema>,
  { realm = defaultRealm, everyRealm = false }: Reader,
  row: Placed,
): Promise<boolean> => everyRealm || (await realmOf(db, row)) === realm

/** `ownRealm` in SQL, of the rows of this name. */
export const ownRealmIn = (name: string, splits: readonly Split[]): RawBuilder<string> => {
  const [seq, client, realm] = ['seq', 'client', 'realm'].map(column => sql.ref(`${name}.${column}`))
  const given = splits.map(one => sql`when ${client} = ${one.client} and ${seq} < ${one.before} then ${one.realm}`)
  const unsaid = given.length === 0 ? sql`'default'` : sql`case ${sql.join(given, sql` `)} else 'default' end`
  return sql`coalesce(${realm}, ${unsaid})`
}

/** The records of a realm, as a condition on the table `records` under the name `r`: `realmOf` in SQL. True or false, never unknown. */
export const inRealm = (realm: string, splits: readonly Split[]): RawBuilder<SqlBool> => {
  const own = ownRealmIn('d', splits)
  const newest = sql`select max(e.seq) from records as e where e.subject = r.subject and e.type = 'evaluated' and e.seq < r.seq`
  return sql`(r.realm is null or r.realm = ${realm}) and coalesce(r.realm,
    (select ${own} from records as d where d.id = r.about),
    case when r.about is null and r.type = 'erased' then (select ${own} from records as d where d.seq = (${newest})) end,
    ${ownRealmIn('r', splits)}) = ${realm}`
}
