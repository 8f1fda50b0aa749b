import { issueLine } from '../../packages/rules/src/kernel/issue.ts'
import type { Extras } from '../../packages/rules/src/language/documents.ts'
import { readDirectory } from '../../packages/rules/src/node/directory.ts'
import type { RuleFile } from '../../packages/rules/src/parse/rule-documents.ts'
import { frozenDirectory } from './real-rules.ts'

/** Stands for `#published-files` in tests of code: the published rules are the frozen ones. */
export const readPublished = async (extras: Extras): Promise<readonly RuleFile[]> => {
  const found = await readDirectory(frozenDirectory, extras)
  const issues = found.ok ? found.value.issues : found.issues
  if (found.ok && issues.length === 0) return found.value.files
  throw new Error(issues.map(issueLine).join('\n'))
}
