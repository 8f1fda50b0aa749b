import fc from 'fast-check'
import { contradictionsOf } from '../../src/compile/questions.ts'
import { truthIn } from '../../src/evaluate/reference/truth.ts'
import type { Scalar } from '../../src/index.ts'
import type { DecisionRequest, Rules } from '../../src/internal.ts'
import { plusDays } from '../../src/kernel/dates.ts'
import { boundariesOf } from './boundaries.ts'

export type Facts = Readonly<Record<string, Scalar | null>>
export type FullRequest = Required<Pick<DecisionRequest, 'decision' | 'authority' | 'asOf'>> & { readonly facts: Facts }

/** Ordinary days besides those that the rules name: leap days, ends of months, before, within and after the bank holidays held. */
const ordinaryDays = [
  '2016-02-29',
  '2024-02-29',
  '2026-01-31',
  '2026-11-20',
  '2026-11-22',
  '2026-12-24',
  '2028-12-29',
  '2031-05-05',
]

/** Every day on which the law of some question turns, the day before each, and some others. */
const turningDays = ({ rules }: Rules): readonly string[] => {
  const turns = rules.flatMap(({ firstDay, lastDay }) =>
    [firstDay ?? [], lastDay === null ? [] : plusDays(lastDay, 1)].flat(),
  )
  return [
    ...new Set([...turns, ...turns.map(day => plusDays(day, -1)), '2015-06-30', '2026-11-22', '2040-01-01']),
  ].sort()
}

/** Facts without those that contradict others, or the question: of each contradiction the first that was given is left out. */
const consistent = ({ rulebook }: Rules, facts: Facts, decision: string): Facts => {
  const left = { ...facts }
  const contradictions = contradictionsOf(rulebook, rulebook.decisions.get(decision)!)
  if (typeof left.dateOfBirth === 'string') delete left.ageYears
  for (let again = true; again; ) {
    const found = contradictions.find(one => truthIn(rulebook, left, one.never) === 2)
    const given = found?.facts.find(name => left[name] != null)
    again = given !== undefined
    if (given !== undefined) delete left[given]
  }
  return left
}

/** A fact known, asked but not known, or not asked; `weight` says how often the first. */
const factOf = ({ name, type, kept, derived }: Rules['facts'][number], values: readonly Scalar[], weight: number) => {
  const isRare = !kept || derived !== undefined
  // Most requirements ask for a yes: with as many noes nothing would ever be permitted.
  const likely = type === 'boolean' && weight > 9 ? [true, true, true, true, false] : values
  const known = fc.constantFrom<Scalar>(...(type === 'date' ? [...values, ...ordinaryDays] : likely))
  return [
    name,
    fc.oneof(
      { weight: isRare ? Math.ceil(weight / 4) : weight, arbitrary: known as fc.Arbitrary<Scalar | null | undefined> },
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: isRare ? 6 : 2, arbitrary: fc.constant(undefined) },
    ),
  ] as const
}

/**
 * Random requests to rules as they are: any decision that has rules, any authority, any stretch of law; of the vocabulary
 * few, half or most facts known, the others unknown in both ways; one in eight may contradict itself.
 */
export const requestsTo = (rules: Rules): fc.Arbitrary<FullRequest> => {
  const { valuesOf } = boundariesOf(rules)
  const decisions = [...new Set(rules.rules.flatMap(rule => [...rule.events.keys()]))].sort()
  const knownFacts = (weight: number) =>
    fc.record(
      Object.fromEntries(
        rules.facts.filter(fact => fact.given === undefined).map(fact => factOf(fact, valuesOf(fact.name), weight)),
      ),
    )
  return fc
    .record({
      decision: fc.constantFrom(...decisions),
      authority: fc.constantFrom(...rules.authorities.map(one => one.id)),
      asOf: fc.constantFrom(...turningDays(rules)),
      facts: fc.oneof(knownFacts(1), knownFacts(3), knownFacts(24)),
      ageDays: fc.integer({ min: -1, max: 9600 }),
      isRaw: fc.integer({ min: 0, max: 7 }).map(one => one === 7),
    })
    .map(({ isRaw, ageDays, facts, ...rest }) => {
      const named = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
      if (typeof named.dateOfBirth === 'string') named.dateOfBirth = plusDays(rest.asOf, -ageDays)
      return { ...rest, facts: isRaw ? (named as Facts) : consistent(rules, named as Facts, rest.decision) }
    })
}
