import type { CivilDate } from '../kernel/dates.ts'
import { isBlank } from './blank.ts'
import type { Fold } from './care.ts'
import { cellAt, dateAt, isUnreadable, type OpenRow, placeOf, unreadableIssue } from './cells.ts'
import type { Parts } from './layout.ts'
import { issueAt } from './remarks.ts'

/** Something from a day on, to a day that may not be known or lie ahead. */
interface Span {
  readonly row: OpenRow
  readonly parts: Parts
  readonly from: CivilDate
  readonly to: CivilDate | undefined
  readonly hasEndColumn: boolean
  /** Which case it is or belongs to; empty if no column says so. */
  readonly inCase: string
}

/** Adds an issue for each case or plan whose days contradict one another, and for a plan that is open after its case was closed. */
export const checkCases = (fold: Fold, rows: readonly OpenRow[]): void => {
  const cases: Span[] = []
  const spans: Span[] = []
  for (const row of rows) {
    for (const parts of row.table.layout.cases) cases.push(...readSpan(fold, row, parts))
    for (const parts of row.table.layout.spans) spans.push(...readSpan(fold, row, parts))
  }
  if (cases.length === 0) return
  for (const one of spans) {
    if (one.parts.table.insideCase !== true || !isOpen(one, fold.day) || !isAfterItsCase(one, cases, fold.day)) continue
    const message =
      'The plan is open, and the case that it belongs to was closed. Give the day on which the plan ended, or take the closure out.'
    fold.issues.push(issueAt(placeOf(one.row, one.parts.to), 'contradiction', message))
  }
}

const readSpan = (fold: Fold, row: OpenRow, parts: Parts): readonly Span[] => {
  const [fromCell, toCell] = [cellAt(row, parts.from), cellAt(row, parts.to)]
  for (const one of [fromCell, toCell]) if (isUnreadable(one)) fold.issues.push(unreadableIssue(row, one))
  const [from, to] = [dateAt(row, parts.from), dateAt(row, parts.to)]
  const endedCell = cellAt(row, parts.ended)
  if (toCell === 'blank' && endedCell !== undefined && endedCell !== 'blank') {
    const message = 'It has a reason why it ended, and no day on which it did. Give the day, or take the reason out.'
    fold.issues.push(issueAt(placeOf(row, parts.ended), 'contradiction', message))
  }
  if (from === undefined) return []
  if (to !== undefined && to < from)
    fold.issues.push(issueAt(placeOf(row, parts.to), 'contradiction', 'It ended before it began.'))
  const number = (row.cells[parts.case] ?? '').trim()
  const inCase = isBlank(number) ? '' : number
  return [{ row, parts, from, to, hasEndColumn: toCell !== undefined, inCase }]
}

const isOpen = ({ from, to, hasEndColumn }: Span, day: CivilDate): boolean =>
  hasEndColumn && from <= day && (to === undefined || to > day)

/** Its case is the one of its row, or of the same number; if no column says which, any of the child’s that was open then. */
const isAfterItsCase = (span: Span, cases: readonly Span[], day: CivilDate): boolean => {
  const inRow = cases.filter(one => one.row === span.row)
  const numbered = span.inCase === '' ? [] : cases.filter(one => one.inCase === span.inCase)
  const own = inRow.length > 0 ? inRow : numbered
  const isClosed = ({ to }: Span): boolean => to !== undefined && to <= day
  if (own.length > 0) return own.every(isClosed)
  return cases.every(isClosed) && cases.some(({ to }) => to !== undefined && to >= span.from)
}
