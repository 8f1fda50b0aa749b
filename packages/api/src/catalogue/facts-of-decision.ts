import type { DecisionDefinition, Rules, VocabularyFact } from '@virtual-school/rules'
import { type Reached, reachInto } from './reach.ts'

/** A date of birth is never tested; the library makes these of it. */
const birthFact = 'dateOfBirth'
const madeOfBirth = ['ageYears', 'compulsorySchoolAge']

/** Every fact that an authority’s rules for a decision read, or any authority’s (null), in the vocabulary’s order. */
export const factsOfDecision = (
  { rulebook }: Rules,
  decision: DecisionDefinition,
  id: string | null,
): readonly VocabularyFact[] => {
  const facts = new Set<string>()
  for (const authority of rulebook.authorities.values()) {
    if (id !== null && authority.id !== id) continue
    // What a definition leads to differs between authorities, so each walk starts with none seen.
    const reached: Reached = { facts, definitions: new Set() }
    const { reach, reachFact } = reachInto(reached, rulebook, authority)
    for (const { test } of decision.requirements) reach(test)
    for (const { conditions, effective, event } of authority.rules.filter(rule => rule.decision === decision.id)) {
      reach(conditions)
      if (effective.clock !== undefined) reachFact(effective.clock)
      if (event.type === 'deadline') reachFact(event.of)
    }
  }
  if (madeOfBirth.some(name => facts.has(name))) facts.add(birthFact)
  return rulebook.facts.filter(({ name }) => facts.has(name))
}
