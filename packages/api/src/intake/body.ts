import { type Checked, type Issue, type JsonLimits, readJson } from '@virtual-school/rules'

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
  const read = readJson(text, limits)
  return read.ok ? read : { ok: false, issues: read.issues.map(atFact) }
}

/** A fact is one value, so that a member’s name below it is part of a value, and is not repeated. */
const belowFact = /^((?:\/\d+)?\/facts\/[^/]*)\/.*$/s
const atFact = (issue: Issue): Issue => ({ ...issue, pointer: issue.pointer.replace(belowFact, '$1') })
