import type { VocabularyFact } from '../compile/rulebook.ts'
import type { Issue } from '../kernel/issue.ts'
import type { Scalar } from '../language/values.ts'
import { isBlank } from './blank.ts'
import type { Fold } from './care.ts'
import {
  cellAt,
  codeAt,
  dateAt,
  isUnreadable,
  type OpenRow,
  passes,
  placeOf,
  type Unreadable,
  unreadableIssue,
} from './cells.ts'
import { isValidOn } from './code-index.ts'
import { readDate } from './dates.ts'
import type { LayoutColumn } from './layout.ts'
import { issueAt } from './remarks.ts'

/** What columns tell by themselves: codes, dates, and facts that have a column of their own. */
export const tellColumns = (fold: Fold, rows: readonly OpenRow[]): void => {
  const events = latestEvents(fold, rows)
  for (const row of rows) {
    const { telling, facts } = row.table.layout
    for (const column of telling) {
      if (column.isEvent && !events.has(row)) continue
      tellColumn(fold, row, column)
    }
    for (const { index, fact } of facts) {
      const text = (row.cells[index] ?? '').trim()
      if (isBlank(text)) continue
      const read = readFactCell(fact, text)
      if (read === undefined) fold.issues.push(wrongFact(row, fact.name))
      else if (read.value !== null)
        fold.tellings.push({
          facts: { [fact.name]: read.value },
          kind: 'given',
          rank: 0,
          rows: [row],
          column: fact.name,
        })
    }
  }
}

const wrongFact = (row: OpenRow, name: string): Issue =>
  issueAt({ ...placeOf(row), column: name }, 'unknown-word', `“${name}” has a value that this fact cannot have.`)

/** The rows of events that are of the latest day up to the one asked about. A row without such a column counts. */
const latestEvents = (fold: Fold, rows: readonly OpenRow[]): ReadonlySet<OpenRow> => {
  let latest = ''
  const counted = new Set<OpenRow>()
  for (const row of rows) {
    const { event } = row.table.layout
    if (event === undefined) continue
    const cell = cellAt(row, event.on)
    if (isUnreadable(cell)) fold.remarks.push({ kind: 'unread', ...unreadableIssue(row, cell) })
    if (cell === undefined) counted.add(row)
    if (!tellsEvent(row)) continue
    const on = dateAt(row, event.on) ?? ''
    if (on === '' || on > fold.day || on < latest) continue
    if (on > latest) counted.clear()
    latest = on
    counted.add(row)
  }
  return counted
}

/** Whether any fact follows from what kind of event it was, as none does from a lunchtime exclusion. */
const tellsEvent = (row: OpenRow): boolean =>
  row.table.layout.telling.some(one => one.isEvent && codeAt(row, one.index)?.facts !== undefined)

const tellColumn = (fold: Fold, row: OpenRow, column: LayoutColumn): void => {
  const cell = cellAt(row, column.index)!
  if (cell === 'blank' && column.column.facts === undefined && column.column.isHere === undefined) return
  const isUnread = isUnreadable(cell)
  if (!isUnread && !column.tells) return
  const isSo = column.when.every(one => passes(row, one))
  if (isUnread) return remark(fold, row, column, cell, isSo)
  if (!isSo) return
  const { fact, facts: always, beside } = column.column
  const facts: Record<string, Scalar> = { ...always }
  if (cell !== 'blank' && 'code' in cell) Object.assign(facts, cell.code.facts)
  else if (cell !== 'blank' && fact !== undefined) facts[fact] = cell.date
  Object.assign(facts, isHere(fold, row, column))
  if (Object.keys(facts).length === 0) return
  fold.tellings.push({
    facts,
    ...(beside === undefined ? {} : { beside }),
    kind: 'column',
    rank: column.rank,
    rows: [row],
    column: column.column.name,
  })
}

/** A cell that cannot be read refuses nobody: what it would tell stays unknown. A date of a case or plan has had its issue. */
const remark = (fold: Fold, row: OpenRow, column: LayoutColumn, cell: Unreadable, isSo: boolean): void => {
  const { unreadable } = cell
  const isKnown = typeof unreadable === 'object' && 'known' in unreadable
  const tells = isKnown ? unreadable.known.facts !== undefined : column.tells
  fold.remarks.push({ kind: tells && isSo ? 'unread' : 'unused', ...unreadableIssue(row, cell) })
}

const councilNumber = /^\d{3}$/

/** Whether the council of a column is the one that is asked. Another number of a council is another council. */
const isHere = (
  fold: Fold,
  row: OpenRow,
  { index, column, codes }: LayoutColumn,
): Readonly<Record<string, boolean>> => {
  if (column.isHere === undefined || fold.authority === undefined) return {}
  const own = codes?.list.codes.find(one => one.council === fold.authority && isValidOn(one, fold.day))
  const text = (row.cells[index] ?? '').trim()
  return own === undefined || !councilNumber.test(text) ? {} : { [column.isHere]: text === own.code }
}

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['0', false],
])
const unknown = new Set(['unknown', 'null'])
const wholeNumber = /^-?\d{1,6}$/

/** What stands in a column of a fact of the vocabulary; null if it says that it is not known, undefined if the fact has no such value. */
const readFactCell = (fact: VocabularyFact, text: string): { readonly value: Scalar | null } | undefined => {
  const lower = text.toLowerCase()
  if (unknown.has(lower)) return { value: null }
  if (fact.type === 'boolean') {
    const value = words.get(lower)
    return value === undefined ? undefined : { value }
  }
  if (fact.type === 'integer') {
    const value = wholeNumber.test(text) ? Number(text) : Number.NaN
    return value >= (fact.min ?? -Infinity) && value <= (fact.max ?? Infinity) ? { value } : undefined
  }
  if (fact.type === 'date') {
    const found = readDate(text)
    return 'date' in found ? { value: found.date } : undefined
  }
  return fact.words.has(lower) ? { value: lower } : undefined
}
