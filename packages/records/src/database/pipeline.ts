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
type ExecutionMode = (
  connection: DatabaseConnection,
  all: readonly CompiledQuery[],
) => Promise<readonly QueryResult<unknown>[]>

/** For a server, each way to which costs time: all go out before the first answer comes. */
export const pipelined: ExecutionMode = async (connection, all) => {
  // Those behind one that failed are waited for: none may come after the end of the transaction.
  const answers = await Promise.allSettled(all.map(one => connection.executeQuery(one)))
  return answers.map(answer => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}

/** For a database in this process: one after the other. */
export const sequential: ExecutionMode = async (connection, all) => {
  const answers: QueryResult<unknown>[] = []
  for (const one of all) answers.push(await connection.executeQuery(one))
  return answers
}

/** Statements, and what their answers mean. */
export interface Query<Answer> {
  readonly statements: readonly Compilable[]
  /** An answer for each statement, in their order. */
  readonly read: (answers: readonly QueryResult<unknown>[]) => Answer
}

type Read<Queries extends readonly Query<unknown>[]> = {
  readonly [At in keyof Queries]: Queries[At] extends Query<infer Answer> ? Answer : never
}

/** Runs the statements of all in their order. Rejects, once none of them runs any more, with the first failure. */
export const pipeline = async <const Queries extends readonly Query<unknown>[]>(
  db: Kysely<Schema>,
  ...queries: Queries
): Promise<Read<Queries>> => {
  const all = queries.flatMap(one => one.statements.map(statement => statement.compile()))
  const several: Several = { ...CompiledQuery.raw(''), all }
  const { rows } = all.length === 0 ? { rows: [] } : await db.executeQuery<QueryResult<unknown>>(several)
  let end = 0
  return queries.map(({ statements, read }) => {
    const from = end
    end += statements.length
    return read(rows.slice(from, end))
  }) as Read<Queries>
}

const acceptSeveral = (connection: DatabaseConnection, send: ExecutionMode): DatabaseConnection => ({
  executeQuery: async <Row>(query: CompiledQuery) =>
    'all' in query
      ? { rows: (await send(connection, (query as Several).all)) as readonly unknown[] as Row[] }
      : connection.executeQuery<Row>(query),
  streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
})

/** A driver whose connections take what `pipeline` sends. */
export const pipeliningDriver = (driver: Driver, send: ExecutionMode): Driver => {
  const within = new WeakMap<DatabaseConnection, DatabaseConnection>()
  const own = (connection: DatabaseConnection): DatabaseConnection => within.get(connection)!
  return {
    init: () => driver.init(),
    acquireConnection: async () => {
      const connection = await driver.acquireConnection()
      const taking = acceptSeveral(connection, send)
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
