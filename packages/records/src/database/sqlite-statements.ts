import type { SqliteDatabase, SqliteStatement } from 'kysely'
import type Database from 'libsql'
import { type QueryObserver, refuseUnbindable } from './parameters.ts'

const keptStatements = 256
/** Statements that change the schema or a setting are prepared again each time. */
const isReusable = (sql: string): boolean => /^(?:insert|select|update|delete)/i.test(sql)

const ofTransactions = /^(?:begin|commit|rollback)\b/i

/** libsql reads bytes as an ArrayBuffer; the other database gives a Buffer. */
const convertBuffers = (row: unknown): unknown => {
  const columns = row as Record<string, unknown>
  for (const name in columns) {
    const value = columns[name]
    if (value instanceof ArrayBuffer) columns[name] = Buffer.from(value)
  }
  return columns
}

/**
 * A writing statement that finds the database busy stays unfinished in libsql, and no later COMMIT goes through beside it.
 * So no statement ever waits for the write lock but BEGIN, which `exec` finishes in every case.
 */
const inTransaction = <T>(database: Database.Database, go: () => T): T => {
  if (database.inTransaction) return go()
  database.exec('begin immediate')
  try {
    const result = go()
    database.exec('commit')
    return result
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    throw error
  }
}

const none = { changes: 0, lastInsertRowid: 0 } as const

const prepareTransaction = (database: Database.Database, sql: string): SqliteStatement => ({
  reader: false,
  all: () => [],
  run: () => {
    database.exec(sql)
    return none
  },
  iterate: () => [].values(),
})

const prepareQuery = (database: Database.Database, sql: string): SqliteStatement => {
  const statement = database.prepare(sql)
  return {
    reader: statement.reader,
    all: parameters => statement.all([...parameters]).map(convertBuffers),
    run: parameters => inTransaction(database, () => statement.run([...parameters])),
    iterate: () => {
      throw new Error('An iteration left half-way would hold its snapshot: rows are read in chunks')
    },
  }
}

const guardStatement = (statement: SqliteStatement, sql: string, observer: QueryObserver): SqliteStatement => {
  const call = <T>(parameters: readonly unknown[], go: (values: readonly unknown[]) => T): T => {
    refuseUnbindable(parameters)
    observer.before?.(sql)
    const result = go(parameters)
    observer.after?.(sql)
    return result
  }
  return {
    ...statement,
    all: parameters => call(parameters, statement.all),
    run: parameters => call(parameters, statement.run),
  }
}

/** What Kysely needs of libsql, with what libsql does not refuse refused, and statements kept for the next time. */
export const adaptDatabase = (database: Database.Database, observer: QueryObserver): SqliteDatabase => {
  const kept = new Map<string, SqliteStatement>()
  const prepare = (sql: string): SqliteStatement => {
    const found = kept.get(sql)
    if (found !== undefined) return found
    const make = ofTransactions.test(sql) ? prepareTransaction : prepareQuery
    const made = guardStatement(make(database, sql), sql, observer)
    if (kept.size === keptStatements) kept.clear()
    if (isReusable(sql)) kept.set(sql, made)
    return made
  }
  const close = () => {
    kept.clear()
    database.close()
  }
  return { prepare, close }
}
