import type { Rulebook } from '../../compile/rulebook.ts'
import { capital } from '../../kernel/words.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { forms } from '../../language/forms/forms.ts'
import type { ItemFinding, MissingFact, RequirementFinding } from '../decision.ts'

const sentence = (clause: string): string => `${capital(clause)}.`

/** What a decision found, in one plain sentence. */
export const summarize = (
  rulebook: Rulebook,
  decision: DecisionDefinition,
  answer: string | null,
  requirements: readonly RequirementFinding[],
  lists: Readonly<Record<string, readonly ItemFinding[]>>,
  missing: readonly MissingFact[],
): string => {
  if (answer === null) return summarizeUndetermined(rulebook, decision, missing)
  const position = decision.answers.findIndex(one => one.id === answer)
  const clause = decision.answers[position]!.summary
  return sentence(
    forms[decision.form].summary(clause, position, {
      unmet: () => requirements.filter(one => one.applies === 'yes' && one.status === 'unmet').map(one => one.title),
      collected: () => collectedTitles(rulebook, decision, lists[decision.collects!]!),
    }),
  )
}

const collectedTitles = (
  rulebook: Rulebook,
  decision: DecisionDefinition,
  items: readonly ItemFinding[],
): readonly string[] =>
  items
    .filter(one => one.status === 'applies')
    .map(one => (one.verb === undefined ? one.title : `${one.title} (${verbTitle(rulebook, decision, one.verb)})`))

const verbTitle = (rulebook: Rulebook, decision: DecisionDefinition, verb: string): string =>
  rulebook.lists.get(decision.collects!)!.verbs.find(one => one.id === verb)!.title

const summarizeUndetermined = (
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
