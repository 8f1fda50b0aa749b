import type { Rule, Rulebook, ScenarioCase } from '@virtual-school/rules'
import { touchedBy } from './changed.ts'
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
      const seen = new Set(touchedBy(rulebook, change).map(one => `${one.authority} ${one.decision}`))
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
