import {
  type Compilable,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely'
import type { Schema } from './schema.ts'

/** Statements in the place of one. Kysely sends none of a transaction before the one in front of it has been answered. */
interface Several extends CompiledQuery {
  readonly all: readonly CompiledQuery[]
}

/** How a database takes statements of which none needs what another answers. They run in their order. */
type Sending = (
  connection: DatabaseConnection,
  all: readonly CompiledQuery[],
) => Promise<readonly QueryResult<unknown>[]>

/** For a server, each way to which costs time: all go out before the first answer comes. */
export const withoutWaiting: Sending = async (connection, all) => {
  // Those behind one that failed are waited for: none may come after the end of the transaction.
  const answers = await Promise.allSettled(all.map(one => connection.executeQuery(one)))
  return answers.map(answer => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}

export const inTurn: Sending = async (connection, all) => {
  const answers: QueryResult<unknown>[] = []
  for (const one of all) answers.push(await connection.executeQuery(one))
  return answers
}

/** Statements, and what their answers mean. */
export interface Asking<Answer> {
  readonly statements: readonly Compilable[]
  /** An answer for each statement, in their order. */
  readonly read: (answers: readonly QueryResult<unknown>[]) => Answer
}

type Read<Askings extends readonly Asking<unknown>[]> = {
  readonly [At in keyof Askings]: Askings[At] extends Asking<infer Answer> ? Answer : never
}

/** Runs the statements of all in their order. Rejects, once none of them runs any more, with the first failure. */
export const atOnce = async <const Askings extends readonly Asking<unknown>[]>(
  db: Kysely<Schema>,
  ...askings: Askings
): Promise<Read<Askings>> => {
  const all = askings.flatMap(one => one.statements.map(statement => statement.compile()))
  const several: Several = { ...CompiledQuery.raw(''), all }
  const { rows } = all.length === 0 ? { rows: [] } : await db.executeQuery<QueryResult<unknown>>(several)
  let end = 0
  return askings.map(({ statements, read }) => {
    const from = end
    end += statements.length
    return read(rows.slice(from, end))
  }) as Read<Askings>
}

const takingSeveral = (connection: DatabaseConnection, send: Sending): DatabaseConnection => ({
  executeQuery: async <Row>(query: CompiledQuery) =>
    'all' in query
      ? { rows: (await send(connection, (query as Several).all)) as readonly unknown[] as Row[] }
      : connection.executeQuery<Row>(query),
  streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
})

/** A driver whose connections take what `atOnce` sends. */
export const sendingAtOnce = (driver: Driver, send: Sending): Driver => {
  const within = new WeakMap<DatabaseConnection, DatabaseConnection>()
  const own = (connection: DatabaseConnection): DatabaseConnection => within.get(connection)!
  return {
    init: () => driver.init(),
    acquireConnection: async () => {
      const connection = await driver.acquireConnection()
      const taking = takingSeveral(connection, send)
      within.set(taking, connection)
      return taking
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(own(connection), settings),
    commitTransaction: connection => driver.commitTransaction(own(connection)),
    rollbackTransaction: connection => driver.rollbackTransaction(own(connection)),
    releaseConnection: connection => driver.releaseConnection(own(connection)),
    destroy: () => driver.destroy(),
  }
}
