import type { Authority, Condition, Rule, Rulebook, UnmodelledText } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { eventsFor } from '@virtual-school/rules/internal'
import { listLeaves } from '../encode/leaves.ts'
import { bareCondition, isSame, unordered } from './plain-form.ts'

/**
 * Whether both sides put a question in the same words but for titles, notes, citations and order, so that no outcome can differ.
 * False shows nothing: the same may be said in other words.
 */
export const isSameStructure = (old: Rules, now: Rules, authority: string, decision: string): boolean =>
  isSame(plainStructure(old.rulebook, authority, decision), plainStructure(now.rulebook, authority, decision))

/** Lists the facts that a question tests, directly or through other names. */
export const listTestedFacts = (rulebook: Rulebook, authority: string, decision: string): readonly string[] =>
  listLeaves({
    rulebook,
    authority: rulebook.authorities.get(authority)!,
    decision: rulebook.decisions.get(decision)!,
  }).flatMap(({ fact, value }) => (typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]))

const plainStructure = (rulebook: Rulebook, id: string, decisionId: string) => {
  const authority = rulebook.authorities.get(id)!
  const decision = rulebook.decisions.get(decisionId)!
  const { form, answers, collects, requirements, completeFrom, proposes } = decision
  const tested = new Set(listTestedFacts(rulebook, id, decisionId))
  const rules = authority.rules.filter(rule => rule.events.has(decisionId))
  return {
    form,
    answers: answers.map(one => one.id),
    collects: collects ?? null,
    requirements: unordered(requirements.map(one => ({ id: one.id, test: bareCondition(one.test) }))),
    rules: unordered(rules.map(rule => ruleStructure(rule, decisionId))),
    texts: unordered(authority.unmodelled.filter(one => one.decisions.includes(decisionId)).map(textStructure)),
    edges: { completeFrom: completeFrom?.day ?? null, proposes: unordered(proposes ?? []) },
    definitions: plainDefinitions(authority, [
      ...rules.map(rule => rule.conditions),
      ...requirements.map(one => one.test),
    ]),
    facts: plainFacts(rulebook.facts.filter(fact => tested.has(fact.name))),
    contradictions: unordered(rulebook.contradictions.map(one => bareCondition(one.never))),
  }
}

const ruleStructure = (rule: Rule, decision: string) => {
  const { name, conditions, exceptedBy, firstDay, lastDay, effective } = rule
  return {
    name,
    events: unordered(eventsFor(rule, decision).map(event => ({ ...event, reading: null }))),
    conditions: bareCondition(conditions),
    exceptedBy: unordered(exceptedBy),
    firstDay,
    lastDay,
    clock: effective.clock ?? null,
  }
}

/** What a text can do to an answer, and to whom. */
const textStructure = ({ isNotHeld, bears, conditions, firstDay, lastDay }: UnmodelledText) => ({
  isOpen: isNotHeld || bears === 'bar',
  conditions: conditions === undefined ? null : bareCondition(conditions),
  firstDay,
  lastDay,
})

/** The definitions that the conditions reach. */
const plainDefinitions = ({ definitions }: Authority, conditions: readonly Condition[]) => {
  const names = new Set<string>()
  const walk = (condition: Condition): void => {
    if ('all' in condition) return condition.all.forEach(walk)
    if ('any' in condition) return condition.any.forEach(walk)
    if ('not' in condition) return walk(condition.not)
    if (!('condition' in condition) || names.has(condition.condition)) return
    names.add(condition.condition)
    walk(definitions.get(condition.condition)!.conditions)
  }
  conditions.forEach(walk)
  return unordered([...names].map(name => ({ name, conditions: bareCondition(definitions.get(name)!.conditions) })))
}

const plainFacts = (facts: Rulebook['facts']) =>
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
