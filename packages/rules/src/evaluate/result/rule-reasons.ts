import { prepare } from '../../kernel/prepared.ts'
import { forces } from '../../language/rulebook.ts'
import type { EntryRules, ProgramRule, RulesBehind } from '../program/program.ts'

/** A number holds so many bits exactly. */
const bitsCount = 53

/** Which rules make an entry, a bit each, as the key of what is said of them; undefined if there are more rules than bits. */
export const rulesKey = ({ rules }: EntryRules, truths: Uint8Array): number | undefined => {
  if (rules.length > bitsCount) return undefined
  const wanted = wantedTruth(rules, truths)
  let key = 0
  for (let i = 0; i < rules.length; i += 1) key = 2 * key + (truths[rules[i]!.truth] === wanted ? 1 : 0)
  return key
}

/** The truth of the rules behind an entry: true if any holds; unknown if none is known to, so that those count that may. */
const wantedTruth = (rules: readonly ProgramRule[], truths: Uint8Array): 1 | 2 => {
  for (let i = 0; i < rules.length; i += 1) if (truths[rules[i]!.truth] === 2) return 2
  return 1
}

/** What makes an entry. */
export const rulesBehind = (entry: EntryRules, truths: Uint8Array): RulesBehind =>
  prepare(entry.behind, rulesKey(entry, truths), () => {
    const wanted = wantedTruth(entry.rules, truths)
    const among = entry.rules.filter(one => truths[one.truth] === wanted)
    return {
      because: [...new Set(among.map(one => one.rule.name))].sort(),
      force: forces.find(force => among.some(one => one.rule.force === force))!,
      rules: among,
    }
  })

/** Writes 1 into `found` at the places of the rules that make an entry. */
export const markRulesBehind = ({ rules }: EntryRules, truths: Uint8Array, found: Uint8Array): void => {
  const wanted = wantedTruth(rules, truths)
  for (let i = 0; i < rules.length; i += 1) if (truths[rules[i]!.truth] === wanted) found[rules[i]!.index] = 1
}
