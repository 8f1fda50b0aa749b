import type { Rulebook } from '../compile/rulebook.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { ItemFinding, MissingFact, RequirementFinding } from './decision.ts'

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`

/** What a decision found, in one plain sentence. */
export const summaryOf = (
  rulebook: Rulebook,
  decision: DecisionDefinition,
  answer: string | null,
  requirements: readonly RequirementFinding[],
  lists: Readonly<Record<string, readonly ItemFinding[]>>,
  missing: readonly MissingFact[],
): string => {
  if (answer === null) return undeterminedSummary(rulebook, decision, missing)
  const clause = decision.answers.find(one => one.id === answer)!.summary
  if (decision.form === 'permit' && answer === decision.answers[1]!.id) {
    const unmet = requirements.filter(one => one.applies === 'yes' && one.status === 'unmet').map(one => one.title)
    return unmet.length === 0
      ? sentence(clause)
      : sentence(`${clause}, because ${unmet.length === 1 ? 'this is' : 'these are'} not met: ${unmet.join('; ')}`)
  }
  if (decision.form === 'collect' && answer === decision.answers[0]!.id) {
    const applying = (lists[decision.collects!] ?? []).filter(one => one.status === 'applies')
    const titles = applying.map(one =>
      one.verb === undefined ? one.title : `${one.title} (${verbTitle(rulebook, decision, one.verb)})`,
    )
    return titles.length === 0 ? sentence(clause) : sentence(`${clause}: ${titles.join('; ')}`)
  }
  return sentence(clause)
}

const verbTitle = (rulebook: Rulebook, decision: DecisionDefinition, verb: string): string =>
  rulebook.lists.get(decision.collects!)!.verbs.find(one => one.id === verb)!.title

const undeterminedSummary = (
  rulebook: Rulebook,
  decision: DecisionDefinition,
  missing: readonly MissingFact[],
): string => {
  const asked = missing.filter(one => one.for === 'answer')
  const labels = asked.slice(0, 3).map(one => rulebook.factsByName.get(one.fact)!.label)
  const parts = asked.length > 3 ? [...labels, `${asked.length - 3} more`] : labels
  const turnsOn = parts.length > 1 ? `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1)}` : parts.join()
  return sentence(`it cannot yet be said ${decision.unknownSummary}${turnsOn === '' ? '' : `; it turns on ${turnsOn}`}`)
}
