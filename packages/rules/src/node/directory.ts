import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Checked, type Issue, accepted, refused, sortIssues } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import { placeOf, readJson } from '../kernel/strict-json.ts'
import type { RuleFile } from '../parse/rule-documents.ts'

/** The JSON files of a rule directory, and how to find the line and column of an issue about them. */
export interface RuleDirectory {
  readonly files: readonly RuleFile[]
  readonly place: (issues: readonly Issue[]) => readonly Issue[]
}

const documentLimits = { bytes: limits.documentBytes, depthLevels: limits.documentDepthLevels, keysCount: limits.documentKeysCount }
/** Folders that hold no rules: generated schemas, and code lists that evaluation does not read. */
const passedOver = new Set(['schema'])

export const readDirectory = async (directory: string): Promise<Checked<RuleDirectory>> => {
  let paths: string[]
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    paths = entries.filter(entry => entry.isFile() && entry.name.endsWith('.json')).map(entry => join(entry.parentPath, entry.name).slice(join(directory, '/').length).replaceAll('\\', '/'))
  } catch {
    return refused([{ code: 'unreadable', pointer: '', file: directory, message: 'The directory of rules could not be read. Name one that holds manifest.json.' }])
  }
  const issues: Issue[] = []
  const texts = new Map<string, string>()
  const files: RuleFile[] = []
  const wanted = paths.filter(path => !passedOver.has(path.split('/')[0]!)).sort()
  await Promise.all(wanted.map(async path => {
    const text = await textOf(join(directory, path))
    if (text === undefined) issues.push({ code: 'not-text', pointer: '', file: path, message: 'The file could not be read as UTF-8 text.' })
    else texts.set(path, text)
  }))
  for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const read = readJson(text, documentLimits)
    if (read.ok) files.push({ path, value: read.value })
    else issues.push(...read.issues.map(issue => ({ ...issue, file: path })))
  }
  return issues.length > 0 ? refused(issues) : accepted({ files, place: found => sortIssues(found.map(issue => withPlace(issue, texts))) })
}

const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch {
    return undefined
  }
}

const withPlace = (issue: Issue, texts: ReadonlyMap<string, string>): Issue => {
  const text = issue.file === undefined ? undefined : texts.get(issue.file)
  return text === undefined || issue.line !== undefined ? issue : { ...issue, ...placeOf(text, issue.pointer) }
}
