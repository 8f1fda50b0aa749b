import { forces } from '../language/rulebook.ts'
import { variant } from './prepared.ts'
import type { ProgramRule, Reasons, RulesBehind } from './program.ts'

/** What stands behind an entry: its rules, and room for what is said where some of them hold. */
export const reasonsOf = (rules: readonly ProgramRule[]): Reasons => ({ rules, behind: new Map() })

/** More rules than these have more constellations than a number can tell apart. */
const rulesToldApartCount = 48

/**
 * Which rules make an entry, as a number, to keep by it what is said of them; undefined where they are too many for that.
 * `state`, below 6, is what else the entry's finding depends on.
 */
export const variantKey = ({ rules }: Reasons, truths: Uint8Array, state: number): number | undefined => {
  if (rules.length > rulesToldApartCount) return undefined
  const wanted = wantedOf(rules, truths)
  let key = 0
  for (let i = 0; i < rules.length; i += 1) key = key * 2 + (truths[rules[i]!.truth] === wanted ? 1 : 0)
  return key * 6 + state
}

/** The rules that hold, or, where none is known to, those that may. */
const wantedOf = (rules: readonly ProgramRule[], truths: Uint8Array): 1 | 2 => {
  for (let i = 0; i < rules.length; i += 1) if (truths[rules[i]!.truth] === 2) return 2
  return 1
}

/** What makes an entry. */
export const behind = (entry: Reasons, truths: Uint8Array): RulesBehind =>
  variant(entry.behind, variantKey(entry, truths, 0), () => {
    const wanted = wantedOf(entry.rules, truths)
    const among = entry.rules.filter(one => truths[one.truth] === wanted)
    return {
      because: [...new Set(among.map(one => one.rule.name))].sort(),
      force: forces.find(force => among.some(one => one.rule.force === force))!,
    }
  })

/** Writes 1 into `found` at the places of the rules that make an entry. */
export const markBehind = ({ rules }: Reasons, truths: Uint8Array, found: Uint8Array): void => {
  const wanted = wantedOf(rules, truths)
  for (let i = 0; i < rules.length; i += 1) if (truths[rules[i]!.truth] === wanted) found[rules[i]!.index] = 1
}
