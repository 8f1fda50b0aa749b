import type { Checked, Issue } from '../kernel/issue.ts'
import { parseDocuments } from '../parse/parse.ts'
import type { RuleFile } from '../parse/rule-documents.ts'
import { compile } from './compile.ts'
import type { Rulebook } from './rulebook.ts'

/** Rule files to a rulebook, or every issue they have. `unread`: of files that hold no JSON. */
export const compileFiles = (
  files: readonly RuleFile[],
  isWhole: boolean,
  unread: readonly Issue[] = [],
): Checked<Rulebook> => {
  const documents = parseDocuments(files, unread)
  return documents.ok ? compile(documents.value, isWhole) : documents
}
