import type { Rulebook } from '../../compile/rulebook.ts'
import { capital } from '../../kernel/words.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { forms } from '../../language/forms/forms.ts'
import type { ItemFinding, MissingFact, RequirementFinding } from '../decision.ts'
import type { Program, ProgramText } from '../program/program.ts'

const sentence = (clause: string): string => `${capital(clause)}.`

/** What a decision found, of which its summary speaks. */
interface Found {
  readonly answer: string | null
  readonly requirements: readonly RequirementFinding[]
  readonly lists: Readonly<Record<string, readonly ItemFinding[]>>
  readonly missing: readonly MissingFact[]
  readonly texts: readonly ProgramText[]
}

/** What a decision found, in one plain sentence. */
export const summarize = (rulebook: Rulebook, program: Program, found: Found): string => {
  const { decision } = program
  const { answer, requirements, lists } = found
  if (answer === null) return summarizeUndetermined(rulebook, program, found)
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

/** What it turns on: up to three facts, and law that is not held. */
const summarizeUndetermined = (
  rulebook: Rulebook,
  { decision, isIncomplete }: Program,
  { missing, texts }: Found,
): string => {
  const asked = missing.filter(one => one.for === 'answer')
  const labels = asked.slice(0, 3).map(one => rulebook.factsByName.get(one.fact)!.label)
  const isLawOpen = isIncomplete || texts.some(one => one.isBlocking)
  const parts = [
    ...labels,
    ...(asked.length > 3 ? [`${asked.length - 3} more`] : []),
    ...(isLawOpen ? ['law or guidance that is not held here'] : []),
  ]
  const turnsOn = parts.length > 1 ? `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1)}` : parts.join()
  return sentence(`it cannot yet be said ${decision.unknownSummary}${turnsOn === '' ? '' : `; it turns on ${turnsOn}`}`)
}
