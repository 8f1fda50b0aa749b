import { type Force, forces } from '../language/rulebook.ts'
import type { ProgramRule, Reasons } from './program.ts'

/** What stands behind an entry when every one of its rules holds: prepared, as that is the commonest case. */
export const reasonsOf = (rules: readonly ProgramRule[]): { because: readonly string[]; force: Force } => ({
  because: [...new Set(rules.map(one => one.rule.name))].sort(),
  force: forces.find(force => rules.some(one => one.rule.force === force))!,
})

/** What makes an entry: the rules that hold, or, where none is known to, those that may. */
export const behind = (entry: Reasons, truths: Uint8Array): Reasons => {
  const { rules } = entry
  let wanted = 1
  for (const one of rules) if (truths[one.truth] === 2) wanted = 2
  if (rules.every(one => truths[one.truth] === wanted)) return entry
  const holding = rules.filter(one => truths[one.truth] === wanted)
  return { rules: holding, ...reasonsOf(holding) }
}
