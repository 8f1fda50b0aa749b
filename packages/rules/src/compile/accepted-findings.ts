import type { Issue } from '../kernel/issue.ts'
import type { AcceptedFinding } from '../language/accepted-findings.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { reporter } from './conditions.ts'

/** The findings that were accepted, each once. Whether there still is such a finding is no question of the rules’ form. */
export const compileAcceptedFindings = (
  { acceptedFindings }: RuleDocuments,
  issues: Issue[],
): readonly AcceptedFinding[] => {
  if (acceptedFindings === undefined) return []
  const report = reporter(acceptedFindings.file, issues)
  const { accepted } = acceptedFindings.value
  const seen = new Set<string>()
  accepted.forEach(({ code, about }, i) => {
    const key = `${code} ${about}`
    if (seen.has(key)) report(`/accepted/${i}`, 'duplicate-name', 'This finding is already accepted. Keep one entry.')
    seen.add(key)
  })
  return accepted
}
