import type { CivilDate } from '../kernel/dates.ts'
import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { kept } from '../kernel/memo.ts'
import { pointerOf } from '../kernel/pointer.ts'
import type { CellTest, Code, CodeList, CodeSet, ReturnColumn } from '../language/codes.ts'
import type { Scalar } from '../language/values.ts'
import { codeOn } from './code-on.ts'
import { dateOfReturn } from './dates.ts'
import type { ReturnHeadings } from './headings.ts'

/** What stands in a cell that is read: nothing, a day, or a code. */
type Cell = 'blank' | { readonly date: CivilDate } | { readonly code: Code }
type Cells = ReadonlyMap<string, Cell>

/**
 * What a row of an extract tells of a child on a day, or every issue it has. What it does not tell is absent, and so unknown:
 * a blank cell says nothing but that it is blank, and a column that is not there says nothing at all.
 */
export const factsOfReturn = (
  set: CodeSet,
  headings: ReturnHeadings,
  row: readonly string[],
  day: CivilDate,
): Checked<Readonly<Record<string, Scalar>>> => {
  if (row.length !== headings.length) return refused([wrongLength(row.length, headings.length)])
  const { columns, lists } = kept(read, set, () => indexOf(set))
  const cells = new Map<string, Cell>()
  const issues: Issue[] = []
  headings.forEach((name, i) => {
    const column = columns.get(name)
    if (column === undefined) return
    const cell = cellOf(column, lists, row[i]!, day)
    if (typeof cell === 'object' && 'message' in cell) issues.push(cell)
    else cells.set(name, cell)
  })
  return issues.length > 0 ? refused(issues) : accepted(factsIn(set, cells, day))
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
const indexOf = ({ columns, lists }: CodeSet): Index => ({
  columns: new Map(columns.map(one => [one.name, one])),
  lists: new Map(lists.map(one => [one.id, one])),
})

const cellOf = (
  { name, list }: ReturnColumn,
  lists: ReadonlyMap<string, CodeList>,
  text: string,
  day: CivilDate,
): Cell | Issue => {
  if (text === '') return 'blank'
  if (list !== undefined) {
    const code = codeOn(lists.get(list)!, name, text, day)
    return 'message' in code ? code : { code }
  }
  const date = dateOfReturn(text)
  if (typeof date === 'object') return date
  const message =
    date === 'malformed'
      ? `“${name}” holds a date, written as 31/08/2024: day, month, year.`
      : `“${name}” is not a day of the calendar. It is read as day, month, year.`
  return { code: date, pointer: pointerOf([name]), message }
}

/** Of two columns that tell the same fact the first counts. */
const factsIn = (set: CodeSet, cells: Cells, day: CivilDate): Readonly<Record<string, Scalar>> => {
  const facts = new Map<string, Scalar>()
  for (const column of set.columns) {
    const cell = cells.get(column.name)
    if (cell === undefined || !column.when.every(test => holds(test, cells, day))) continue
    const told = Object.entries({ ...column.facts, ...toldBy(column, cell) })
    for (const [name, value] of told) if (!facts.has(name)) facts.set(name, value)
  }
  return Object.fromEntries(facts)
}

const toldBy = ({ fact }: ReturnColumn, cell: Cell): Readonly<Record<string, Scalar>> => {
  if (cell === 'blank') return {}
  if ('code' in cell) return cell.code.facts ?? {}
  return fact === undefined ? {} : { [fact]: cell.date }
}

const holds = ({ column, is, codes, otherThan }: CellTest, cells: Cells, day: CivilDate): boolean => {
  const cell = cells.get(column)
  if (cell === undefined) return false
  if (is !== undefined) return is.some(state => state === stateOf(cell, day))
  if (cell === 'blank' || 'date' in cell) return false
  const { code } = cell.code
  return codes?.includes(code) ?? !otherThan!.includes(code)
}

const stateOf = (cell: Cell, day: CivilDate): 'blank' | 'on-or-before' | 'after' | 'code' => {
  if (cell === 'blank') return 'blank'
  if ('code' in cell) return 'code'
  return cell.date <= day ? 'on-or-before' : 'after'
}
