import type { ExplanationEntry, ExplanationSection, Rulebook } from '@virtual-school/rules'
import { sentence } from '@virtual-school/rules/internal'
import { dateInWords, factClause } from '@virtual-school/rules/words'
import type { Envelope } from '../model/envelope.ts'
import type { Asked, OpenedDecision, ToldFact } from './account.ts'
import { renderActor, renderClient, renderInstant } from './when-and-who.ts'

/** What was asked, and everything that was told, in the order of the vocabulary; what the vocabulary lacks comes last. */
export const buildAsked = (rulebook: Rulebook, { request, result }: OpenedDecision): Asked => {
  const placeOf = (name: string) => rulebook.factsByName.get(name)?.index ?? Number.MAX_SAFE_INTEGER
  const authority = request.authority ?? result.authority
  return {
    decision: request.decision,
    question: rulebook.decisions.get(request.decision)?.question ?? request.decision,
    authority: { id: authority, name: rulebook.authorities.get(authority)?.name ?? authority },
    asOf: request.asOf,
    facts: Object.entries(request.facts)
      .sort(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, value]) => describeFact(rulebook, name, value)),
  }
}

const describeFact = (rulebook: Rulebook, name: string, value: ToldFact['value']): ToldFact => {
  const fact = rulebook.factsByName.get(name)
  const said = value === null ? null : fact === undefined ? `${name} is ${value}` : factClause(fact, value)
  return { name, label: fact?.label ?? name, question: fact?.question ?? null, value, words: said }
}

/** The same for a person: what the computer was told, and what it was told is not known. */
export const buildAskedSections = (
  { question, asOf, authority, facts }: Asked,
  { recordedAt, client, actor, rules }: Envelope,
): readonly ExplanationSection[] => [
  {
    heading: 'The question',
    entries: [
      { lead: 'Question', text: question },
      {
        lead: 'Asked',
        text: sentence(`on ${renderInstant(recordedAt)}, ${renderActor(actor)}, ${renderClient(client)}`),
      },
      { lead: 'Whose rules', text: authority.name },
      { lead: 'The rules as they stood on', text: dateInWords(asOf) },
      ...(rules === undefined ? [] : [{ lead: 'Version of the rules', text: rules.version }]),
    ],
  },
  { heading: 'What the computer was told', entries: buildFactEntries(facts) },
]

const buildFactEntries = (facts: readonly ToldFact[]): readonly ExplanationEntry[] => {
  if (facts.length === 0) return [{ text: 'Nothing.' }]
  return facts.map(fact =>
    fact.words === null
      ? { lead: 'Asked, and not known', text: fact.question ?? fact.label }
      : { text: sentence(fact.words) },
  )
}
