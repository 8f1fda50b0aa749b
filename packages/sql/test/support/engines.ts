import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'libsql'
import { Client } from 'pg'
import { startPostgres } from '../../../records/test/support/server.ts'
import type { Rules } from '../../../rules/src/internal.ts'
import type { DialectName } from '../../src/index.ts'

/** A value of a table: null is not known. */
export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

/** An engine with a table of children in it. */
export interface Engine {
  readonly dialect: DialectName
  /** Makes the table again, with an id from 0 on for each row. */
  readonly fill: (rows: readonly Readonly<Record<string, Cell | undefined>>[]) => Promise<void>
  readonly run: (sql: string) => Promise<unknown>
  /** The rows of a query, days as `YYYY-MM-DD`. */
  readonly ask: (sql: string) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

type Types = Readonly<Record<Rules['facts'][number]['type'], string>>

const factsOf = (rules: Rules) => rules.facts.filter(one => one.given === undefined)

const createTable = (rules: Rules, types: Types): string =>
  `CREATE TABLE children (id INTEGER, ${factsOf(rules)
    .map(one => `"${one.name}" ${types[one.type]}`)
    .join(', ')})`

const insert = (rules: Rules, rows: Parameters<Engine['fill']>[0], from: number, isSqlite: boolean): string => {
  const cell = (value: Cell | undefined): string => {
    if (value === undefined || value === null) return 'NULL'
    if (typeof value === 'boolean' && isSqlite) return value ? '1' : '0'
    return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  }
  const facts = factsOf(rules)
  const values = rows.map((row, i) => `(${from + i}, ${facts.map(one => cell(row[one.name])).join(', ')})`)
  return `INSERT INTO children VALUES ${values.join(', ')}`
}

const piece = 100

const fillWith =
  (rules: Rules, types: Types, run: (sql: string) => Promise<unknown>, isSqlite = false): Engine['fill'] =>
  async rows => {
    await run('DROP TABLE IF EXISTS children')
    await run(createTable(rules, types))
    for (let i = 0; i < rows.length; i += piece) await run(insert(rules, rows.slice(i, i + piece), i, isSqlite))
  }

/** DuckDB in memory. */
export const openDuckdb = async (rules: Rules): Promise<Engine> => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const types = { boolean: 'BOOLEAN', integer: 'INTEGER', date: 'DATE', enum: 'VARCHAR' }
  return {
    dialect: 'duckdb',
    fill: fillWith(rules, types, sql => connection.run(sql)),
    run: sql => connection.run(sql),
    ask: async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson() as unknown as readonly Row[],
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** SQLite in memory. */
export const openSqlite = async (rules: Rules): Promise<Engine> => {
  const database = new Database(':memory:')
  const types = { boolean: 'INTEGER', integer: 'INTEGER', date: 'TEXT', enum: 'TEXT' }
  return {
    dialect: 'sqlite',
    fill: fillWith(rules, types, async sql => void database.exec(sql), true),
    run: async sql => void database.exec(sql),
    ask: async sql => database.prepare(sql).all() as readonly Row[],
    close: async () => void database.close(),
  }
}

/** PostgreSQL from npm. */
export const openPostgres = async (rules: Rules): Promise<Engine> => {
  const server = await startPostgres()
  const client = new Client({ connectionString: await server.database() })
  // Days as they are written, and not as moments.
  client.setTypeParser(1082, (text: string) => text)
  await client.connect()
  const types = { boolean: 'BOOLEAN', integer: 'INTEGER', date: 'DATE', enum: 'TEXT' }
  return {
    dialect: 'postgres',
    fill: fillWith(rules, types, sql => client.query(sql)),
    run: sql => client.query(sql),
    ask: async sql => (await client.query<Row>(sql)).rows,
    close: async () => {
      await client.end()
      await server.stop()
    },
  }
}
