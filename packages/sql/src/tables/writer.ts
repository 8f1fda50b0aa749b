import type { Dialect, Operations } from '../dialects/dialect.ts'
import type { DialectName } from '../dialects/dialects.ts'
import type { SqlTerm } from '../form/term.ts'
import type { DayAsked } from '../question/day-asked.ts'

/** Writes expressions over columns of a council’s tables. */
export interface Writer {
  readonly op: Operations
  /** The day asked, as how many days it lies after 1 January 1970. */
  readonly day: string
  /** A name in quotes. */
  readonly named: (name: string) => string
  /** A column of the table that a select reads, which is called `s` there: without it SQLite takes a name that it does not know for a text. */
  readonly columnNamed: (name: string) => string
  /** The name of a table, each part in quotes. */
  readonly tableNamed: (name: string) => string
  readonly number: (value: number) => string
  readonly text: (value: string) => string
  /** A cell as a text without blanks around it; null if nothing is left. */
  readonly wordOf: (cell: string) => string
  /** A cell as a day without a time, and as a number of days after 1 January 1970. */
  readonly dayIn: (cell: string) => string
  readonly dayNumberIn: (cell: string) => string
  /** Whether something stands in a cell that is no day: a test. */
  readonly isNoDay: (cell: string) => string
  /** Whether a text is one of these: a test, which nothing passes if there are none. */
  readonly isAmong: (text: string, words: readonly string[]) => string
  /** 1 if a test holds, else 0. */
  readonly flag: (test: string) => string
}

/** A cell as a day. A text counts as one only if it cannot be read in two ways. */
const dayOfCell: Readonly<Record<DialectName, (cell: string) => string>> = {
  duckdb: cell => `CAST(${cell} AS DATE)`,
  // What is no day or moment cannot be added to, so that a text is not read by the server’s own settings.
  postgres: cell => `CAST(${cell} + INTERVAL '0 days' AS DATE)`,
  spark: cell => `CAST(${cell} AS DATE)`,
  tsql: cell => `CONVERT(DATE, ${cell}, 23)`,
  sqlite: cell => `CASE WHEN substr(${cell}, 1, 10) = date(substr(${cell}, 1, 10)) THEN substr(${cell}, 1, 10) END`,
}

const textType: Readonly<Record<DialectName, string>> = {
  duckdb: 'VARCHAR',
  postgres: 'TEXT',
  spark: 'STRING',
  tsql: 'NVARCHAR(4000)',
  sqlite: 'TEXT',
}

/** A writer in a dialect. `day` has no columns in it. */
export const createWriter = (dialect: Dialect, day: DayAsked): Writer => {
  const engine = dialect.name as DialectName
  const { operations: op } = dialect
  const write = (term: SqlTerm): string => {
    if (term.kind === 'call') return op[term.op](...term.of.map(write))
    return term.kind === 'number' ? dialect.number(term.value) : dialect.text(term.kind === 'text' ? term.value : '')
  }
  const dayIn = dayOfCell[engine]
  return {
    op,
    day: write(day.number),
    named: dialect.identifier,
    columnNamed: name => `s.${dialect.identifier(name)}`,
    tableNamed: name => name.split('.').map(dialect.identifier).join('.'),
    number: value => dialect.number(BigInt(value)),
    text: dialect.text,
    wordOf: cell => `NULLIF(LTRIM(RTRIM(CAST(${cell} AS ${textType[engine]}))), ${dialect.text('')})`,
    dayIn,
    dayNumberIn: cell => op.dayNumber(dayIn(cell)),
    // A file that was loaded into SQLite as it is has texts without a letter.
    isNoDay: cell => op.every(op.isKnown(engine === 'sqlite' ? `NULLIF(${cell}, '')` : cell), op.isNull(dayIn(cell))),
    isAmong: (text, words) =>
      words.length === 0
        ? op.equal(dialect.number(0n), dialect.number(1n))
        : op.some(...words.map(word => op.isText(text, dialect.text(word)))),
    flag: test => op.case(test, dialect.number(1n), dialect.number(0n)),
  }
}
