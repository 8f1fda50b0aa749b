import type { CivilDate } from '../kernel/dates.ts'
import { type Issue, sortIssues } from '../kernel/issue.ts'
import type { Scalar } from '../language/values.ts'
import { type CareReview, type Fold, tellCare } from './care.ts'
import { checkCases } from './cases.ts'
import {
  cellAt,
  codeAt,
  dateAt,
  isUnreadable,
  type OpenRow,
  placeOf,
  type ReturnRow,
  unreadableIssue,
} from './cells.ts'
import { tellColumns } from './columns.ts'
import { issueAt, type Remark } from './remarks.ts'
import { type RowSource, settle } from './told.ts'

/** What all rows about one child tell on a day. */
export interface FoldedChild {
  /** As a request takes them. None if there are issues. */
  readonly facts: Readonly<Record<string, Scalar>>
  /** What columns of these names hold. */
  readonly frame: { readonly authority?: string; readonly decision?: string }
  /** Of each fact the rows that it is from. */
  readonly sources: Readonly<Record<string, readonly RowSource[]>>
  /** The child is answered all the same. */
  readonly warnings: readonly Remark[]
  /** Nothing is answered. */
  readonly issues: readonly Issue[]
}

/** What is asked: whose council, by its id. Without it nothing is told that depends on which council it is. */
export interface FoldOptions {
  readonly authority?: string
}

/**
 * Puts together what rows of any tables and returns say of one child on a day. What they do not say is absent, and so unknown.
 * Issues: rows that contradict one another, a death, and cells that cannot be read and that care on that day depends on.
 */
export const foldChild = (rows: readonly ReturnRow[], day: CivilDate, options: FoldOptions = {}): FoldedChild => {
  const fold: Fold = {
    day,
    authority: options.authority,
    issues: [],
    remarks: [],
    tellings: [],
    superseded: new Set(),
    asked: [],
  }
  const open = rows
    .filter(({ table }) => table.aboutChildren)
    .map(({ table, cells, line }): OpenRow => ({ table, cells, line, day, read: [], remarks: fold.remarks }))
    .sort(byPlace)
  for (const row of open) checkWidth(row, fold.issues)
  const frame = readFrame(open, fold.issues)
  const birth = fold.issues.length > 0 ? undefined : tellBirth(fold, open)
  findDeaths(fold, open)
  if (fold.issues.length === 0) {
    checkCases(fold, open)
    const reviews = readReviews(fold, open)
    for (const some of bySet(open.filter(one => one.table.layout.episode !== undefined)))
      tellCare(fold, some, reviews, birth)
    tellColumns(
      fold,
      open.filter(one => !fold.superseded.has(one)),
    )
  }
  const settled = fold.issues.length > 0 ? undefined : settle(fold.tellings, fold.remarks)
  if (settled?.ok === false) fold.issues.push(...settled.issues)
  const told = settled?.ok === true ? settled.value : nothingTold
  fold.issues.push(...unasked(fold, told.facts))
  const found = fold.issues.length > 0 ? nothingTold : told
  return { ...found, frame, warnings: sortIssues(fold.remarks) as readonly Remark[], issues: sortIssues(fold.issues) }
}

/** The order in which rows come to hand changes nothing. */
const byPlace = (a: OpenRow, b: OpenRow): number =>
  a.table === b.table || a.table.name === b.table.name ? a.line - b.line : a.table.name < b.table.name ? -1 : 1

const nothingTold = { facts: {}, sources: {} }

/** What codes ask for and nothing tells: it would be presumed, against what the return says. */
const unasked = ({ asked }: Fold, facts: FoldedChild['facts']): readonly Issue[] =>
  asked
    .filter(({ fact }) => facts[fact] === undefined)
    .map(({ fact, row, index }) =>
      issueAt(
        placeOf(row, index),
        'missing-member',
        `The code does not say all of “${fact}”, and without it too much would be presumed. Give the fact a column of its own in that file, or ask about this child alone. \`virtual-school facts ${fact}\` shows what it can be.`,
      ),
    )

/** Cells without a heading may be empty. */
const checkWidth = (row: OpenRow, issues: Issue[]): void => {
  const { cells, table } = row
  if (cells.length === table.width) return
  if (cells.length > table.width && cells.slice(table.width).every(one => one.trim() === '')) return
  const short =
    cells.length < table.width
      ? ' Excel leaves out empty cells at the end of a row. If that is all, give the last column a word in every row, or leave it out, and save again; else a comma is missing.'
      : ''
  const message = `The line has ${cells.length} cells; the first line names ${table.width} columns.${short}`
  issues.push(issueAt(placeOf(row), 'malformed', message))
}

const readFrame = (rows: readonly OpenRow[], issues: Issue[]): FoldedChild['frame'] => {
  const frame: { authority?: string; decision?: string } = {}
  for (const row of rows)
    for (const { index, member } of row.table.layout.frame) {
      const text = (row.cells[index] ?? '').trim()
      if (text === '' || frame[member] === text) continue
      if (frame[member] === undefined) frame[member] = text
      else
        issues.push(issueAt(placeOf(row), 'contradiction', `Rows of this child have different words for “${member}”.`))
    }
  return frame
}

/** The date of birth, which rows have to agree on. */
const tellBirth = (fold: Fold, rows: readonly OpenRow[]): CivilDate | undefined => {
  let birth: CivilDate | undefined
  const of: OpenRow[] = []
  for (const row of rows) {
    const index = row.table.layout.birth
    const cell = cellAt(row, index)
    if (isUnreadable(cell)) fold.issues.push(unreadableIssue(row, cell))
    const date = dateAt(row, index)
    if (date === undefined) continue
    birth ??= date
    if (date === birth) of.push(row)
    else {
      const message = `Two rows of this child have different dates of birth (the other: ${of[0]!.table.name}, line ${of[0]!.line}).`
      fold.issues.push(issueAt(placeOf(row, index), 'contradiction', message))
      return undefined
    }
  }
  if (birth === undefined) return undefined
  const { fact, name } = of[0]!.table.layout.byIndex[of[0]!.table.layout.birth]!.column
  if (fact !== undefined)
    fold.tellings.push({ facts: { [fact]: birth }, kind: 'dated', rank: 0, rows: of, column: name })
  return birth
}

/** Nobody asks about a child who died by that day. */
const findDeaths = (fold: Fold, rows: readonly OpenRow[]): void => {
  for (const row of rows) {
    const { layout } = row.table
    for (const index of layout.deaths) {
      const cell = cellAt(row, index)
      if (isUnreadable(cell)) fold.issues.push(unreadableIssue(row, cell))
      else if ((dateAt(row, index) ?? '9999-12-31') <= fold.day) fold.issues.push(death(row, index))
    }
    for (const column of layout.deathCodes) {
      if (codeAt(row, column.index)?.records !== 'death') continue
      const to = dateAt(row, column.to)
      if (to === undefined || to <= fold.day) fold.issues.push(death(row, column.index))
    }
  }
}

const death = (row: OpenRow, index: number): Issue =>
  issueAt(placeOf(row, index), 'death-recorded', 'The return records a death. Nothing is answered about this child.')

const readReviews = (fold: Fold, rows: readonly OpenRow[]): readonly CareReview[] => {
  const reviews: CareReview[] = []
  let isWhole = true
  for (const row of rows) {
    const { review } = row.table.layout
    if (review === undefined) continue
    const cell = cellAt(row, review.on)
    if (isUnreadable(cell)) {
      fold.remarks.push({ kind: 'unread', ...unreadableIssue(row, cell) })
      isWhole = false
    } else if (typeof cell === 'object' && 'date' in cell) reviews.push({ on: cell.date, row })
  }
  // The one that cannot be read could be the first.
  return isWhole ? reviews : []
}

const bySet = (rows: readonly OpenRow[]): readonly (readonly OpenRow[])[] => {
  const first = rows[0]?.table.set
  if (rows.every(one => one.table.set === first)) return rows.length === 0 ? [] : [rows]
  const sets = new Map<string, OpenRow[]>()
  for (const row of rows) sets.set(row.table.set.id, [...(sets.get(row.table.set.id) ?? []), row])
  return [...sets.values()]
}
