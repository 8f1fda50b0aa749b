import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'libsql'
import { Client } from 'pg'
import { startPostgres } from '../../../records/test/support/server.ts'
import type { Rules } from '../../../rules/src/internal.ts'
import { type DialectName, type TableMap, writeSql } from '../../src/index.ts'

export type Cell = string | number | null
export type Row = Readonly<Record<string, Cell>>
/** Tables by their names: columns with their types, and rows. A column of type `day` holds days. */
export interface Table {
  readonly columns: Readonly<Record<string, 'text' | 'day'>>
  readonly rows: readonly Row[]
}

/** An engine that holds tables. */
export interface TableEngine {
  readonly dialect: DialectName
  readonly hold: (tables: Readonly<Record<string, Table>>) => Promise<void>
  readonly ask: (sql: string) => Promise<readonly Row[]>
  readonly close: () => void | Promise<void>
}

type Types = Readonly<Record<'text' | 'day', string>>

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const cellOf = (value: Cell | undefined): string =>
  value === null || value === undefined
    ? 'NULL'
    : typeof value === 'number'
      ? `${value}`
      : `'${value.replaceAll("'", "''")}'`

const statementsOf = (name: string, { columns, rows }: Table, types: Types): readonly string[] => {
  const of = Object.entries(columns)
  const made = of.map(([column, type]) => `${quoted(column)} ${types[type]}`).join(', ')
  const values = rows.map(row => `(${of.map(([column]) => cellOf(row[column])).join(', ')})`)
  return [
    `DROP TABLE IF EXISTS ${quoted(name)}`,
    `CREATE TABLE ${quoted(name)} (${made})`,
    ...(values.length === 0 ? [] : [`INSERT INTO ${quoted(name)} VALUES ${values.join(', ')}`]),
  ]
}

const allStatements = (tables: Readonly<Record<string, Table>>, types: Types): readonly string[] =>
  Object.entries(tables).flatMap(([name, table]) => statementsOf(name, table, types))

const duckdb = async (): Promise<TableEngine> => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  return {
    dialect: 'duckdb',
    hold: async tables => {
      for (const one of allStatements(tables, { text: 'VARCHAR', day: 'TIMESTAMP' })) await connection.run(one)
    },
    ask: async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson() as unknown as readonly Row[],
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const sqlite = async (): Promise<TableEngine> => {
  const database = new Database(':memory:')
  return {
    dialect: 'sqlite',
    hold: async tables => {
      for (const one of allStatements(tables, { text: 'TEXT', day: 'TEXT' })) database.exec(one)
    },
    ask: async sql => database.prepare(sql).all() as readonly Row[],
    close: () => {
      database.close()
    },
  }
}

const postgres = async (): Promise<TableEngine> => {
  const server = await startPostgres()
  const client = new Client({ connectionString: await server.database() })
  // Days as they are written, and not as moments.
  client.setTypeParser(1082, (text: string) => text)
  await client.connect()
  return {
    dialect: 'postgres',
    hold: async tables => {
      for (const one of allStatements(tables, { text: 'TEXT', day: 'TIMESTAMP' })) await client.query(one)
    },
    ask: async sql => (await client.query<Row>(sql)).rows,
    close: async () => {
      await client.end()
      await server.stop()
    },
  }
}

/** The engines on which maps are tried. */
export const tableEngines = { duckdb, sqlite, postgres }

/** What `evaluate` says of a child about whom these facts are known, or that nothing may be said. */
export type Known = Readonly<Record<string, string | number | boolean>> | 'refused'
export interface Asked {
  readonly decision: string
  readonly authority: string
  readonly asOf: string
}

const evaluated = (rules: Rules, asked: Asked, known: Known): unknown => {
  const found = known === 'refused' ? undefined : rules.evaluate({ ...asked, trace: 'none', facts: known } as never)
  if (found === undefined || 'issues' in found)
    return { status: 'refused', answer: null, possible: null, missing: null, due: [] }
  const missing = found.missing.filter(one => one.for === 'answer').map(one => one.fact)
  return {
    status: found.status,
    answer: found.answer,
    possible: found.possibleAnswers.join(';'),
    missing: rules.facts
      .map(one => one.name)
      .filter(name => missing.includes(name))
      .join(';'),
    due: found.deadlines.map(one => `${one.action} ${one.role} ${one.date}`).sort(),
  }
}

/** What a question says of each child by the tables, and what `evaluate` says of what is known of that child, if the two differ. */
export const listDifferences = async (
  rules: Rules,
  engine: TableEngine,
  map: TableMap,
  asked: Asked,
  known: ReadonlyMap<string, Known>,
): Promise<readonly unknown[]> => {
  const written = writeSql(rules, { ...asked, writtenOn: asked.asOf, dialect: engine.dialect, tables: map })
  if (!written.ok) throw new Error(JSON.stringify(written.issues))
  const { columns, sql } = written.value
  const rows = new Map((await engine.ask(sql)).map(row => [String(row.id), row]))
  return [...known].flatMap(([id, facts]) => {
    const row = rows.get(id)!
    const due = columns.flatMap(({ name, about }) => {
      if (about.kind !== 'due') return []
      const applies = columns.find(one => one.about.kind === 'deadline' && one.about.place === about.place)!
      return row[applies.name] === null ? [] : [`${about.action} ${about.role} ${row[name]}`]
    })
    const said = {
      status: row.status,
      answer: row.answer,
      possible: row.possible_answers,
      missing: row.missing,
      due: due.sort(),
    }
    const right = evaluated(rules, asked, facts)
    return JSON.stringify(said) === JSON.stringify(right) ? [] : [{ id, asked, said, right }]
  })
}
