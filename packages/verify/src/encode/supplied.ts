import type { Rulebook } from '@virtual-school/rules'
import { listTelling, proposedFact, schoolYearsHeld, summerOf } from '@virtual-school/rules/internal'
import { and, atMost, equal, int, ite, or, type Term } from '../smt/terms.ts'
import { dayNumber } from './days.ts'
import type { DecisionQuestion } from './question-terms.ts'
import { type Codes, type FactTerms, type RequestTerms, valueTerm } from './request.ts'
import type { Script } from './script.ts'

/** Facts that nobody need give: what follows from the day, and the action that the question is about. Said again, not taken from the library. */
export const encodeSupplied = (
  script: Script,
  codes: Codes,
  question: DecisionQuestion,
  request: RequestTerms,
): ReadonlyMap<string, FactTerms> => {
  const { rulebook } = question
  const calendar = encodeCalendar(script, rulebook, request.asOf)
  const proposed = rulebook.semantics === 1 ? undefined : proposedAction(script, codes, question, request)
  return new Map([...calendar, ...(proposed === undefined ? [] : [[proposedFact, proposed] as const])])
}

/** What follows from the day alone. */
export const encodeCalendar = (script: Script, rulebook: Rulebook, asOf: Term): readonly [string, FactTerms][] =>
  rulebook.facts.flatMap(({ name, given }): [string, FactTerms][] => {
    if (given === undefined) return []
    if (rulebook.semantics === 1) return [[name, notKnown]]
    return [[name, given === 'calendar' ? betweenSchoolYears(script, asOf) : onDays(asOf, given)]]
  })

/** A fact that is supposed to be known keeps the value that is supposed; what was supplied stands in the place of what was unknown. */
export const withSuppliedTerms = (
  facts: ReadonlyMap<string, FactTerms>,
  given: ReadonlyMap<string, FactTerms>,
  supplied: ReadonlyMap<string, FactTerms>,
): ReadonlyMap<string, FactTerms> => {
  const all = new Map(facts)
  for (const [name, terms] of supplied) if (facts.get(name) === given.get(name)) all.set(name, terms)
  return all
}

const notKnown: FactTerms = { known: 'false', value: 'false' }

const onDays = (asOf: Term, { from, to }: { readonly from: string; readonly to: string }): FactTerms => ({
  known: 'true',
  value: and(atMost(int(dayNumber(from)), asOf), atMost(asOf, int(dayNumber(to)))),
})

const betweenSchoolYears = (script: Script, asOf: Term): FactTerms => {
  const within = (first: string, last: string): Term =>
    and(atMost(int(dayNumber(first)), asOf), atMost(asOf, int(dayNumber(last))))
  const { first, last } = schoolYearsHeld
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const summers = years.map(summerOf).map(summer => within(summer.first, summer.last))
  return { known: script.name(within(`${first}-01-01`, `${last}-12-31`)), value: script.name(or(...summers)) }
}

/** The only action of the question; or the one that another fact tells, if that is given. */
const proposedAction = (
  script: Script,
  codes: Codes,
  { rulebook, decision: { proposes } }: DecisionQuestion,
  { facts }: RequestTerms,
): FactTerms | undefined => {
  const fact = rulebook.factsByName.get(proposedFact)
  if (fact === undefined || proposes === undefined) return undefined
  const given = facts.get(proposedFact)!
  const [only, ...others] = proposes
  if (others.length === 0) return { known: 'true', value: ite(given.known, given.value, valueTerm(codes, fact, only!)) }
  const telling = listTelling(rulebook)
    .filter(one => proposes.includes(one.proposed))
    .map(one => {
      const { known, value } = facts.get(one.name)!
      const told = rulebook.factsByName.get(one.name)!
      return { is: and(known, equal(value, valueTerm(codes, told, one.value))), proposed: one.proposed }
    })
  const value = telling.reduceRight(
    (otherwise, one) => ite(one.is, valueTerm(codes, fact, one.proposed), otherwise),
    given.value,
  )
  return {
    known: script.name(or(given.known, ...telling.map(one => one.is))),
    value: ite(given.known, given.value, value),
  }
}
