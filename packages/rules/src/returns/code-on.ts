import { type CivilDate, dateInWords, firstDayOf, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import { didYouMean, nearest } from '../kernel/nearest.ts'
import { pointerOf } from '../kernel/pointer.ts'
import type { Code, CodeList } from '../language/codes.ts'

const hasBegun = ({ validFrom }: Code, day: CivilDate): boolean =>
  validFrom === undefined || firstDayOf(validFrom) <= day
const hasEnded = ({ validTo }: Code, day: CivilDate): boolean => validTo !== undefined && lastDayOf(validTo) < day

/** What a cell’s code means on that day; or why it means nothing. Of the row only the column is named, and never the cell. */
export const codeOn = (list: CodeList, column: string, cell: string, day: CivilDate): Code | Issue => {
  const editions = list.codes.filter(one => one.code === cell)
  const valid = editions.find(one => hasBegun(one, day) && !hasEnded(one, day))
  if (valid !== undefined) return valid
  const where = `“${column}” has a code`
  const from = `${list.title}, ${list.edition}`
  if (editions.length === 0) {
    const permitted = list.codes.filter(one => hasBegun(one, day) && !hasEnded(one, day)).map(one => one.code)
    const suggestion = nearest(cell, permitted)
    const message = `${where} that is not in the list (${from}).${didYouMean(suggestion)} Permitted: ${permitted.join(', ')}.`
    return issueOf(column, message, suggestion)
  }
  const ended = editions.filter(one => hasEnded(one, day)).map(one => one.validTo!)
  const last = ended.sort().at(-1)
  if (last !== undefined)
    return issueOf(column, `${where} that was withdrawn: it was valid until ${dateInWords(last)} (${from}).`)
  const first = editions.map(one => one.validFrom!).sort()[0]!
  return issueOf(column, `${where} that is not yet valid: it is from ${dateInWords(first)} on (${from}).`)
}

const issueOf = (column: string, message: string, suggestion?: string): Issue => ({
  code: 'unknown-word',
  pointer: pointerOf([column]),
  message,
  ...(suggestion === undefined ? {} : { suggestion }),
})
