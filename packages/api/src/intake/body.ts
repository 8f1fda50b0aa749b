import { type Checked, type JsonLimits, readJson } from '@virtual-school/rules'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Bytes to a JSON value, or every reason why not. Absent bytes are an empty text. */
export const readBytes = (bytes: Uint8Array | undefined, limits: JsonLimits): Checked<unknown> => {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return { ok: false, issues: [{ code: 'not-text', pointer: '', message: 'The bytes are not UTF-8 text.' }] }
  }
  if (text.trim() === '')
    return {
      ok: false,
      issues: [
        {
          code: 'not-json',
          pointer: '',
          message: 'There is no JSON here. Send an object with “decision” and “facts”.',
        },
      ],
    }
  return readJson(text, limits)
}
