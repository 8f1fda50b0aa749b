import { open } from 'node:fs/promises'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, nearest, type Rules, refused, sendableFacts, withSuggestion } from '@virtual-school/rules/internal'
import { parse } from 'csv-parse/sync'

/** A column of a table of children, with the type that DuckDB knows it by. */
export interface TableColumn {
  readonly name: string
  readonly type: string
}

type Fact = Rules['facts'][number]

/** How much of a file is read to find its first line. */
const headBytes = 65_536

/** The names in the first line of a CSV; an issue if there is none. */
export const readHeadings = async (file: string): Promise<Checked<readonly TableColumn[]>> => {
  const handle = await open(file)
  const { bytesRead, buffer } = await handle
    .read(Buffer.alloc(headBytes), 0, headBytes, 0)
    .finally(() => handle.close())
  const [line = ''] = buffer
    .toString('utf8', 0, bytesRead)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  try {
    const [names = []] = parse(line) as string[][]
    return accepted(names.map(name => ({ name, type: 'VARCHAR' })))
  } catch {
    return refused([
      {
        code: 'malformed',
        pointer: '',
        file,
        line: 1,
        message: 'The first line is not CSV. It names the columns, with commas between.',
      },
    ])
  }
}

/** What is wrong with the columns of a table: each is `id` or a fact that can be told, once. */
export const columnIssues = (rules: Rules, file: string, columns: readonly TableColumn[]): readonly Issue[] => {
  const names = columns.map(one => one.name)
  const known = ['id', ...sendableFacts(rules.facts).map(one => one.name)]
  const at = { pointer: '', file } as const
  const missing: readonly Issue[] = names.includes('id')
    ? []
    : [{ ...at, code: 'missing-member', message: 'The table has no column “id”, which tells its rows apart.' }]
  return [
    ...(names.length < 2 && /[;\t|]/.test(names[0] ?? '')
      ? [
          {
            ...at,
            code: 'malformed',
            message:
              'Columns are set apart by commas here; this line has other signs. Save the table as CSV with commas.',
          } as const,
        ]
      : missing),
    ...names.flatMap((name, i): readonly Issue[] => {
      if (names.indexOf(name) < i)
        return [
          {
            ...at,
            code: 'duplicate-name',
            message: `The column “${name.slice(0, 80)}” stands twice. Keep one of them.`,
          },
        ]
      if (known.includes(name) || (names.length < 2 && /[;\t|]/.test(name))) return []
      const message = `A column is id or a fact; there is none “${name.slice(0, 80)}”. Leave out what is not asked.`
      return [withSuggestion({ ...at, code: 'unknown-fact', message }, nearest(name, known))]
    }),
  ]
}

/** Types of DuckDB whose values are taken as they are. */
const taken: Readonly<Record<Fact['type'], readonly string[]>> = {
  boolean: ['BOOLEAN'],
  integer: ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER'],
  date: ['DATE'],
  enum: [],
}

/** Words for what is not known, beside an empty cell. */
const unknownWords = `('', 'null', 'unknown')`

/**
 * The columns of a table as the query wants them. A text is read strictly: of what is no value of its fact something is made
 * that the query refuses, so that its row is refused and no other.
 */
export const typedColumns = (rules: Rules, columns: readonly TableColumn[]): string =>
  columns
    .map(({ name, type }) => {
      if (name === 'id') return type === 'VARCHAR' ? `NULLIF("id", '') AS "id"` : '"id"'
      const fact = rules.facts.find(one => one.name === name)!
      const column = `"${name}"`
      return `${taken[fact.type].includes(type) ? asItIs(fact, column) : fromText(fact, `CAST(${column} AS VARCHAR)`)} AS ${column}`
    })
    .join(',\n  ')

const asItIs = ({ type }: Fact, column: string): string => (type === 'boolean' ? `CAST(${column} AS INTEGER)` : column)

const fromText = ({ type }: Fact, text: string): string => {
  const known = (value: string): string =>
    `CASE WHEN ${text} IS NULL OR lower(${text}) IN ${unknownWords} THEN NULL ELSE ${value} END`
  switch (type) {
    case 'boolean':
      return known(
        `CASE WHEN lower(${text}) IN ('true', '1') THEN 1 WHEN lower(${text}) IN ('false', '0') THEN 0 ELSE 2 END`,
      )
    case 'integer':
      return known(
        `CASE WHEN regexp_full_match(${text}, '[-+]?[0-9]{1,9}') THEN CAST(${text} AS BIGINT) ELSE 9000000000 END`,
      )
    case 'date':
      return known(
        `CASE WHEN regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN coalesce(TRY_CAST(${text} AS DATE), ${noDay}) ELSE ${noDay} END`,
      )
    case 'enum':
      return known(text)
  }
}

/** Later than any day that can be written. */
const noDay = 'make_date(20000, 1, 1)'
