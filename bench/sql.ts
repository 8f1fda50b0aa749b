import { mkdtemp, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { loadRules } from '../packages/rules/src/index.ts'
import type { Rules } from '../packages/rules/src/internal.ts'
import { type DialectName, dialectNames, writeSql } from '../packages/sql/src/index.ts'
import { drawChildren, forgetFacts } from './children.ts'
import { median } from './measure.ts'
import { table } from './table.ts'

// `npm run bench sql -- ROWS…`: each question as a query on DuckDB, from Parquet to Parquet, for so many rows each; and how large
// the queries are. Half of the facts of a child are known.

const [asOf, authority] = ['2026-11-22', 'luton']
const distinctCount = 1_000
const memoryLimit = '1GB'

const print = (text: string): void => void process.stdout.write(`${text}\n`)

const write = (rules: Rules, decision: string, dialect: DialectName, from?: string) => {
  const made = writeSql(rules, { decision, authority, asOf, dialect, writtenOn: asOf, isKey: true })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  // A file stands in the place of the table.
  const { sql, layers } = made.value
  return { sql: from === undefined ? sql : sql.replace('"children"', `'${from}'`), layers }
}

const types = { boolean: 'BOOLEAN', integer: 'INTEGER', date: 'DATE', enum: 'VARCHAR' } as const

/** The children of a benchmark as a table, and again and again with other ids as a Parquet file. */
const makeChildren = async (rules: Rules, connection: DuckDBConnection, decision: string): Promise<void> => {
  const children = forgetFacts(drawChildren(rules, { decision, authority, asOf, trace: 'none' }, distinctCount), 50)
  const facts = rules.facts.filter(one => one.given === undefined)
  const cell = (value: unknown): string =>
    value === undefined || value === null ? 'NULL' : typeof value === 'string' ? `'${value}'` : String(value)
  const columns = facts.map(one => `"${one.name}" ${types[one.type]}`)
  await connection.run(`CREATE OR REPLACE TABLE drawn (${columns.join(', ')})`)
  const rows = children.map(row => `(${facts.map(one => cell(row[one.name])).join(', ')})`)
  for (let i = 0; i < rows.length; i += 100)
    await connection.run(`INSERT INTO drawn VALUES ${rows.slice(i, i + 100).join(', ')}`)
}

const writeParquet = (connection: DuckDBConnection, count: number, file: string) =>
  connection.run(
    `COPY (SELECT again * ${distinctCount} + row_number() OVER () AS id, * EXCLUDE (again) FROM drawn, range(${count / distinctCount}) AS r(again)) TO '${file}' (FORMAT parquet)`,
  )

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const printRows = async (rules: Rules, counts: readonly number[]): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'sql-bench-'))
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: memoryLimit, threads: '2' })
  const connection = await instance.connect()
  const rows: string[][] = []
  try {
    for (const { id } of rules.decisions) {
      await makeChildren(rules, connection, id)
      const cells = [id]
      for (const count of counts) {
        const [from, to] = ['from', 'to'].map(one => join(folder, `${one}.parquet`)) as [string, string]
        await writeParquet(connection, count, from)
        const { sql } = write(rules, id, 'duckdb', from)
        const ms = await timed(() => connection.run(`COPY (${sql}) TO '${to}' (FORMAT parquet)`))
        cells.push(
          `${(ms / 1000).toFixed(1)} s, ${Math.round(count / ms).toLocaleString('en-GB')} a ms, ${Math.round((await stat(to)).size / 1e6)} MB`,
        )
      }
      rows.push(cells)
      print(`${cells.join(' | ')} (RSS ${Math.round(process.memoryUsage().rss / 1e6)} MB)`)
    }
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(folder, { recursive: true })
  }
  print(table([['DuckDB', ...counts.map(one => `${one.toLocaleString('en-GB')} rows`)], ...rows]))
}

const printSizes = async (rules: Rules): Promise<void> => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows: string[][] = []
  for (const { id } of rules.decisions) {
    await makeChildren(rules, connection, id)
    await connection.run('CREATE OR REPLACE TABLE children AS SELECT row_number() OVER () AS id, * FROM drawn')
    const writing: number[] = []
    for (let i = 0; i < 5; i += 1) writing.push(await timed(async () => write(rules, id, 'duckdb')))
    const { sql, layers } = write(rules, id, 'duckdb')
    const planning = await timed(() => connection.run(`EXPLAIN ${sql}`))
    rows.push([
      id,
      ...dialectNames.map(one => `${Math.round(write(rules, id, one).sql.length / 1000)} kB`),
      String(layers),
      `${median(writing).toFixed(0)} ms`,
      `${planning.toFixed(0)} ms`,
    ])
  }
  print(table([['size of the query', ...dialectNames, 'layers', 'to write it', 'DuckDB’s plan'], ...rows]))
}

const counts = process.argv.slice(2).map(Number)
print(`Node ${process.version}, ${availableParallelism()} CPUs; DuckDB with 2 threads and ${memoryLimit}.\n`)
const rules = (await loadRules('rules', { whole: true })) as unknown as Rules
await printSizes(rules)
print('')
await printRows(rules, counts.length > 0 ? counts : [10_000, 100_000, 1_000_000])
