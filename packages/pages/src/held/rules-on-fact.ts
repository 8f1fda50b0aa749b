import type { Rule, Rulebook } from '@virtual-school/rules'
import { eventsFor, listDerivingConditions, listFactNames, listParts } from '@virtual-school/rules/internal'
import { isInForceOn } from './in-force.ts'

type Condition = Rule['conditions']

/** The rules of a question that turn on a fact, in force on its day, by their own conditions or by what they follow from. */
export const rulesOnFact = (
  rulebook: Rulebook,
  { decision, authority, asOf }: { readonly decision: string; readonly authority: string; readonly asOf: string },
  fact: string,
): readonly Rule[] => {
  const { rules, definitions } = rulebook.authorities.get(authority)!
  const seen = new Map<Condition, boolean>()
  const turnsOn = (condition: Condition): boolean => {
    const known = seen.get(condition)
    if (known !== undefined) return known
    seen.set(condition, false)
    const found =
      listFactNames(condition).some(name => name === fact || followsFromIt(name)) ||
      listParts(condition).some(part => 'condition' in part && turnsOn(definitions.get(part.condition)!.conditions))
    seen.set(condition, found)
    return found
  }
  const followsFromIt = (name: string): boolean => listDerivingConditions(rulebook.factsByName.get(name)!).some(turnsOn)
  const { requirements } = rulebook.decisions.get(decision)!
  const isAbout = (rule: Rule): boolean =>
    turnsOn(rule.conditions) ||
    eventsFor(rule, decision).some(
      event => event.type === 'require' && turnsOn(requirements.find(one => one.id === event.requirement)!.test),
    )
  return rules.filter(rule => rule.events.has(decision) && isInForceOn(rule, asOf) && isAbout(rule))
}
