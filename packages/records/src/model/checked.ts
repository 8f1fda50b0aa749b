import { type Checked, didYouMean, type Issue } from '@virtual-school/rules'

/** The JSON Pointer (RFC 6901) of a path. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** An issue, with the nearest right word if there is one: at the end of the message, and separately. */
export const withSuggestion = (issue: Issue, suggestion: string | undefined): Issue => ({
  ...issue,
  message: `${issue.message}${didYouMean(suggestion)}`,
  ...(suggestion === undefined ? {} : { suggestion }),
})

export type { Checked, Issue }

/** A value without issues. */
export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value })
/** One issue, and no value. `pointer`: a JSON Pointer to what is wrong. */
export const refusal = (code: Issue['code'], pointer: string, message: string, file?: string): Checked<never> => ({
  ok: false,
  issues: [{ code, pointer, message, ...(file === undefined ? {} : { file }) }],
})
/** One issue with the whole of a text. */
export const malformed = (message: string): Checked<never> => refusal('malformed', '', message)
