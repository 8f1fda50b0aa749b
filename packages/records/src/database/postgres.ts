import { type Dialect, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { DatabaseError, Pool, type PoolClient, type QueryConfig, types } from 'pg'
import { type QueryObserver, refuseUnbindable } from './parameters.ts'
import { pipelined, pipeliningDriver } from './pipeline.ts'

/** Milliseconds. The server gives up before we do, so that a connection is seldom left with a statement still running. */
const patience = { connect: 5_000, statement: 5_000, answer: 6_000, idleInTransaction: 10_000 } as const
const connections = 10
const int8 = 20

/** A `bigint` column as a number: sizes and places in the log, far below 2^53. */
const getTypeParser: typeof types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === int8 && format !== 'binary'
    ? Number
    : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser

/** The settings of every connection. Whatever the server’s defaults are, an acknowledged record is on disk. */
const writing = '-c synchronous_commit=on'
const readingAlone = '-c default_transaction_read_only=on'

const createPool = (url: string, options: string): Pool => {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    connectionTimeoutMillis: patience.connect,
    statement_timeout: patience.statement,
    query_timeout: patience.answer,
    // An instance that vanished in the middle of a batch must not keep the head locked.
    idle_in_transaction_session_timeout: patience.idleInTransaction,
    keepAlive: true,
    application_name: 'virtual-school-records',
    options,
    types: { getTypeParser },
  })
  // A connection that dies says so in an event, in the pool and in use, which unheard would end the process. The next query
  // finds out, and is what fails.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}

const hour = 3_600_000
const keptNames = 100

/** Planning the insertion of a batch takes a quarter of the server’s time for it, so each connection keeps these by a name. */
const createStatementNames = (): ((sql: string) => string | undefined) => {
  const names = new Map<string, string>()
  return sql => {
    if (!sql.startsWith('insert')) return undefined
    if (!names.has(sql) && names.size < keptNames) names.set(sql, `insert ${names.size + 1}`)
    return names.get(sql)
  }
}
const nameStatement = createStatementNames()

const buildQuery = (text: string, parameters: readonly unknown[]): QueryConfig & { query_timeout?: number } => {
  const name = nameStatement(text)
  return {
    text,
    values: [...parameters],
    ...(name === undefined ? {} : { name }),
    ...(text.startsWith('vacuum') ? { query_timeout: hour } : {}),
  }
}

/** Of a query that the server did not answer nobody knows how far it went: its connection is not used again. */
const guardClient = (client: PoolClient, observer: QueryObserver): PostgresPoolClient => {
  let lost = false
  const query = async (sql: string, parameters: readonly unknown[]) => {
    // Kysely asks for the tables that are there with some; no column of ours takes one.
    refuseUnbindable(parameters, { booleans: sql.includes('pg_catalog') })
    try {
      observer.before?.(sql)
      const result = await client.query(buildQuery(sql, parameters))
      observer.after?.(sql)
      return result
    } catch (error) {
      lost ||= !(error instanceof DatabaseError)
      throw error
    }
  }
  return { query: query as unknown as PostgresPoolClient['query'], release: destroy => client.release(destroy || lost) }
}

/** Kysely’s PostgreSQL over a pool, with every wait bounded. `readOnly`: the server itself refuses to write. */
export const postgresDialect = (url: string, observer: QueryObserver, { readOnly = false } = {}): Dialect => {
  const pool = createPool(url, readOnly ? readingAlone : writing)
  const guardedPool: PostgresPool = {
    connect: async () => guardClient(await pool.connect(), observer),
    end: () => pool.end(),
  }
  const dialect = new PostgresDialect({ pool: guardedPool })
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => pipeliningDriver(dialect.createDriver(), pipelined),
    createIntrospector: db => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}
