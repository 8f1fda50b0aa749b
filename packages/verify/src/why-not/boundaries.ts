import { type DecisionDefinition, isCivilDate, plusDays, type Rulebook, type Scalar } from '@virtual-school/rules'

/**
 * Days such that every test in the rules comes out the same for all days between two of them: each day that the rules or the
 * request name, with its neighbours. Days to be chosen may be compared with one another, hence as many as `around`.
 */
export const daysThatMatter = (
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
        .filter(rule => rule.decision === decision.id)
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
