import type { Rulebook, Scalar } from '@virtual-school/rules'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { listed, plusDays } from '@virtual-school/rules/internal'
import { dateInWords, factClause } from '@virtual-school/rules/words'

/** A whole request. */
export type WitnessCase = Required<Pick<DecisionRequest, 'decision' | 'authority' | 'asOf' | 'facts'>>

/** A case that shows what a finding says, in plain English and as a request. */
export interface Witness {
  readonly text: string
  readonly case: WitnessCase
}

/** As `shrink`, for several cases: what is done to the first is done to all. */
export const shrinkAll = (
  rulebook: Rulebook,
  found: readonly WitnessCase[],
  holds: (tried: readonly WitnessCase[]) => boolean,
): readonly WitnessCase[] => {
  const [first, ...others] = found
  const alongside = (tried: WitnessCase): readonly WitnessCase[] => [
    tried,
    ...others.map(other => ({ ...other, asOf: tried.asOf, facts: follow(other.facts, first!.facts, tried.facts) })),
  ]
  const shrunk = shrink(rulebook, first!, one => holds(alongside(one)))
  return alongside(shrunk)
}

type Facts = WitnessCase['facts']
/** Facts that were alike stay alike. */
const follow = (other: Facts, first: Facts, tried: Facts): Facts =>
  Object.fromEntries(
    Object.entries(other).flatMap(([name, value]) =>
      value !== first[name] ? [[name, value]] : name in tried ? [[name, tried[name]!]] : [],
    ),
  )

/** Makes a case smaller while `holds`: `asOf` becomes the latest day of a change of the law, and each fact is left out, or dated near that day. */
export const shrink = (rulebook: Rulebook, found: WitnessCase, holds: (tried: WitnessCase) => boolean): WitnessCase => {
  const onDay = listChangeDates(rulebook, found)
    .map(asOf => ({ ...found, asOf }))
    .find(holds)
  let best = onDay ?? found
  for (const [name, value] of Object.entries(best.facts)) {
    const others = Object.entries(best.facts).filter(([other]) => other !== name)
    const without = { ...best, facts: Object.fromEntries(others) }
    const near = listNearDays(best, rulebook, name, value).map(day => ({
      ...best,
      facts: { ...best.facts, [name]: day },
    }))
    best = [without, ...near].find(holds) ?? best
  }
  return best
}

const listChangeDates = ({ authorities }: Rulebook, { authority, decision }: WitnessCase): readonly string[] => {
  const rules = authorities.get(authority)!.rules.filter(rule => rule.events.has(decision))
  const days = rules.flatMap(({ firstDay, lastDay }) => [firstDay ?? [], lastDay ?? []].flat())
  return [...new Set(days)].sort().reverse()
}

const listNearDays = ({ asOf }: WitnessCase, { factsByName }: Rulebook, name: string, value: Scalar | null) =>
  factsByName.get(name)?.type === 'date' && value !== null ? [0, -1, 1, -30, 30].map(days => plusDays(asOf, days)) : []

/** “On 19 August 2024, by the rules of Luton: the child is looked after and the child’s age is 14. Nothing else is known.” */
export const caseInWords = (
  { authorities, factsByName }: Rulebook,
  { authority, asOf, facts }: WitnessCase,
): string => {
  const clauses = Object.entries(facts).flatMap(([name, value]) =>
    value === null ? [] : [factClause(factsByName.get(name)!, value)],
  )
  const lead = `On ${dateInWords(asOf)}, by the rules of ${authorities.get(authority)!.name}`
  return clauses.length === 0
    ? `${lead}: nothing is known.`
    : `${lead}: ${listed(clauses, 'and')}. Nothing else is known.`
}

/** A case with its words. */
export const buildWitness = (rulebook: Rulebook, found: WitnessCase): Witness => ({
  text: caseInWords(rulebook, found),
  case: found,
})
