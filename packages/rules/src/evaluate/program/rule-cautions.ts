import type { Rule, Rulebook } from '../../compile/rulebook.ts'
import { evidences } from '../../language/citation.ts'
import type { CautionCode } from '../decision.ts'

const evidenceCautions: Record<(typeof evidences)[number], CautionCode | undefined> = {
  primary: undefined,
  'superseded-version': undefined,
  restated: 'rests-on-restated-source',
  unverified: 'rests-on-unverified-source',
}

/**
 * What a reader should know before relying on a rule. Its evidence is that of its first citation, which has the words that
 * impose the duty; in rules of semantics 1 it is that of the best.
 */
export const listRuleCautions = (rulebook: Rulebook, rule: Rule): readonly CautionCode[] => {
  const evidence =
    rulebook.semantics === 1
      ? evidences.find(evidence => rule.citations.some(one => one.evidence === evidence))!
      : rule.citations[0]!.evidence
  const weak = evidenceCautions[evidence]
  const codes: CautionCode[] = [...(weak ? [weak] : []), ...rule.cautions]
  if (rule.citations.some(one => rulebook.sources.get(one.source)!.attribution === 'inferred'))
    codes.push('attribution-inferred')
  if (rule.citations.some(one => one.damaged)) codes.push('text-damaged')
  return codes
}
