import type { Authority, DecisionDefinition, VocabularyFact } from '@virtual-school/rules'
import { factValueSchema, type JsonSchema, type Rules } from '@virtual-school/rules/internal'
import { problem } from '../../http/problem.ts'
import { type RequestTarget, readQuery } from '../../http/query.ts'
import type { Reply } from '../../http/reply.ts'
import { authorityParameter, withRulesVersion } from './held.ts'
import { createReach, type ReachedNames } from './reach.ts'

/** Builds the JSON Schema of a request’s `facts`: those that matter in full; the rest of the vocabulary is allowed too. */
export const factsSchema = (matter: readonly VocabularyFact[], vocabulary: readonly VocabularyFact[]): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: Object.fromEntries(
    matter.map(fact => [
      fact.name,
      {
        title: fact.label,
        description: [fact.question, fact.help].filter(Boolean).join(' '),
        ...factValueSchema(fact),
      },
    ]),
  ),
  propertyNames: { enum: vocabulary.map(({ name }) => name) },
})

/** Rules never read a date of birth; the library derives these facts from it. */
const birthFact = 'dateOfBirth'
const madeOfBirth = ['ageYears', 'compulsorySchoolAge']

/** Lists every fact that an authority’s rules for a decision read, or any authority’s (null), in the vocabulary’s order. */
const listFactsOfDecision = (
  { rulebook }: Rules,
  decision: DecisionDefinition,
  id: string | null,
): readonly VocabularyFact[] => {
  const facts = new Set<string>()
  for (const authority of rulebook.authorities.values()) {
    if (id !== null && authority.id !== id) continue
    // A definition leads to other names under another authority, so each walk starts with none seen.
    const reached: ReachedNames = { facts, definitions: new Set() }
    const { reach, reachFact } = createReach(reached, rulebook, authority)
    for (const { test } of decision.requirements) reach(test)
    reachLaw(authority, decision.id, { reach, reachFact })
  }
  if (madeOfBirth.some(name => facts.has(name))) facts.add(birthFact)
  return rulebook.facts.filter(({ name }) => facts.has(name))
}

/** Follows an authority’s rules on a question, and the texts that bear on it, to the facts. */
const reachLaw = (
  { rules, unmodelled }: Authority,
  decision: string,
  { reach, reachFact }: ReturnType<typeof createReach>,
): void => {
  for (const rule of rules) {
    const events = rule.events.get(decision)
    if (events === undefined) continue
    reach(rule.conditions)
    if (rule.effective.clock !== undefined) reachFact(rule.effective.clock)
    for (const event of events) if (event.type === 'deadline') reachFact(event.of)
  }
  for (const { decisions, conditions } of unmodelled)
    if (conditions !== undefined && decisions.includes(decision)) reach(conditions)
}

/** Every decision. */
export const decisionsReply = (rules: Rules): Reply => withRulesVersion(rules, { decisions: rules.decisions })

/** One decision, and the facts that matter to it: under the rules of one authority, or of any. */
export const decisionReply = (rules: Rules, { params, query }: RequestTarget): Reply => {
  const read = readQuery(query, { authority: authorityParameter(rules) })
  if (!read.ok) return problem('query-refused', { issues: read.issues })
  const decision = rules.decisions.find(({ id }) => id === params.id)
  if (decision === undefined)
    return problem('not-found', {
      detail: `No decision of that name is held. Held: ${rules.decisions.map(({ id }) => id).join(', ')}.`,
    })
  const { authority = null } = read.value
  const matter = listFactsOfDecision(rules, decision, authority)
  return withRulesVersion(rules, { decision, authority, factsSchema: factsSchema(matter, rules.facts) })
}
