import type { DecisionRequest, Rules } from '../../packages/rules/src/internal.ts'
import { createDice } from '../../packages/rules/src/interview/children.ts'

const days = [
  ...['2013-05-01', '2016-03-01', '2018-06-01', '2021-10-01', '2022-10-01', '2023-10-01', '2024-08-18', '2024-10-01'],
  ...['2026-06-28', '2026-06-29', '2026-07-20', '2026-11-22', '2026-11-22', '2026-11-22'],
]

/** Makes random requests in the vocabulary of the earlier rules, less the facts that either side refuses together. */
export const createRequests = (then: Rules, now: Rules): (() => DecisionRequest) => {
  const chance = createDice(2026)
  const anyValue = (fact: Rules['facts'][number]) => {
    if (fact.type === 'boolean') return chance(2) === 0
    if (fact.type === 'enum') return fact.values![chance(fact.values!.length)]!.value
    if (fact.type === 'date') return days[chance(days.length)]!
    return fact.min! + chance(fact.max! - fact.min! + 1)
  }
  const anyRequest = (): DecisionRequest => {
    const share = [2, 5, 9][chance(3)]!
    const facts = then.facts
      .filter(fact => fact.kept && chance(10) < share)
      .map(fact => [fact.name, chance(12) === 0 ? null : anyValue(fact)])
    return {
      decision: then.decisions[chance(then.decisions.length)]!.id,
      authority: then.authorities[chance(then.authorities.length)]!.id,
      asOf: days[chance(days.length)]!,
      facts: Object.fromEntries(facts),
    }
  }
  return () => consistent(anyRequest(), [then, now])
}

const consistent = (request: DecisionRequest, sides: readonly Rules[]): DecisionRequest => {
  const facts = { ...request.facts }
  for (let again = true; again; ) {
    const refused = sides.flatMap(rules => {
      const found = rules.evaluate({ ...request, facts, trace: 'none' })
      return 'issues' in found ? found.issues : []
    })
    const names = refused.map(issue => issue.pointer.split('/').at(-1)!).filter(name => name in facts)
    for (const name of names) delete facts[name]
    again = names.length > 0
  }
  return { ...request, facts }
}
