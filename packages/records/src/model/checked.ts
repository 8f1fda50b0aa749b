import type { Checked, Issue } from '@virtual-school/rules'
import { refused } from '@virtual-school/rules/internal'

export type { Checked, Issue }

/** One issue, and no value. `pointer`: a JSON Pointer to what is wrong. */
export const refusal = (code: Issue['code'], pointer: string, message: string, file?: string): Checked<never> =>
  refused([{ code, pointer, message, ...(file === undefined ? {} : { file }) }])

/** One issue with the whole of a text. */
export const malformed = (message: string): Checked<never> => refusal('malformed', '', message)
