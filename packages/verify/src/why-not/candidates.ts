import {
  type DecisionDefinition,
  isCivilDate,
  type Rulebook,
  type Scalar,
  type VocabularyFact,
} from '@virtual-school/rules'
import { plusDays } from '@virtual-school/rules/internal'
import type { Search } from './problem.ts'

/** Some values of each fact, those of days and numbers in their order. */
export type Candidates = ReadonlyMap<string, readonly Scalar[]>

/** Whether the values of a fact have an order. */
export const isOrdered = (fact: VocabularyFact): boolean => fact.type === 'date' || fact.type === 'integer'

/** Lists values of a fact of which each stands for all those between it and the next. */
export const listPossibleValues = ({ start }: Search, fact: VocabularyFact, around: number): readonly Scalar[] => {
  const { rules, request, decision, given } = start
  switch (fact.type) {
    case 'boolean':
      return [true, false]
    case 'enum':
      return fact.values!.map(one => one.value)
    case 'integer':
      return Array.from({ length: fact.max! - fact.min! + 1 }, (_, i) => fact.min! + i)
    case 'date':
      return listDaysThatMatter(rules.rulebook, request.authority, decision, [request.asOf, ...given.values()], around)
  }
}

/**
 * Lists days such that every test in the rules has the same result for all days between two of them: each day that the rules
 * or the request name, with `around` neighbours on either side, since days that are chosen can be compared with one another.
 */
const listDaysThatMatter = (
  rulebook: Rulebook,
  authorityId: string,
  decision: DecisionDefinition,
  given: readonly Scalar[],
  around: number,
): readonly string[] => {
  const authority = rulebook.authorities.get(authorityId)!
  const named = new Set<string>()
  collectDays(
    [
      authority.rules
        .filter(rule => rule.events.has(decision.id))
        .map(({ conditions, firstDay, lastDay }) => ({ conditions, firstDay, lastDay })),
      [...authority.definitions.values()].map(one => one.conditions),
      decision.requirements.map(({ test }) => test),
      rulebook.facts.map(({ derived }) => derived?.from ?? derived?.cases ?? null),
      rulebook.contradictions.map(({ never }) => never),
      given,
    ],
    named,
  )
  const days = [...named].flatMap(day => Array.from({ length: 2 * around + 1 }, (_, i) => plusDays(day, i - around)))
  return [...new Set(days)].sort()
}

const collectDays = (value: unknown, into: Set<string>): void => {
  if (typeof value === 'string') {
    if (isCivilDate(value)) into.add(value)
  } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) collectDays(one, into)
}
