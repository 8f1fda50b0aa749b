import { setTimeout } from 'node:timers/promises'
import { errorCode } from '@virtual-school/rules/internal'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type Database from 'libsql'
import type { QueryObserver } from './parameters.ts'
import { pipeliningDriver, sequential } from './pipeline.ts'
import { adaptDatabase } from './sqlite-statements.ts'

/** Waiting for another process’s transaction, some 5 s in all: asleep within SQLite for one part, in the event loop for the next. */
const waiting = { asleep: 50, tries: 90, pause: 5 } as const

const isBusy = (error: unknown): boolean => errorCode(error)?.startsWith('SQLITE_BUSY') === true

const retryWhileBusy = async <T>(go: () => T | Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await go()
    } catch (error) {
      if (!isBusy(error) || tries === waiting.tries) throw error
      await setTimeout(waiting.pause)
    }
  }
}

/**
 * A transaction takes the write lock as it begins: one that read first and wrote later would be refused, not kept waiting.
 * What a rollback that failed left open is ended first.
 */
const beginImmediate = async (database: Database.Database, connection: DatabaseConnection): Promise<void> => {
  if (database.inTransaction) database.exec('ROLLBACK')
  await connection.executeQuery(CompiledQuery.raw('begin immediate'))
}

const createPatientConnection = (connection: DatabaseConnection): DatabaseConnection => ({
  executeQuery: query => retryWhileBusy(() => connection.executeQuery(query)),
  streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
})

/** Opens the files of a directory as one connection; `asleep` is how many milliseconds SQLite itself may wait for a lock. */
export type OpenSqlite = (asleep: number) => Database.Database

const createDriver = (open: OpenSqlite, observer: QueryObserver, opened: () => void): Driver => {
  let database: Database.Database | undefined
  const driver = new SqliteDriver({
    database: async () => {
      database = await retryWhileBusy(() => open(waiting.asleep))
      const statements = adaptDatabase(database, observer)
      try {
        opened()
        return statements
      } catch (error) {
        statements.close()
        throw error
      }
    },
  })
  return {
    init: () => driver.init(),
    acquireConnection: async () => createPatientConnection((await driver.acquireConnection()) as DatabaseConnection),
    beginTransaction: connection => beginImmediate(database!, connection),
    commitTransaction: connection => driver.commitTransaction(connection),
    rollbackTransaction: async connection => {
      // A COMMIT that failed may have rolled back already.
      if (database!.inTransaction) await driver.rollbackTransaction(connection)
    },
    releaseConnection: () => driver.releaseConnection(),
    destroy: () => driver.destroy(),
  }
}

/** SQLite can undo a change of the schema; Kysely does not count on it. With it, the write lock is the lock of migrations. */
const createAdapter = (): SqliteAdapter =>
  Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true })

/** Kysely’s SQLite over libsql: one connection to the two files in a directory. `opened` is told once it has them open. */
export const sqliteDialect = (open: OpenSqlite, observer: QueryObserver, opened: () => void = () => {}): Dialect => ({
  createAdapter: createAdapter,
  createDriver: () => pipeliningDriver(createDriver(open, observer, opened), sequential),
  createIntrospector: db => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})
