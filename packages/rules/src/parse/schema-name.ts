import type { Issue } from '../kernel/issue.ts'
import type { DocumentKind } from '../language/documents.ts'
import type { RuleFile } from './rule-documents.ts'

/** By another kind’s schema an editor would complete the wrong words and mark the right ones. Wherever it lies: only its name counts. */
export const schemaIssues = ({ path, value }: RuleFile, kind: DocumentKind): readonly Issue[] => {
  const named = typeof value === 'object' && value !== null && '$schema' in value ? value.$schema : undefined
  const ending = `${kind}.schema.json`
  if (typeof named !== 'string' || named.split('/').at(-1) === ending) return []
  const suggestion = `${'../'.repeat(path.split('/').length - 1)}schema/${ending}`
  const message = `The schema of this kind of file is expected: “${suggestion}”.`
  return [{ code: 'unknown-name', pointer: '/$schema', file: path, message, suggestion }]
}
