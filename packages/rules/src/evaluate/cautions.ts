import type { Rule, Rulebook } from '../compile/rulebook.ts'
import { evidences } from '../language/citation.ts'
import type { Caution, CautionCode } from './decision.ts'

const evidenceCautions: Record<(typeof evidences)[number], CautionCode | undefined> = {
  primary: undefined,
  restated: 'rests-on-restated-source',
  unverified: 'rests-on-unverified-source',
}

const cautionsOfRule = new WeakMap<Rule, readonly CautionCode[]>()

/** What a reader should know before relying on a rule. Its evidence is that of its best citation. */
const cautionsFrom = (rulebook: Rulebook, rule: Rule): readonly CautionCode[] => {
  const known = cautionsOfRule.get(rule)
  if (known) return known
  const best = evidences.find(evidence => rule.citations.some(one => one.evidence === evidence))!
  const weak = evidenceCautions[best]
  const codes: CautionCode[] = [...(weak ? [weak] : []), ...rule.cautions]
  if (rule.citations.some(one => rulebook.sources.get(one.source)!.attribution === 'inferred')) codes.push('attribution-inferred')
  if (rule.citations.some(one => one.damaged)) codes.push('text-damaged')
  cautionsOfRule.set(rule, codes)
  return codes
}

/** The cautions of all the rules that a decision rests on, and `early`: those that only their date keeps from restricting. */
export const cautionsOf = (rulebook: Rulebook, restsOn: readonly Rule[], early: readonly Rule[]): readonly Caution[] => {
  const found = new Map<CautionCode, Set<string>>()
  const add = (code: CautionCode, name: string) => {
    const names = found.get(code)
    if (names) names.add(name)
    else found.set(code, new Set([name]))
  }
  for (const rule of restsOn) for (const code of cautionsFrom(rulebook, rule)) add(code, rule.name)
  for (const rule of early) add('before-first-edition', rule.name)
  if (found.size === 0) return []
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, names]) => ({ code, because: [...names].sort() }))
}
