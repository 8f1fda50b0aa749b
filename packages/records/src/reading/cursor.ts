import { type Checked, refusal } from '../checked.ts'

const form = /^before (0|[1-9]\d{0,15})$/

/** Where the next page begins. Readers give it back as it is; what it says may change. */
export const cursorOf = (before: number): string => Buffer.from(`before ${before}`).toString('base64url')

export const seqOfCursor = (cursor: string): Checked<number> => {
  const seq = Number(form.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1] ?? Number.NaN)
  return Number.isSafeInteger(seq) && cursorOf(seq) === cursor
    ? { ok: true, value: seq }
    : refusal('malformed', '/cursor', 'This is no cursor of this service. Give “next” of the page before, as it was.')
}
