import type { Checked, Issue } from '@virtual-school/rules'

const lengthMost = 255

/** A String of RFC 8941, as the draft has it: printable ASCII in quotes, with “"” and “\” after a backslash. */
const quotedForm = /^"((?:[ !#-[\]-~]|\\["\\])+)"$/
/** What many clients send in its place: the key as it is. */
const plainForm = /^[A-Za-z0-9._~:+/=-]+$/

/** The key that an Idempotency-Key header holds, in quotes or without; undefined where there is no such header. */
export const readKey = (header: string | readonly string[] | undefined): Checked<string | undefined> => {
  if (header === undefined) return { ok: true, value: undefined }
  const text = String(header).trim()
  const key = quotedForm.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plainForm.exec(text)?.[0]
  return key === undefined || key.length > lengthMost ? { ok: false, issues: [malformed] } : { ok: true, value: key }
}

const malformed: Issue = {
  code: 'malformed',
  pointer: '/Idempotency-Key',
  message: `Expected: one text of 1 to ${lengthMost} characters in double quotes, such as a UUID. Letters, digits and “.”, “_”, “~”, “:”, “+”, “/”, “=”, “-” may stand without quotes.`,
}
