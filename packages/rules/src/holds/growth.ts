import { listFactNames } from '../compile/conditions.ts'
import { listDerivingConditions } from '../compile/derivations.ts'
import type { Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import type { DecisionRequest } from '../evaluate/decision.ts'
import { checkRequest } from '../evaluate/evaluate.ts'
import { parseRequest } from '../evaluate/request/parse-request.ts'
import { ageFact, ageInYears, birthFact, schoolAgeFact, yearGroupFact } from '../kernel/birth.ts'
import { type CivilDate, plusDays } from '../kernel/dates.ts'
import type { Scalar } from '../language/values.ts'

/** A fact that does not stay as it was given, since the child grows older. */
export interface GrowingFact {
  readonly name: string
  /** Whether there is one value for each day. If not, nobody can say when it changes. */
  readonly isSure: boolean
  /** The values that it can have on a day; undefined: it follows from the date of birth, so that none need be given. */
  readonly valuesOn: (day: CivilDate) => readonly (Scalar | null | undefined)[]
}

/** A request, and what of it changes as time passes. */
export interface GrowingCase {
  readonly rulebook: Rulebook
  readonly request: DecisionRequest
  readonly birth: CivilDate | undefined
  readonly growing: readonly GrowingFact[]
}

/** What of a request grows with the child. The request is known to be sound. */
export const createGrowingCase = (rulebook: Rulebook, request: DecisionRequest): GrowingCase => {
  const { facts } = request
  const known = facts[birthFact]
  const birth = typeof known === 'string' ? known : undefined
  const given = rulebook.facts.filter(({ name, derived }) => facts[name] != null && derived !== undefined)
  const growing = [
    ...(typeof facts[ageFact] === 'number' ? [ageOf(request, facts[ageFact], birth)] : []),
    ...(typeof facts[yearGroupFact] === 'number' ? [yearGroupOf(rulebook, request, facts[yearGroupFact], birth)] : []),
    ...given.flatMap(fact => derivedOf(rulebook, request, fact) ?? []),
  ]
  return { rulebook, request, birth, growing }
}

/** An age without a date of birth: the birthday may be any day of the year, and is the same every year. */
const ageOf = ({ asOf }: DecisionRequest, age: number, birth: CivilDate | undefined): GrowingFact => {
  if (birth !== undefined) return { name: ageFact, isSure: true, valuesOn: () => [undefined] }
  const valuesOn = (day: CivilDate) => {
    const least = age + ageInYears(asOf, day)
    return day.slice(5) === asOf.slice(5) ? [least] : [least, least + 1]
  }
  return { name: ageFact, isSure: false, valuesOn }
}

/** With a date of birth the child is taken to go up each September; else it may go up or stay. After the last year none is known. */
const yearGroupOf = (
  rulebook: Rulebook,
  { asOf }: DecisionRequest,
  group: number,
  birth: CivilDate | undefined,
): GrowingFact => {
  const last = rulebook.factsByName.get(yearGroupFact)!.max!
  const within = (value: number) => (value > last ? null : value)
  const valuesOn = (day: CivilDate) => {
    const count = countSeptembers(asOf, day)
    if (birth !== undefined) return [within(group + count)]
    return [...new Set(Array.from({ length: count + 1 }, (_, i) => within(group + i)))]
  }
  return { name: yearGroupFact, isSure: birth !== undefined, valuesOn }
}

/** How often 1 September came after a day, up to another. */
const countSeptembers = (from: CivilDate, to: CivilDate): number => schoolYearOf(to) - schoolYearOf(from)
const schoolYearOf = (day: CivilDate): number => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)

/** A yes or no, or a word, that would follow from what grows and was given itself; undefined if nothing that grows is behind it. */
const derivedOf = (rulebook: Rulebook, request: DecisionRequest, fact: VocabularyFact): GrowingFact | undefined => {
  const { name } = fact
  const value = request.facts[name]!
  const behind = listBehind(rulebook, fact)
  const isAged = name === schoolAgeFact || behind.has(ageFact) || behind.has(schoolAgeFact)
  if (!isAged && !behind.has(yearGroupFact)) return undefined
  if (name === schoolAgeFact && birthSays(rulebook, request) === value)
    return { name, isSure: true, valuesOn: () => [undefined] }
  const all = fact.type === 'boolean' ? [true, false] : fact.values!.map(one => one.value)
  const canChange = (day: CivilDate) => (isAged ? day > request.asOf : countSeptembers(request.asOf, day) > 0)
  return { name, isSure: false, valuesOn: day => (canChange(day) ? all : [value]) }
}

/** The facts from which a fact would follow, and those behind these. */
const listBehind = ({ factsByName }: Rulebook, fact: VocabularyFact): ReadonlySet<string> => {
  const found = new Set<string>()
  const read = (one: VocabularyFact): void => {
    for (const name of listDerivingConditions(one).flatMap(listFactNames)) {
      if (found.has(name)) continue
      found.add(name)
      read(factsByName.get(name)!)
    }
  }
  read(fact)
  return found
}

/** What the date of birth says of compulsory school age on the day of a request; undefined if nothing. */
const birthSays = (rulebook: Rulebook, request: DecisionRequest): Scalar | null | undefined => {
  if (typeof request.facts[birthFact] !== 'string') return undefined
  const parsed = parseRequest(rulebook, { ...request, facts: { ...request.facts, [schoolAgeFact]: undefined } })
  return parsed.ok ? parsed.value.values[rulebook.factsByName.get(schoolAgeFact)!.index] : undefined
}

/** What the request can be on a later day: one request, or one for each way in which the child can have grown. */
export const requestsOn = (about: GrowingCase, day: CivilDate): readonly DecisionRequest[] => {
  const grown = about.growing.reduce<readonly DecisionRequest['facts'][]>(
    (ways, { name, valuesOn }) => ways.flatMap(way => valuesOn(day).map(value => withFact(way, name, value))),
    [{}],
  )
  const requestWith = (facts: DecisionRequest['facts']) => ({
    ...about.request,
    asOf: day,
    trace: 'none' as const,
    facts,
  })
  const steady = about.growing.reduce((facts, { name }) => withFact(facts, name, undefined), about.request.facts)
  const isPossible = (way: DecisionRequest['facts']) =>
    !checkRequest(about.rulebook, requestWith(withFact(way, birthFact, about.birth))).some(isContradiction)
  const possible = grown.length > 1 ? grown.filter(isPossible) : grown
  return (possible.length > 0 ? possible : grown).map(way => requestWith({ ...steady, ...way }))
}

const isContradiction = ({ code }: { readonly code: string }): boolean => code === 'contradiction'

/** Facts with another value of one of them; undefined takes it out. */
const withFact = (
  facts: DecisionRequest['facts'],
  name: string,
  value: Scalar | null | undefined,
): DecisionRequest['facts'] => {
  const { [name]: _, ...rest } = facts
  return value === undefined ? rest : { ...rest, [name]: value }
}

/** The request on the day before, grown the same way as far as nobody can say when it grows. */
export const requestBefore = ({ growing }: GrowingCase, after: DecisionRequest): DecisionRequest => {
  const asOf = plusDays(after.asOf, -1)
  const facts = growing
    .filter(one => one.isSure)
    .reduce((known, { name, valuesOn }) => withFact(known, name, valuesOn(asOf)[0]), after.facts)
  return { ...after, asOf, facts }
}
