import type { Authority, Condition, Rule, Rulebook, ScenarioCase } from '@virtual-school/rules'
import type { Change } from './mutant.ts'

/** Whether a scenario can come out otherwise for a change: false only where nothing that it asks has the change in it. */
export type Sight = (scenario: ScenarioCase) => boolean

export const sightOf = (rulebook: Rulebook, change: Change): Sight => {
  switch (change.on) {
    case 'rules':
      return rulesSight(rulebook, [...change.replaced])
    case 'requirement':
      return ({ request }) => request.decision === change.decision.id
    case 'definition': {
      const seen = decisionsNaming(rulebook, change.layer, change.definition.name)
      return ({ authority, request }) => seen.has(`${authority} ${request.decision}`)
    }
  }
}

const rulesSight = (rulebook: Rulebook, replaced: readonly (readonly [Rule, Rule])[]): Sight => {
  const rules = replaced.flat()
  const [{ decision, layer }] = rules as [Rule]
  return ({ authority, request, scenario }) =>
    request.decision === decision &&
    rulebook.authorities.get(authority)!.layers.includes(layer) &&
    rules.some(rule => mayBeInForce(rule, request.asOf, scenario.expect.cautions !== undefined))
}

/** An edition that is yet to come is told of in a caution alone. */
const mayBeInForce = ({ effective, firstDay, lastDay }: Rule, day: string, isCautionRead: boolean): boolean =>
  firstDay !== null &&
  (effective.clock !== undefined || ((isCautionRead || firstDay <= day) && (lastDay === null || day <= lastDay)))

/** `authority decision` of every question that reads a definition. */
export const decisionsNaming = (rulebook: Rulebook, layer: string, name: string): ReadonlySet<string> => {
  const among = [...rulebook.authorities.values()].filter(one => one.layers.includes(layer))
  return new Set(
    among.flatMap(authority => {
      const naming = namingOf(authority, name)
      const rules = authority.rules.filter(rule => naming(rule.conditions))
      const requiring = [...rulebook.decisions.values()].filter(one =>
        one.requirements.some(({ test }) => naming(test)),
      )
      return [...rules.map(rule => rule.decision), ...requiring.map(one => one.id)].map(id => `${authority.id} ${id}`)
    }),
  )
}

/** Whether a condition reads the definition: itself, through another, or where a reading’s alternative stands in for it. */
const namingOf = ({ definitions, readings }: Authority, wanted: string): ((condition: Condition) => boolean) => {
  const known = new Map<string, boolean>([[wanted, true]])
  const ofDefinition = (name: string): boolean => {
    const found = known.get(name)
    if (found !== undefined) return found
    const made = of(definitions.get(name)!.conditions)
    known.set(name, made)
    return made
  }
  const ofReading = (id: string | undefined): boolean =>
    id !== undefined && readings.get(id)!.alternatives.some(({ condition }) => condition !== undefined && of(condition))
  const of = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.some(of)
    if ('any' in condition) return condition.any.some(of)
    if ('not' in condition) return of(condition.not)
    return ofReading(condition.reading) || ('condition' in condition && ofDefinition(condition.condition))
  }
  return of
}
