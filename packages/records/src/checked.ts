import type { Checked, Issue, IssueCode } from '@virtual-school/rules'

export type { Checked, Issue, IssueCode }

export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value })
export const refusedFor = (code: IssueCode, message: string, pointer = ''): Checked<never> => ({
  ok: false,
  issues: [{ code, pointer, message }],
})
export const malformed = (message: string): Checked<never> => refusedFor('malformed', message)
export const refusal = (code: Issue['code'], pointer: string, message: string, file?: string): Checked<never> => ({
  ok: false,
  issues: [{ code, pointer, message, ...(file === undefined ? {} : { file }) }],
})
