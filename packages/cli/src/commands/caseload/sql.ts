import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, errorCode, type Rules, refused } from '@virtual-school/rules/internal'
import { writeSql } from '@virtual-school/sql'
import { todayInEngland } from '../../requests/request.ts'
import { openRules } from '../../rules/open-rules.ts'
import { count, columns as inColumns } from '../../terminal/layout.ts'
import type { ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, refuse, remark } from '../../terminal/terminal.ts'
import { readTableAsked, type SqlCaseloadOptions, type TableAsked, type TableForm } from './table-asked.ts'
import { columnIssues, readHeadings, type TableColumn, typedColumns } from './typed-children.ts'

type Duckdb = typeof import('@duckdb/node-api')

/** DuckDB, if it is installed. */
const loadDuckdb = (): Promise<Duckdb | undefined> => import('@duckdb/node-api').catch(() => undefined)

/** Answers one question for a table of children, CSV or Parquet, straight from its file, by DuckDB. */
export const caseloadBySql = async (
  files: readonly string[],
  options: SqlCaseloadOptions,
  terminal: Terminal,
  load = loadDuckdb,
): Promise<ExitCode> => {
  const opened = await openRules(options.rules, terminal)
  if (!opened.ok) return refuse(terminal, opened.issues, 'text')
  const asked = await readTableAsked(files, options)
  if (!asked.ok) return refuse(terminal, asked.issues, 'text')
  const duckdb = await load()
  if (duckdb === undefined) return refuse(terminal, [notInstalled], 'text')
  const answered = await answer(duckdb, opened.value, asked.value, options, todayInEngland(terminal.now()))
  if (!answered.ok) return refuse(terminal, answered.issues, 'text')
  await remark(terminal, tallyInWords(answered.value, options.out))
  const isAnyRefused = answered.value.some(one => one.what === 'refused')
  return isAnyRefused && options.allowRefused !== true ? exitCodes.failed : exitCodes.done
}

const notInstalled: Issue = {
  code: 'missing-file',
  pointer: '',
  message:
    '“--sql” needs DuckDB, which is not installed beside this command or not made for this machine. “npm install @duckdb/node-api” installs it; with “-g” if the command was installed so.',
}

/** How many rows have an answer or a status. */
interface Counted {
  readonly what: string
  readonly number: number
}

const answer = async (
  { DuckDBInstance }: Duckdb,
  rules: Rules,
  asked: TableAsked,
  { authority, asOf, out, workers }: SqlCaseloadOptions,
  today: string,
): Promise<Checked<readonly Counted[]>> => {
  const draft = `${resolve(out)}.${randomUUID()}.part`
  const claimed = await claim(draft, out)
  if (claimed !== undefined) return refused([claimed])
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(workers),
    temp_directory: `${draft}.spill`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    const columns = await columnsOf(connection, asked)
    if (!columns.ok) return columns
    const issues = columnIssues(rules, asked.file, columns.value)
    if (issues.length > 0) return refused(issues)
    const facts = columns.value.map(one => one.name).filter(name => name !== 'id')
    const day = asOf ?? today
    const question = { decision: asked.decision, authority, asOf: day, writtenOn: day, facts } as const
    const written = writeSql(rules, { ...question, dialect: 'duckdb', table: childrenView })
    if (!written.ok) return written
    const source = `SELECT ${typedColumns(rules, columns.value)} FROM ${sourceOf(asked, columns.value)}`
    const failure = await copyAnswers(connection, asked, source, written.value.sql, draft)
    if (failure !== undefined) return refused([failure])
    const counted = await countAnswers(connection, asked.outForm, draft)
    await putInPlace(draft, out)
    return accepted(counted)
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(draft, { force: true })
    await rm(`${draft}.spill`, { recursive: true, force: true })
  }
}

const childrenView = 'virtual_school_children'
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Makes the file beside its place, so that whether it may be written is known before anything is read. */
const claim = async (draft: string, file: string): Promise<Issue | undefined> => {
  try {
    await mkdir(dirname(draft), { recursive: true })
    if ((await stat(file).catch(() => undefined))?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    await (await open(draft, 'wx')).close()
    return undefined
  } catch (error) {
    const message = `This file cannot be written (${errorCode(error)}). Is there such a folder, and may you write there?`
    return { code: 'unreadable', pointer: '', file, message }
  }
}

const putInPlace = async (draft: string, out: string): Promise<void> => {
  const handle = await open(draft, 'r+')
  await handle.sync().finally(() => handle.close())
  await rename(draft, out)
}

const columnsOf = async (
  connection: DuckDBConnection,
  { file, form }: TableAsked,
): Promise<Checked<readonly TableColumn[]>> => {
  if (form === 'csv') return readHeadings(file)
  try {
    const found = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${text(file)})`)
    return accepted(
      found.getRowObjectsJson().map(one => ({ name: String(one.column_name), type: String(one.column_type) })),
    )
  } catch {
    return refused([{ code: 'unreadable', pointer: '', file, message: 'This file cannot be read as Parquet.' }])
  }
}

/** The table in the file. Of a CSV nothing is guessed. */
const sourceOf = ({ file, form }: TableAsked, columns: readonly TableColumn[]): string => {
  if (form === 'parquet') return `read_parquet(${text(file)})`
  const types = columns.map(one => `${text(one.name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${text(file)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${types}})`
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
const safeId = `CASE WHEN regexp_matches(CAST("id" AS VARCHAR), '^[=+@\\t\\r-]') THEN '''' || CAST("id" AS VARCHAR) ELSE CAST("id" AS VARCHAR) END AS "id"`

const copyAnswers = async (
  connection: DuckDBConnection,
  { file, outForm }: TableAsked,
  source: string,
  query: string,
  draft: string,
): Promise<Issue | undefined> => {
  const [cells, form] = outForm === 'csv' ? [`* REPLACE (${safeId})`, 'FORMAT csv, HEADER'] : ['*', 'FORMAT parquet']
  try {
    await connection.run(`CREATE TEMPORARY VIEW ${childrenView} AS ${source}`)
    await connection.run(
      `COPY (SELECT ${cells} FROM (SELECT * FROM (${query}) ORDER BY "id")) TO ${text(draft)} (${form}, USE_TMP_FILE false)`,
    )
    return undefined
  } catch (error) {
    return readFailure(file, error)
  }
}

/** What DuckDB says of a failure may hold a child’s cells, so only its kind is told, and the line. */
const readFailure = (file: string, error: unknown): Issue => {
  const said = error instanceof Error ? error.message : ''
  const line = /^Invalid Input Error: CSV Error on Line: (\d+)/.exec(said)?.[1]
  if (line !== undefined) {
    const message = 'This line is not CSV in UTF-8 with as many cells as the first, and commas between them.'
    return { code: 'malformed', pointer: '', file, line: Number(line), message }
  }
  const kind = /^[A-Z][A-Za-z ]{2,40} Error(?=:)/.exec(said)?.[0] ?? 'an error of its own'
  return {
    code: 'unreadable',
    pointer: '',
    file,
    message: `DuckDB could not answer for this table: ${kind}. Nothing was written.`,
  }
}

const countAnswers = async (
  connection: DuckDBConnection,
  form: TableForm,
  draft: string,
): Promise<readonly Counted[]> => {
  const reader =
    form === 'csv'
      ? `read_csv(${text(draft)}, header = true, all_varchar = true, delim = ',', quote = '"')`
      : `read_parquet(${text(draft)})`
  const found = await connection.runAndReadAll(
    `SELECT coalesce("answer", "status") AS what, count(*) AS number FROM ${reader} GROUP BY what ORDER BY what`,
  )
  return found.getRowObjectsJson().map(one => ({ what: String(one.what), number: Number(one.number) }))
}

const tallyInWords = (counted: readonly Counted[], out: string): string => {
  const all = counted.reduce((sum, one) => sum + one.number, 0)
  return [
    `${count(all, 'child', 'children')}:`,
    ...(counted.length === 0
      ? []
      : [inColumns(counted.map(({ what, number }) => ['', what, number.toLocaleString('en-GB')]))]),
    `Written to ${out}.`,
  ].join('\n')
}
