import { fileURLToPath } from 'node:url'
import { issueLine } from '../kernel/issue.ts'
import type { Extras } from '../language/documents.ts'
import type { RuleFile } from '../parse/rule-documents.ts'
import { readDirectory } from './directory.ts'

/** The files of the published rules: in a checkout those that lie in it; a package carries them as `published-files.js`, made when it is built. */
export const readPublished = async (extras: Extras): Promise<readonly RuleFile[]> => {
  const found = await readDirectory(fileURLToPath(new URL('../../../../rules', import.meta.url)), extras)
  const issues = found.ok ? found.value.issues : found.issues
  if (found.ok && issues.length === 0) return found.value.files
  throw new Error(issues.map(issueLine).join('\n'))
}
