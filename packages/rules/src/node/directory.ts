import { fileURLToPath } from 'node:url'
import { accepted, type Checked, type Issue, refused, sortIssues } from '../kernel/issue.ts'
import { placesIn } from '../kernel/json-places.ts'
import { limits } from '../kernel/limits.ts'
import { readJson } from '../kernel/strict-json.ts'
import { type Extras, isWanted } from '../language/documents.ts'
import type { RuleFile } from '../parse/rule-documents.ts'
import { decodeText, jsonPathsIn } from './files.ts'

/** The JSON files of a rule directory, and how to find the line and column of an issue about them. */
export interface RuleDirectory {
  readonly files: readonly RuleFile[]
  /** Of the files that hold no JSON and so are not among `files`. */
  readonly issues: readonly Issue[]
  readonly place: (issues: readonly Issue[]) => readonly Issue[]
}

const documentLimits = {
  bytes: limits.documentBytes,
  depthLevels: limits.documentDepthLevels,
  keysCount: limits.documentKeysCount,
}
/** Folders that hold no rules: generated schemas. */
const passedOver = new Set(['schema'])

/** Files that are read side by side: all of them at once would be more than some systems let be open. */
const filesAtOnceCount = 16

/** The path of a directory that is named by a path or by a `file:` address, as `new URL` and `import.meta.resolve` give it. */
const pathOfDirectory = (directory: string | URL): Checked<string> => {
  if (typeof directory === 'string' && !directory.startsWith('file:')) return accepted(directory)
  try {
    return accepted(fileURLToPath(directory))
  } catch {
    const message =
      'This address leads to no folder of this machine. Name a path, or an address that begins with “file:”.'
    return refused([{ code: 'unreadable', pointer: '', file: String(directory), message }])
  }
}

/** `directory`: a path or a `file:` address. `extras`: which files are read that no decision needs. */
export const readDirectory = async (named: string | URL, extras: Extras): Promise<Checked<RuleDirectory>> => {
  const path = pathOfDirectory(named)
  if (!path.ok) return path
  const directory = path.value
  const found = await jsonPathsIn(directory, passedOver)
  if (!found.ok) return found
  const issues: Issue[] = []
  const files: RuleFile[] = []
  const places = new Map<string, ReturnType<typeof placesIn>>()
  const wanted = found.value.filter(path => isWanted(path, extras))
  for (let from = 0; from < wanted.length; from += filesAtOnceCount) {
    const some = wanted.slice(from, from + filesAtOnceCount)
    const texts = await Promise.all(some.map(path => decodeText(directory, path)))
    for (const [i, text] of texts.entries()) {
      const path = some[i]!
      const json = text.ok ? readJson(text.value, documentLimits) : text
      if (text.ok) places.set(path, placesIn(text.value))
      if (json.ok) files.push({ path, value: json.value })
      else issues.push(...json.issues.map(issue => ({ ...issue, file: path })))
    }
  }
  return accepted({ files, issues, place: unplaced => sortIssues(unplaced.map(issue => withPlace(issue, places))) })
}

const withPlace = (issue: Issue, places: ReadonlyMap<string, ReturnType<typeof placesIn>>): Issue => {
  const placeOf = issue.line === undefined ? places.get(issue.file ?? '') : undefined
  return placeOf === undefined ? issue : { ...issue, ...placeOf(issue.pointer) }
}
