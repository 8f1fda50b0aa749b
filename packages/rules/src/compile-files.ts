import { compile } from './compile/compile.ts'
import type { Rulebook } from './compile/rulebook.ts'
import { accepted, type Checked, type Issue } from './kernel/issue.ts'
import { parseDocuments } from './parse/parse.ts'
import type { RuleFile } from './parse/rule-documents.ts'
import { type Rules, rulesFrom } from './rules.ts'

/** Rule files to a rulebook, or every issue they have. `unread`: of files that hold no JSON. */
export const compileFiles = (
  files: readonly RuleFile[],
  isWhole: boolean,
  unread: readonly Issue[] = [],
): Checked<Rulebook> => {
  const documents = parseDocuments(files, unread)
  return documents.ok ? compile(documents.value, isWhole) : documents
}

/** Rule files to rules, or every issue they have. What their text was is not known here, so issues have no line. */
export const readRules = (files: readonly RuleFile[]): Checked<Rules> => {
  const rulebook = compileFiles(files, true)
  return rulebook.ok ? accepted(rulesFrom(rulebook.value)) : rulebook
}
