import type { CivilDate } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { Code } from '../language/codes.ts'
import { type Cell, cellAt, codeAt, dateAt, isUnreadable, type OpenRow, placeOf, unreadableIssue } from './cells.ts'
import type { Parts } from './layout.ts'
import { issueAt, type Remark } from './remarks.ts'

/** A row that is a part of a time in care, or the whole of one. */
export interface Episode {
  readonly row: OpenRow
  readonly parts: Parts
  /** Its first day; undefined if the row does not say. */
  readonly from: CivilDate | undefined
  /** The day on which it ended; undefined if it is blank, or there is no such column. */
  readonly to: CivilDate | undefined
  readonly hasEndColumn: boolean
  readonly began: string | undefined
  readonly statusCell: Cell | undefined
  readonly status: Code | undefined
  readonly endedCell: Cell | undefined
  readonly ended: Code | undefined
}

interface Notes {
  readonly issues: Issue[]
  readonly remarks: Remark[]
  /** Rows in whose place a later extract has another: nothing that they say counts. */
  readonly superseded: Set<OpenRow>
}

/** The episodes of a child in their order, each once; rows that contradict one another are issues. `day`: the one asked about. */
export const readEpisodes = (rows: readonly OpenRow[], day: CivilDate, notes: Notes): readonly Episode[] => {
  const read = rows.flatMap(row => readEpisode(row, notes.issues))
  const episodes =
    read.length < 2
      ? read
      : closeAgain([...read].sort(newestFirst).filter(isFirstOfSame), notes).sort(
          (a, b) => compare(a.from ?? a.to, b.from ?? b.to) || compare(a.to, b.to),
        )
  for (const one of episodes) checkEnd(one, notes.issues)
  checkOverlaps(episodes, day, notes)
  return episodes
}

const checkOverlaps = (episodes: readonly Episode[], day: CivilDate, { issues, remarks }: Notes): void => {
  const over = episodes.flatMap((one, i) => {
    const next = episodes[i + 1]
    return next !== undefined && isOver(one, next) ? [{ one, next, i }] : []
  })
  if (over.length === 0) return
  const begin = episodes.findLastIndex((_, i) => beginsAfresh(episodes, i, day))
  for (const { one, next, i } of over) {
    const found = overlap(one, next)
    if (i + 1 >= begin) issues.push(found)
    else
      remarks.push({
        kind: 'set-aside',
        ...found,
        message: `${found.message} Both had ended when care began again, so nothing that is told rests on them.`,
      })
  }
}

/** Whether a time in care begins here by the day, and all that came before had ended: what is so on the day does not rest on it. */
const beginsAfresh = (episodes: readonly Episode[], at: number, day: CivilDate): boolean => {
  const { from, began, parts } = episodes[at]!
  const { table } = parts
  if (from === undefined || from > day) return false
  if (table.rows !== 'period' && !table.periods!.begins.includes(began ?? '')) return false
  return episodes.slice(0, at).every(one => one.from !== undefined && hasEndedBy(one, from))
}

/** On the very day it has to say that care ended, and does not go on. */
const hasEndedBy = ({ to, ended, parts }: Episode, day: CivilDate): boolean =>
  to !== undefined &&
  (to < day || (to === day && ended !== undefined && !parts.table.periods!.goesOn.includes(ended.code)))

/** Adds an issue for each episode that began before the child was born. */
export const checkBirth = (episodes: readonly Episode[], birth: CivilDate, issues: Issue[]): void => {
  for (const { row, parts, from } of episodes)
    if (from !== undefined && from < birth)
      issues.push(
        issueAt(
          placeOf(row, parts.from),
          'contradiction',
          'It begins before the day on which the child was born. One of the two days is wrong.',
        ),
      )
}

const compare = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1

const readEpisode = (row: OpenRow, issues: Issue[]): readonly Episode[] => {
  const parts = row.table.layout.episode!
  const cells = [parts.from, parts.to, parts.began, parts.status, parts.ended].map(index => cellAt(row, index))
  // A flat table has rows of children who were never in care.
  if (cells.every(one => one === undefined || one === 'blank')) return []
  const [fromCell, toCell, beganCell, statusCell, endedCell] = cells
  for (const one of [fromCell, toCell]) if (isUnreadable(one)) issues.push(unreadableIssue(row, one))
  const from = dateAt(row, parts.from)
  const to = dateAt(row, parts.to)
  // The guide to the return: an episode cannot start and end on the same day.
  if (from !== undefined && to !== undefined && to <= from)
    issues.push(
      issueAt(
        placeOf(row, parts.to),
        'contradiction',
        `It ended before it began, or on that day: “${nameAt(row, parts.to)}” has to be later than “${nameAt(row, parts.from)}”.`,
      ),
    )
  return [
    {
      row,
      parts,
      from,
      to,
      hasEndColumn: toCell !== undefined,
      began: isUnreadable(beganCell) ? undefined : codeAt(row, parts.began)?.code,
      statusCell,
      status: codeAt(row, parts.status),
      endedCell,
      ended: codeAt(row, parts.ended),
    },
  ]
}

const nameAt = (row: OpenRow, index: number): string => row.table.layout.byIndex[index]!.column.name

/** A reason without a day. Of a row that another one has put right nobody need say it, so it is looked for when these are gone. */
const checkEnd = ({ row, parts, endedCell }: Episode, issues: Issue[]): void => {
  if (cellAt(row, parts.to) !== 'blank' || endedCell === undefined || endedCell === 'blank') return
  issues.push(
    issueAt(
      placeOf(row, parts.ended),
      'contradiction',
      `“${nameAt(row, parts.ended)}” says why it ended, and “${nameAt(row, parts.to)}” does not say when. Give the day, or take the reason out.`,
    ),
  )
}

/** Of rows that say the same the one of the newest table is kept. */
const newestFirst = (a: Episode, b: Episode): number =>
  Number(a.row.table.older !== undefined) - Number(b.row.table.older !== undefined)

/** Extracts of several years have the same episode more than once. */
const isFirstOfSame = (one: Episode, i: number, all: readonly Episode[]): boolean =>
  !all.slice(0, i).some(other => isSame(one, other) && one.to === other.to && one.ended === other.ended)

const isSame = (a: Episode, b: Episode): boolean =>
  a.from !== undefined && a.from === b.from && a.began === b.began && a.status?.code === b.status?.code

/** An episode that was open in one year’s extract and had ended in the next is one that ended. */
const closeAgain = (episodes: readonly Episode[], { remarks, superseded }: Notes): Episode[] =>
  episodes.filter(one => {
    const closed = one.to === undefined && episodes.some(other => isSame(one, other) && other.to !== undefined)
    if (closed) {
      superseded.add(one.row)
      remarks.push({
        kind: 'set-aside',
        ...issueAt(
          placeOf(one.row),
          'contradiction',
          'Another row has the same episode, and says when it ended. That one counts.',
        ),
      })
    }
    return !closed
  })

/** A day that cannot be read is no open end: it has had its issue, and whether the two overlap is not known. */
const isOver = ({ row, parts, from, to }: Episode, next: Episode): boolean =>
  next.from !== undefined &&
  from !== undefined &&
  (to === undefined ? cellAt(row, parts.to) === 'blank' : to > next.from)

const overlap = (one: Episode, next: Episode): Issue =>
  issueAt(
    placeOf(next.row),
    'contradiction',
    one.to === undefined
      ? `It begins while another is open that began before (${one.row.table.name}, line ${one.row.line}). One of the two is wrong.`
      : `It begins before another has ended that began before (${one.row.table.name}, line ${one.row.line}). One of the two is wrong.`,
  )
