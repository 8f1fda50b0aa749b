import fc from 'fast-check'
import type { Scalar } from '../../src/language/condition.ts'
import type { Rules } from '../../src/rules.ts'

/** Random requests to real rules: any decision that has rules, any authority, any stretch of law, any facts. */
export interface DrawnRequest {
  readonly decision: string
  readonly authority: string
  readonly asOf: string
  readonly facts: Readonly<Record<string, Scalar | null>>
}

const days = [
  '2019-06-30',
  '2021-08-31',
  '2021-09-01',
  '2023-01-15',
  '2024-08-18',
  '2024-08-19',
  '2024-09-01',
  '2026-11-22',
]
const factDays = ['2022-08-31', '2022-09-01', '2026-02-27', '2026-11-20', '2026-11-22', '2026-11-23', '2027-01-04']

export const requestsTo = (rules: Rules): fc.Arbitrary<DrawnRequest> => {
  const decisions = [...new Set(rules.rules.map(rule => rule.decision))].sort()
  const values = (fact: Rules['facts'][number]): fc.Arbitrary<Scalar> => {
    if (fact.type === 'boolean') return fc.boolean()
    if (fact.type === 'enum') return fc.constantFrom(...fact.values!.map(one => one.value))
    if (fact.type === 'date') return fc.constantFrom(...factDays)
    return fc.integer({ min: fact.min!, max: Math.min(fact.max!, 30) })
  }
  const facts = Object.fromEntries(
    rules.facts
      .filter(fact => fact.kept)
      .map(fact => {
        const known = values(fact) as fc.Arbitrary<Scalar | null | undefined>
        const weight = fact.derived === undefined ? 6 : 2
        return [
          fact.name,
          fc.oneof(
            { weight, arbitrary: known },
            { weight: 1, arbitrary: fc.constant(null) },
            { weight: 3, arbitrary: fc.constant(undefined) },
          ),
        ]
      }),
  )
  return fc.record({
    decision: fc.constantFrom(...decisions),
    authority: fc.constantFrom(...rules.authorities.map(one => one.id)),
    asOf: fc.constantFrom(...days),
    facts: fc
      .record(facts)
      .map(
        drawn =>
          Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as Record<
            string,
            Scalar | null
          >,
      ),
  })
}
