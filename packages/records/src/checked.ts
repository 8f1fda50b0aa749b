import type { Checked, Issue } from '@virtual-school/rules'

export type { Checked, Issue }

export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value })
export const refusal = (code: Issue['code'], pointer: string, message: string, file?: string): Checked<never> => ({
  ok: false,
  issues: [{ code, pointer, message, ...(file === undefined ? {} : { file }) }],
})
export const malformed = (message: string): Checked<never> => refusal('malformed', '', message)
