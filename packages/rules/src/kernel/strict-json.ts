import { type JSONVisitor, parseTree, findNodeAtLocation, printParseErrorCode, visit } from 'jsonc-parser'
import { type Checked, type Issue, accepted, refused } from './issue.ts'
import type { PathSegment } from './pointer.ts'
import { pathOf, pointerOf } from './pointer.ts'

/** How much JSON is read before it is refused. */
export interface JsonLimits {
  readonly bytes: number
  readonly depthLevels: number
  readonly keysCount: number
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text)

/** Whether brackets outside strings nest deeper than the limit. A loop, since whatever recurses could be made to overflow. */
const isTooDeep = (text: string, limitLevels: number): boolean => {
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
      if (levels > limitLevels) return true
    } else if (c === 0x7d || c === 0x5d) levels -= 1
  }
  return false
}

/**
 * Text to value, or every reason why not, each with its line and column. Stricter than JSON.parse, which keeps the last
 * of two equal keys and sets prototypes: nothing that was sent may be lost or mean something else.
 */
export const readJson = (text: string, limits: JsonLimits): Checked<unknown> => {
  if (text.length > limits.bytes) {
    return refused([{ code: 'too-large', pointer: '', message: `The text is longer than ${limits.bytes} bytes.` }])
  }
  if (isTooDeep(text, limits.depthLevels)) {
    return refused([{ code: 'too-deep', pointer: '', message: `Nothing may be nested more than ${limits.depthLevels} levels deep.` }])
  }
  const issues: Issue[] = []
  visit(text, watcher(limits, issues), { disallowComments: true, allowTrailingComma: false })
  if (issues.length > 0) return refused(issues)
  try {
    return accepted(JSON.parse(text))
  } catch {
    return refused([{ code: 'not-json', pointer: '', message: 'The text is not JSON.' }])
  }
}

const watcher = (limits: JsonLimits, issues: Issue[]): JSONVisitor => {
  const seen: (Set<string> | null)[] = []
  let keysCount = 0
  const report = (code: Issue['code'], path: readonly PathSegment[], message: string, line: number, character: number) =>
    issues.push({ code, pointer: pointerOf(path), message, line: line + 1, column: character + 1 })
  return {
    onObjectBegin: () => void seen.push(new Set()),
    onArrayBegin: () => void seen.push(null),
    onObjectEnd: () => void seen.pop(),
    onArrayEnd: () => void seen.pop(),
    onObjectProperty: (key, _o, _l, line, character, path) => {
      const keys = seen.at(-1)
      const at = () => [...path(), key]
      keysCount += 1
      if (keysCount === limits.keysCount + 1) report('too-many', [], `There may be at most ${limits.keysCount} members in all.`, line, character)
      if (forbidden.has(key)) report('forbidden-key', at(), `“${key}” cannot be the name of a member.`, line, character)
      else if (keys?.has(key)) report('duplicate-key', at(), 'This member stands twice in the same object. Keep one of them.', line, character)
      if (hasLoneSurrogate(key) || key.includes('\0')) report('not-text', path(), 'A member’s name holds a character that is not text.', line, character)
      keys?.add(key)
    },
    onLiteralValue: (value, _o, _l, line, character, path) => {
      if (typeof value === 'string' && (hasLoneSurrogate(value) || value.includes('\0'))) {
        report('not-text', path(), 'The text holds a NUL or half of a surrogate pair.', line, character)
      } else if (typeof value === 'number' && !Number.isFinite(value)) {
        report('out-of-range', path(), 'The number is too large to be held exactly.', line, character)
      }
    },
    onError: (error, _o, _l, line, character) =>
      report('not-json', [], `The text is not JSON here (${inWords(printParseErrorCode(error))}).`, line, character),
  }
}

const inWords = (code: string): string => code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

/** Where the value at a pointer begins: 1-based line and column; the nearest enclosing place where the value is absent. */
export const placeOf = (text: string, pointer: string): { line: number; column: number } => {
  const root = parseTree(text)
  const path: PathSegment[] = pathOf(pointer).map(part => (/^\d+$/.test(part) ? Number(part) : part))
  let node = root
  for (let length = path.length; length > 0; length -= 1) {
    const found = root && findNodeAtLocation(root, path.slice(0, length))
    if (found) {
      node = found
      break
    }
  }
  const before = text.slice(0, node?.offset ?? 0).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
