import { hasDateForm } from '../../kernel/dates.ts'
import type { Issue } from '../../kernel/issue.ts'
import { nearest, withSuggestion } from '../../kernel/nearest.ts'
import { pointerOf } from '../../kernel/pointer.ts'

/** The names of an object’s own members; undefined if the object throws when it is asked, as a Proxy can. */
export const namesIn = (value: object): readonly string[] | undefined => {
  try {
    return Object.keys(value)
  } catch {
    return undefined
  }
}

/** Of a member that throws when it is read: a getter, or a Proxy. */
export const unreadableMember = (path: readonly string[]): Issue =>
  issue('unreadable', path, 'This could not be read: reading it threw an error. Send plain values.')

/** An issue at a place of the request. */
export const issue = (code: Issue['code'], path: readonly string[], message: string): Issue => ({
  code,
  pointer: pointerOf(path),
  message,
})

/** An issue about a word that is not one of those permitted, with the nearest that is. */
export const unknown = (
  code: Issue['code'],
  path: readonly string[],
  what: string,
  word: string,
  permitted: Iterable<string>,
): Issue => withSuggestion(issue(code, path, `${what} “${word.slice(0, 80)}”.`), nearest(word, permitted))

/** An issue about what is no date, or no day of the calendar. */
export const notADate = (path: readonly string[], value: unknown): Issue => {
  const name = path.at(-1)!
  if (value === undefined) return issue('missing-member', path, `“${name}” is required: a date, as “2024-08-19”.`)
  if (typeof value === 'string' && hasDateForm(value))
    return issue('impossible-date', path, `“${name}” is not a day of the calendar.`)
  return issue(
    typeof value === 'string' ? 'malformed' : 'wrong-type',
    path,
    `“${name}” is a date, written as “2024-08-19”: year, month, day, no time.`,
  )
}
