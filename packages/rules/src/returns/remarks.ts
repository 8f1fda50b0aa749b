import { type CivilDate, dateInWords } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import { pointerOf } from '../kernel/pointer.ts'
import { type CodeIndex, type FoundCode, isValidOn } from './code-index.ts'
import { type DateFault, dateFaultInWords } from './dates.ts'

/**
 * An issue that refuses nothing: the child is answered all the same. By its kind it is counted.
 *
 * column: a column is passed over · mended: a slip in case or blanks · unread: a cell that could not be read, so that its fact
 * stays unknown · unused: the same, of a cell from which nothing would follow · set-aside: rows say different things, and not
 * all of them counted · outdated: only an older table has it, and a newer one goes on without it · incomplete: something is not
 * there · tells-little: a table from which hardly anything follows
 */
export interface Remark extends Issue {
  readonly kind: 'column' | 'mended' | 'unread' | 'unused' | 'set-aside' | 'outdated' | 'incomplete' | 'tells-little'
}

/** Where something stands: the name of the table, the line, and the column if it is about one. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column?: string
}

/** An issue at a place in a table. A cell is never repeated. */
export const issueAt = ({ file, line, column }: Place, code: Issue['code'], message: string): Issue => ({
  code,
  file,
  line,
  pointer: column === undefined ? '' : pointerOf([column]),
  message,
})

/** The issue of a cell that is no date. */
export const dateIssue = (place: Place, fault: DateFault): Issue =>
  issueAt(
    place,
    fault === 'impossible' ? 'impossible-date' : 'malformed',
    `“${place.column ?? ''}” ${dateFaultInWords[fault]}`,
  )

/** The issue of a cell whose code means nothing on a day. What is permitted is listed; a code is never guessed. */
export const codeIssue = (
  place: Place,
  found: Exclude<FoundCode, { isMended: boolean }>,
  { list }: CodeIndex,
  day: CivilDate,
): Issue => {
  const subject = `“${place.column ?? ''}” has a code`
  const from = `${list.title}, ${list.edition}`
  if (found.fault === 'ended')
    return issueAt(
      place,
      'unknown-word',
      `${subject} that was withdrawn: it was valid until ${dateInWords(found.known.validTo!)} (${from}).`,
    )
  if (found.fault === 'early')
    return issueAt(
      place,
      'unknown-word',
      `${subject} that is not yet valid: it is from ${dateInWords(found.known.validFrom!)} on (${from}).`,
    )
  const permitted = list.codes.filter(one => isValidOn(one, day)).map(one => one.code)
  const message = `${subject} that is not in the list (${from}). Permitted: ${permitted.join(', ')}.`
  return issueAt(place, 'unknown-word', message)
}
