import { basename, join } from 'node:path'
import type { Checked, Source } from '@virtual-school/rules'
import {
  accepted,
  checkDocument,
  editJson,
  type JsonEdit,
  limits,
  readJson,
  refused,
} from '@virtual-school/rules/internal'
import { todayInEngland } from '../../requests/request.ts'
import { chooseDocuments, copyName, readText } from '../../rules/documents.ts'
import { chooseWritableRules } from '../../rules/writable.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Copy } from './keep-copy.ts'

/** `sources.json` of a directory of rules: its text, and the sources that it lists. */
export interface SourcesFile {
  readonly file: string
  readonly text: string
  readonly sources: readonly Source[]
}

/** Reads `sources.json` alone: the rest of the rules may be half written while a source is added. */
export const readSourcesFile = async (rules: string): Promise<Checked<SourcesFile>> => {
  const file = join(rules, 'sources.json')
  const read = await readText(file)
  if (!read.ok) return read
  const { text } = read.value
  const value = readJson(text, {
    bytes: limits.documentBytes,
    depthLevels: limits.documentDepthLevels,
    keysCount: limits.documentKeysCount,
  })
  const issues = value.ok ? checkDocument('sources', value.value, file) : value.issues.map(one => ({ ...one, file }))
  if (!value.ok || issues.length > 0) return refused(issues)
  return accepted({ file, text, sources: (value.value as { readonly sources: readonly Source[] }).sources })
}

/** The text of `sources.json` with changes; refused if what they would make is not well formed. */
export const editSources = ({ file, text }: SourcesFile, edits: readonly JsonEdit[]): Checked<string> => {
  const edited = editJson(text, edits)
  const issues = checkDocument('sources', JSON.parse(edited), file)
  return issues.length > 0 ? refused(issues) : accepted(edited)
}

/** Where a text is to be kept, what it says, and the sources as they stand. */
export interface SourceFiles {
  readonly rules: string
  readonly sources: SourcesFile
  readonly copy: Copy
  /** What the entry says of the copy. */
  readonly kept: { readonly retrieved: string; readonly document: string }
}

/** Looks at all that keeping a copy of a text needs; refused with everything that is wrong. */
export const openSourceFiles = async (
  id: string,
  given: { readonly file: string; readonly documents?: string; readonly rules?: string },
  terminal: Terminal,
): Promise<Checked<SourceFiles>> => {
  const rules = chooseWritableRules(given.rules, terminal)
  if (!rules.ok) return rules
  const documents = chooseDocuments(given.documents, rules.value)
  const [read, sources] = [await readText(given.file), await readSourcesFile(rules.value)]
  if (!documents.ok || !read.ok || !sources.ok)
    return refused([documents, read, sources].flatMap(one => (one.ok ? [] : one.issues)))
  const retrieved = todayInEngland(terminal.now())
  const document = copyName(id, retrieved)
  const copy = { file: join(documents.value, document), bytes: read.value.bytes, of: basename(given.file) }
  return accepted({ rules: rules.value, sources: sources.value, copy, kept: { retrieved, document } })
}
