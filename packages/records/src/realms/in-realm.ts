import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { RecordRow, Schema } from '../database/schema.ts'
import type { Reader } from '../keeping/by.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { type Split, splitsIn } from './splits.ts'

type Placed = Pick<RecordRow, 'seq' | 'client' | 'realm' | 'about'>
type Rows = ExpressionBuilder<Schema & { r: RecordRow }, 'r'>

const ownRealm = ({ seq, client, realm }: Placed, splits: readonly Split[]): string =>
  realm ?? splits.find(one => one.client === client && seq < one.before)?.realm ?? defaultRealm

/** The realm of a record: what it says, else what a split says of its client. An event is of the realm of its decision. */
export const realmOf = async (db: Kysely<Schema>, row: Placed): Promise<string> => {
  const splits = await splitsIn(db)
  const decision =
    row.about === null
      ? undefined
      : await db
          .selectFrom('records')
          .select(['seq', 'client', 'realm', 'about'])
          .where('id', '=', row.about)
          .executeTakeFirst()
  return ownRealm(decision ?? row, splits)
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

/** The records of a realm, as a condition on the table `records` under the name `r`. */
export const inRealm = (eb: Rows, realm: string, all: readonly Split[]): Expression<SqlBool> => {
  const unsaid = eb('r.realm', 'is', null)
  if (realm === defaultRealm) return all.length === 0 ? unsaid : eb.and([unsaid, eb.not(splitOff(eb, all))])
  const splits = all.filter(one => one.realm === realm)
  const said = eb('r.realm', '=', realm)
  return splits.length === 0 ? said : eb.or([said, eb.and([unsaid, splitOff(eb, splits)])])
}
