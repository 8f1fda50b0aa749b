import type { Checked, Issue } from '@virtual-school/rules'
import {
  accepted,
  errorCode,
  listed,
  nearest,
  type Rules,
  readJson,
  refused,
  withSuggestion,
} from '@virtual-school/rules/internal'
import {
  type DialectName,
  dialectNames,
  loadTableMap,
  type SqlRequest,
  type TableMap,
  tableMapNames,
  writeSelfCheck,
  writeSql,
} from '@virtual-school/sql'
import type { Command } from 'commander'
import { readText } from '../../records/read-text.ts'
import { todayInEngland } from '../../requests/request.ts'
import { openRules } from '../../rules/open-rules.ts'
import { count } from '../../terminal/layout.ts'
import { example, rulesOption, wordOption } from '../../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, print, refuse, remark } from '../../terminal/terminal.ts'
import { writeOver } from '../../terminal/write-over.ts'
import { columnsInWords, daysInWords, namesInWords } from './columns-in-words.ts'

interface SqlOptions {
  readonly authority?: string
  readonly asOf: string
  readonly dialect: DialectName
  readonly view?: string
  readonly table?: string
  readonly facts?: readonly string[]
  readonly tables?: string
  readonly key?: true
  readonly columns?: true
  readonly check?: true
  readonly out?: string
  readonly rules?: string
}

/** Adds `sql`: a question as one query, to be run where the children’s rows are. */
export const addSql = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('sql')
    .description('write a question as one SQL query, or as a view, for a table of children in your own database')
    .argument('<decision>', 'the question, as remit')
    .option('--authority <authority>', 'whose rules; absent: national rules alone')
    .option(
      '--as-of <date>',
      'the day whose law applies, as 2026-11-22; today: the day on which the query runs',
      'today',
    )
    .addOption(
      wordOption('--dialect <dialect>', 'for which database; tsql is SQL Server', dialectNames).makeOptionMandatory(),
    )
    .option('--view <name>', 'make a view of this name, as dbo.virtual_school_remit; absent: the query alone')
    .option('--table <name>', 'the table of children, as dbo.children; absent: children')
    .option(
      '--facts <names>',
      'the facts that the table has columns for, with commas between; absent: every fact',
      namesBetweenCommas,
    )
    .option(
      '--tables <map>',
      `in place of --table and --facts, a map of tables that are there already: ${listed(tableMapNames, 'or')}, or a file`,
    )
    .option('--key', 'the table itself has no id twice, so the query need not look')
    .option('--columns', 'list the columns of the result and what each tells, instead of the query')
    .option('--check', 'write a script that tries the query on children who do not exist, instead of the query')
    .option('--out <file>', 'a file to write; absent: stdout')
    .addOption(rulesOption())
    .addHelpText(
      'after',
      `${example('virtual-school sql remit --authority luton --dialect tsql --table dbo.children --view dbo.virtual_school_remit --out remit.sql')}${help}`,
    )
    .action(async (decision: string, options: SqlOptions) => finish(await sql(decision, options, terminal)))
}

const help = `
The table has a row a child: id, and a column for each fact, called as “virtual-school facts” calls it.
NULL is not known. Run what --check writes before you rely on a database that is not DuckDB, PostgreSQL or SQLite.
`

const namesBetweenCommas = (word: string): readonly string[] =>
  word
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')

const sql = async (decision: string, options: SqlOptions, terminal: Terminal): Promise<ExitCode> => {
  const parts = { whole: options.check === true, codes: options.tables !== undefined }
  const opened = await openRules(options.rules, terminal, parts)
  if (!opened.ok) return refuse(terminal, opened.issues, 'text')
  const tables = options.tables === undefined ? accepted(undefined) : await readMap(options.tables)
  if (!tables.ok) return refuse(terminal, tables.issues, 'text')
  const made = write(opened.value, { ...requestOf(decision, options, terminal), tables: tables.value }, options)
  if (!made.ok) return refuse(terminal, made.issues, 'text')
  const { text, about } = made.value
  if (options.out === undefined) await print(terminal, text)
  else {
    const issue = await writtenTo(options.out, text, options.dialect)
    if (issue !== undefined) return refuse(terminal, [issue], 'text')
  }
  await remark(terminal, about)
  return exitCodes.done
}

/** A map by its name, or from a file. What is wrong with it the library says. */
const readMap = async (nameOrFile: string): Promise<Checked<TableMap>> => {
  const name = tableMapNames.find(one => one === nameOrFile)
  if (name !== undefined) return accepted(await loadTableMap(name))
  const text = await readText(nameOrFile)
  if (!text.ok) {
    const message = `There is no such file, and no map of this name: ${listed(tableMapNames, 'and')} are in the package.`
    return refused(text.issues.map(one => withSuggestion({ ...one, message }, nearest(nameOrFile, tableMapNames))))
  }
  const read = readJson(text.value, mapLimits)
  return read.ok ? accepted(read.value as TableMap) : refused(read.issues.map(one => ({ ...one, file: nameOrFile })))
}

const mapLimits = { bytes: 1_000_000, depthLevels: 32, keysCount: 10_000 } as const

/** What the library is asked, as the command line says it. */
const requestOf = (decision: string, options: SqlOptions, terminal: Terminal): SqlRequest => ({
  decision,
  authority: options.authority,
  asOf: options.asOf,
  writtenOn: todayInEngland(terminal.now()),
  dialect: options.dialect,
  table: options.table,
  facts: options.facts,
  view: options.view,
  isKey: options.key === true,
})

/** What is written, and a line about it. */
interface Made {
  readonly text: string
  readonly about: string
}

const write = (rules: Rules, asked: SqlRequest, { columns, check }: SqlOptions): Checked<Made> => {
  if (columns === true && check === true) return refused([oneOfTwo])
  if (check === true) {
    const made = writeSelfCheck(rules, asked)
    return made.ok ? accepted({ text: made.value.sql, about: checkInWords(made.value.childrenCount, asked) }) : made
  }
  const made = writeSql(rules, asked)
  if (!made.ok) return made
  const days = daysInWords(made.value, asked)
  return accepted(
    columns === true
      ? { text: columnsInWords(rules, asked.decision, made.value.columns), about: days }
      : { text: made.value.sql, about: `${namesInWords(made.value.columns)}\n${days}` },
  )
}

const oneOfTwo: Issue = {
  code: 'not-allowed-here',
  pointer: '',
  message: '“--columns” and “--check” each write something else instead of the query. Give one of them.',
}

const checkInWords = (childrenCount: number, { asOf, writtenOn }: SqlRequest): string =>
  `One statement that tries the query on ${count(childrenCount, 'child', 'children')} who do not exist, for ${asOf === 'today' ? writtenOn : asOf}. It reads no table and leaves none. Its first row says how many agree with the rules; each other row is a child that does not.`

/** Puts a text into a file, whole or not at all; an issue if that cannot be. */
const writtenTo = async (file: string, text: string, dialect: DialectName): Promise<Issue | undefined> => {
  // Management Studio takes a file for one of the machine’s code page unless its first bytes say that it is UTF-8.
  const mark = dialect === 'tsql' && /[^\n -~]/.test(text) ? '\uFEFF' : ''
  try {
    await writeOver([{ file, text: `${mark}${text.trimEnd()}\n` }])
    return undefined
  } catch (error) {
    const message = `This file cannot be written (${errorCode(error)}). Is there such a folder, and may you write there?`
    return { code: 'unreadable', pointer: '', file, message }
  }
}
