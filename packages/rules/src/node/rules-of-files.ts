import { compileFiles } from '../compile/compile-files.ts'
import type { Rulebook } from '../compile/rulebook.ts'
import { accepted, type Checked } from '../kernel/issue.ts'
import { type Extras, isWanted } from '../language/documents.ts'
import type { RuleFile } from '../parse/rule-documents.ts'
import { readDirectory } from './directory.ts'

/** The rules of a directory, named by its path or its `file:` address; or every issue, each with its line and column. */
export const readDirectoryRules = async (directory: string | URL, extras: Extras): Promise<Checked<Rulebook>> => {
  const found = await readDirectory(directory, extras)
  if (!found.ok) return found
  const { files, issues, place } = found.value
  const compiled = compileFiles(files, extras.whole, issues)
  return compiled.ok ? compiled : { ok: false, issues: place(compiled.issues) }
}

/** The files of the published rules, as they lie in a directory of rules. */
export const readPublishedFiles = async (extras: Extras): Promise<Checked<readonly RuleFile[]>> => {
  const { readPublished } = await import('#published-files')
  return accepted((await readPublished(extras)).filter(file => isWanted(file.path, extras)))
}

/** The published rules, compiled from their files: those of a checkout, or what decisions do not need and a package carries apart. */
export const readPublishedRules = async (extras: Extras): Promise<Checked<Rulebook>> => {
  const files = await readPublishedFiles(extras)
  return files.ok ? compileFiles(files.value, extras.whole) : files
}
