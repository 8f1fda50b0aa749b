import type { Authority, Rule, Rulebook, Rules } from '@virtual-school/rules'
import { bareCondition, isSame, unordered } from './plain-form.ts'

/**
 * Whether both sides say a question in the same words but for titles, notes, citations and order, so that nothing can come out
 * otherwise. Where it is false nothing is shown: the same may be said in other words.
 */
export const isSameStructure = (old: Rules, now: Rules, authority: string, decision: string): boolean =>
  isSame(structureOf(old.rulebook, authority, decision), structureOf(now.rulebook, authority, decision))

const structureOf = (rulebook: Rulebook, id: string, decisionId: string) => {
  const authority = rulebook.authorities.get(id)!
  const { form, answers, collects, requirements } = rulebook.decisions.get(decisionId)!
  return {
    form,
    answers: answers.map(one => one.id),
    collects: collects ?? null,
    requirements: unordered(requirements.map(one => ({ id: one.id, test: bareCondition(one.test) }))),
    rules: unordered(authority.rules.filter(rule => rule.decision === decisionId).map(ruleStructure)),
    definitions: definitionsOf(authority),
    facts: factsOf(rulebook),
    contradictions: unordered(rulebook.contradictions.map(one => bareCondition(one.never))),
  }
}

const ruleStructure = ({ name, event, conditions, exceptedBy, firstDay, lastDay, effective }: Rule) => ({
  name,
  event: { ...event, reading: null },
  conditions: bareCondition(conditions),
  exceptedBy: unordered(exceptedBy),
  firstDay,
  lastDay,
  clock: effective.clock ?? null,
})

const definitionsOf = ({ definitions }: Authority) =>
  unordered([...definitions.values()].map(one => ({ name: one.name, conditions: bareCondition(one.conditions) })))

const factsOf = ({ facts }: Rulebook) =>
  unordered(
    facts.map(({ name, type, min, max, values, derived }) => ({
      name,
      type,
      min: min ?? null,
      max: max ?? null,
      values: unordered(values?.map(one => one.value) ?? []),
      from: derived?.from === undefined ? null : bareCondition(derived.from),
      cases: derived?.cases?.map(one => ({ value: one.value, when: bareCondition(one.when) })) ?? [],
    })),
  )
