import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser'
import { accepted, type Checked, type Issue, refused } from './issue.ts'
import { placeOfOffset } from './json-places.ts'
import { plainJson } from './plain-json.ts'
import { type PathSegment, pointerOf } from './pointer.ts'
import { encodeUtf8 } from './utf8.ts'

/** How much JSON is read before it is refused. */
export interface JsonLimits {
  readonly bytes: number
  readonly depthLevels: number
  readonly keysCount: number
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
const isNotText = (text: string): boolean => text.includes('\0') || /\p{Surrogate}/u.test(text)
const isLonger = (text: string, bytes: number): boolean =>
  text.length > bytes || (text.length * 3 > bytes && encodeUtf8(text).length > bytes)

/** Where brackets outside strings nest deeper than the limit. A loop, since recursion could be made to overflow the stack. */
const tooDeepAt = (text: string, limitLevels: number): number | undefined => {
  let levels = 0
  let inString = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 0x5c) i += 1
      else if (c === 0x22) inString = false
    } else if (c === 0x22) inString = true
    else if (c === 0x7b || c === 0x5b) {
      levels += 1
      if (levels > limitLevels) return i
    } else if (c === 0x7d || c === 0x5d) levels -= 1
  }
  return undefined
}

/**
 * Text to value, or every reason why not, each with its line and column. Stricter than JSON.parse, which keeps the last
 * of two equal keys and sets prototypes: nothing that was sent may be lost or mean something else.
 */
export const readJson = (text: string, limits: JsonLimits): Checked<unknown> => {
  if (isLonger(text, limits.bytes)) {
    return refused([{ code: 'too-large', pointer: '', message: `The text is longer than ${limits.bytes} bytes.` }])
  }
  const deep = tooDeepAt(text, limits.depthLevels)
  if (deep !== undefined) {
    const message = `Nothing may be nested more than ${limits.depthLevels} levels deep.`
    return refused([{ code: 'too-deep', pointer: '', message, ...placeOfOffset(text, deep) }])
  }
  const plain = plainJson(text, limits.keysCount)
  if (plain !== undefined) return accepted(plain.value)
  const issues = issuesIn(text, limits)
  if (issues.length > 0) return refused(issues)
  try {
    return accepted(JSON.parse(text))
  } catch {
    return refused([{ code: 'not-json', pointer: '', message: 'The text is not JSON.' }])
  }
}

const firstSyntaxError = new Error('not JSON from here on')

/** After the first place that is not JSON the reader could only guess, and what it nests would be deeper than was counted. */
const issuesIn = (text: string, limits: JsonLimits): readonly Issue[] => {
  const issues: Issue[] = []
  try {
    visit(text, watcher(text, limits, issues), { disallowComments: true, allowTrailingComma: false })
  } catch (error) {
    if (error !== firstSyntaxError) throw error
  }
  return issues
}

const watcher = (text: string, limits: JsonLimits, issues: Issue[]): JSONVisitor => {
  const seen: Set<string>[] = []
  let keysCount = 0
  const report = (
    code: Issue['code'],
    path: readonly PathSegment[],
    message: string,
    line: number,
    character: number,
  ) => issues.push({ code, pointer: pointerOf(path), message, line: line + 1, column: character + 1 })
  return {
    onObjectBegin: () => void seen.push(new Set()),
    onObjectEnd: () => void seen.pop(),
    onObjectProperty: (key, _o, _l, line, character, path) => {
      const keys = seen.at(-1)!
      const at = () => [...path(), key]
      keysCount += 1
      if (keysCount === limits.keysCount + 1)
        report('too-many', [], `There may be at most ${limits.keysCount} members in all.`, line, character)
      if (forbidden.has(key)) report('forbidden-key', at(), `“${key}” cannot be the name of a member.`, line, character)
      else if (keys.has(key))
        report('duplicate-key', at(), 'This member stands twice in the same object. Keep one of them.', line, character)
      if (isNotText(key))
        report('not-text', path(), 'A member’s name holds a character that is not text.', line, character)
      keys.add(key)
    },
    onLiteralValue: (value, _o, _l, line, character, path) => {
      if (typeof value === 'string' && isNotText(value))
        report('not-text', path(), 'The text holds a NUL or half of a surrogate pair.', line, character)
      else if (typeof value === 'number' && !Number.isFinite(value))
        report('out-of-range', path(), 'The number is too large to be held exactly.', line, character)
    },
    onError: (error, offset, _l, line, character) => {
      const expected = syntaxExpected(printParseErrorCode(error), text.charAt(offset))
      const found = text.trim() === '' ? 'There is nothing here' : 'The text is not JSON here'
      report('not-json', [], `${found}: ${expected}.`, line, character)
      throw firstSyntaxError
    },
  }
}

/** What jsonc-parser finds wrong with a text, by the names it gives, in words for the author of the text. */
const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a value is a text in double quotes, a number, true, false, null, a list or an object',
  InvalidNumberFormat: 'a number is expected',
  PropertyNameExpected: 'the name of a member is expected, in double quotes',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected between the name of a member and its value',
  CommaExpected: 'a comma is expected before this',
  CloseBraceExpected: 'a “}” is expected',
  CloseBracketExpected: 'a “]” is expected',
  EndOfFileExpected: 'nothing more is expected after the first value',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'the text that begins here is not closed by a double quote on its own line',
  UnexpectedEndOfNumber: 'digits are expected',
  InvalidUnicode: 'four hexadecimal digits are expected after “\\u”',
  InvalidEscapeCharacter: 'in a text a backslash stands before " \\ / b f n r t or u only',
  InvalidCharacter: 'in a text, tabs and other control characters are written with a backslash, as \\t',
}

const otherQuotes = /[‘’‚‛“”„‟«»'`]/

/** What is expected in the place where a text stops being JSON, by jsonc-parser’s name for the fault and the character there. */
const syntaxExpected = (name: string, character: string): string => {
  const words = syntaxWords[name] ?? 'something else is expected'
  if (name === 'InvalidSymbol' && otherQuotes.test(character))
    return 'a text or a name stands in straight double quotes, as "name"; typographic or single quotes are others'
  if (name === 'PropertyNameExpected' && character === '}') return `${words}; no comma stands before “}”`
  return name === 'ValueExpected' && character === ']' ? `${words}; no comma stands before “]”` : words
}
