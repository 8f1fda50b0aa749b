import { type CivilDate, dateInWords, firstDayOf, isCivilDate, lastDayOf } from '../kernel/dates.ts'
import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { memoize } from '../kernel/memo.ts'
import { didYouMean, nearest, suggestionMember } from '../kernel/nearest.ts'
import { pointerOf } from '../kernel/pointer.ts'
import type { CellTest, Code, CodeList, CodeSet, ReturnColumn } from '../language/codes.ts'
import type { Scalar } from '../language/values.ts'
import { foldChild } from './fold.ts'
import { type ReturnHeadings, tableOfHeadings } from './headings.ts'

/** What stands in a cell that is read: nothing, a day, or a code. */
type Cell = 'blank' | { readonly date: CivilDate } | { readonly code: Code }
type Cells = ReadonlyMap<string, Cell>

/**
 * What a row of an extract tells of a child on a day, or every issue it has. What it does not tell is absent, and so unknown:
 * a blank cell says nothing but that it is blank, and a column that is not there says nothing at all. Of a return whose tables are
 * known, an unreadable cell is an issue only if a fact would follow from it. A child has several rows there, and one alone may
 * tell what others contradict.
 */
export const factsOfReturn = (
  set: CodeSet,
  headings: ReturnHeadings,
  row: readonly string[],
  day: CivilDate,
): Checked<Readonly<Record<string, Scalar>>> => {
  if (row.length !== headings.length) return refused([wrongLength(row.length, headings.length)])
  if (set.tables.length > 0) return factsByTables(set, headings, row, day)
  const { columns, lists } = memoize(read, set, () => indexCells(set))
  const cells = new Map<string, Cell>()
  const issues: Issue[] = []
  headings.forEach((name, i) => {
    const column = columns.get(name)
    if (column === undefined) return
    const cell = readCell(column, lists, row[i]!, day)
    if (typeof cell === 'object' && 'message' in cell) issues.push(cell)
    else cells.set(name, cell)
  })
  return issues.length > 0 ? refused(issues) : accepted(readFacts(set, cells, day))
}

const factsByTables = (
  set: CodeSet,
  headings: ReturnHeadings,
  cells: readonly string[],
  day: CivilDate,
): Checked<Readonly<Record<string, Scalar>>> => {
  const table = tableOfHeadings(set, headings)
  if (!table.ok) return table
  const { facts, issues, warnings } = foldChild([{ table: table.value, cells, line: 1 }], day)
  const unread = warnings.filter(one => one.kind === 'unread')
  if (issues.length + unread.length === 0) return accepted(facts)
  return refused([...issues, ...unread].map(({ code, pointer, message }) => ({ code, pointer, message })))
}

const wrongLength = (found: number, wanted: number): Issue => ({
  code: 'malformed',
  pointer: '',
  message: `The line has ${found} cells; the first line names ${wanted} columns.`,
})

interface Index {
  readonly columns: ReadonlyMap<string, ReturnColumn>
  readonly lists: ReadonlyMap<string, CodeList>
}
const read = new WeakMap<CodeSet, Index>()
const indexCells = ({ columns, lists }: CodeSet): Index => ({
  columns: new Map(columns.map(one => [one.name, one])),
  lists: new Map(lists.map(one => [one.id, one])),
})

const readCell = (
  { name, list }: ReturnColumn,
  lists: ReadonlyMap<string, CodeList>,
  text: string,
  day: CivilDate,
): Cell | Issue => {
  if (text === '') return 'blank'
  if (list !== undefined) {
    const code = findCode(lists.get(list)!, name, text, day)
    return 'message' in code ? code : { code }
  }
  const date = parseReturnDate(text)
  if (typeof date === 'object') return date
  const message =
    date === 'malformed'
      ? `“${name}” holds a date, written as 31/08/2024: day, month, year.`
      : `“${name}” is not a day of the calendar. It is read as day, month, year.`
  return { code: date, pointer: pointerOf([name]), message }
}

/** Of two columns that tell the same fact the first counts. */
const readFacts = (set: CodeSet, cells: Cells, day: CivilDate): Readonly<Record<string, Scalar>> => {
  const facts = new Map<string, Scalar>()
  for (const column of set.columns) {
    const cell = cells.get(column.name)
    if (cell === undefined || !column.when.every(test => holds(test, cells, day))) continue
    const stated = Object.entries({ ...column.facts, ...statedBy(column, cell) })
    for (const [name, value] of stated) if (!facts.has(name)) facts.set(name, value)
  }
  return Object.fromEntries(facts)
}

const statedBy = ({ fact }: ReturnColumn, cell: Cell): Readonly<Record<string, Scalar>> => {
  if (cell === 'blank') return {}
  if ('code' in cell) return cell.code.facts ?? {}
  return fact === undefined ? {} : { [fact]: cell.date }
}

const holds = ({ column, is, codes, otherThan }: CellTest, cells: Cells, day: CivilDate): boolean => {
  const cell = cells.get(column)
  if (cell === undefined) return false
  if (is !== undefined) return is.some(state => state === readState(cell, day))
  if (cell === 'blank' || 'date' in cell) return false
  const { code } = cell.code
  return codes?.includes(code) ?? !otherThan!.includes(code)
}

const readState = (cell: Cell, day: CivilDate): 'blank' | 'on-or-before' | 'after' | 'code' => {
  if (cell === 'blank') return 'blank'
  if ('code' in cell) return 'code'
  return cell.date <= day ? 'on-or-before' : 'after'
}

const hasBegun = ({ validFrom }: Code, day: CivilDate): boolean =>
  validFrom === undefined || firstDayOf(validFrom) <= day
const hasEnded = ({ validTo }: Code, day: CivilDate): boolean => validTo !== undefined && lastDayOf(validTo) < day

/** What a cell’s code means on that day; or why it means nothing. Of the row only the column is named, and never the cell. */
const findCode = (list: CodeList, column: string, cell: string, day: CivilDate): Code | Issue => {
  const editions = list.codes.filter(one => one.code === cell)
  const valid = editions.find(one => hasBegun(one, day) && !hasEnded(one, day))
  if (valid !== undefined) return valid
  const subject = `“${column}” has a code`
  const from = `${list.title}, ${list.edition}`
  if (editions.length === 0) {
    const permitted = list.codes.filter(one => hasBegun(one, day) && !hasEnded(one, day)).map(one => one.code)
    const suggestion = nearest(cell, permitted)
    const message = `${subject} that is not in the list (${from}).${didYouMean(suggestion)} Permitted: ${permitted.join(', ')}.`
    return buildIssue(column, message, suggestion)
  }
  const ended = editions.filter(one => hasEnded(one, day)).map(one => one.validTo!)
  const last = ended.sort().at(-1)
  if (last !== undefined)
    return buildIssue(column, `${subject} that was withdrawn: it was valid until ${dateInWords(last)} (${from}).`)
  const first = editions.map(one => one.validFrom!).sort()[0]!
  return buildIssue(column, `${subject} that is not yet valid: it is from ${dateInWords(first)} on (${from}).`)
}

const buildIssue = (column: string, message: string, suggestion?: string): Issue => ({
  code: 'unknown-word',
  pointer: pointerOf([column]),
  message,
  ...suggestionMember(suggestion),
})

const form = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** A date as returns write it, day/month/year; or what kind of issue it is. */
const parseReturnDate = (text: string): { readonly date: CivilDate } | 'malformed' | 'impossible-date' => {
  const parts = form.exec(text)
  if (parts === null) return 'malformed'
  const date = `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`
  return isCivilDate(date) ? { date } : 'impossible-date'
}
