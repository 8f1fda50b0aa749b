import type { Refusal, Scalar } from '../../src/index.ts'
import type { Answer, DecisionRequest, Rules } from '../../src/internal.ts'
import { ageInYears, isOfCompulsorySchoolAge, mayBeOfCompulsorySchoolAge } from '../../src/kernel/birth.ts'
import { plusDays } from '../../src/kernel/dates.ts'

type Facts = DecisionRequest['facts']
type Way = readonly [fact: string, values: readonly (Scalar | null)[]]

/** What is said of a request on a day: an answer that is possible each, or nothing if it is refused. */
const saidOf = (found: Answer | Refusal): string => ('issues' in found ? 'refused' : found.possibleAnswers.join())

/** Everything that can be said on a later day, whichever way the child grew older. */
export const saidOn = (rules: Rules, request: DecisionRequest, day: string): ReadonlySet<string> => {
  const ways = growths(rules, request, day)
  const grown = ways.reduce<Facts[]>(
    (all, [fact, values]) => all.flatMap(facts => values.map(value => ({ ...facts, [fact]: value }))),
    [{}],
  )
  const { dateOfBirth } = request.facts
  const alone = (facts: Facts) =>
    rules.parseRequest({ ...request, asOf: day, facts: dateOfBirth == null ? facts : { ...facts, dateOfBirth } })
  const isPossible = (facts: Facts): boolean => {
    const read = alone(facts)
    return read.ok || !read.issues.some(one => one.code === 'contradiction')
  }
  const possible = grown.length > 1 ? grown.filter(isPossible) : grown
  const all = possible.length > 0 ? possible : grown
  const steady = Object.fromEntries(Object.entries(request.facts).filter(([name]) => !leftOut(request, name)))
  return new Set(all.map(facts => saidOf(rules.answer({ ...request, asOf: day, facts: { ...steady, ...facts } }))))
}

/** What a date of birth says better on a later day. */
const leftOut = ({ asOf, facts }: DecisionRequest, name: string): boolean => {
  const birth = facts.dateOfBirth
  if (typeof birth !== 'string' || facts[name] === null) return false
  return name === 'ageYears' || (name === 'compulsorySchoolAge' && facts[name] === schoolAge(birth, asOf))
}

const schoolAge = (birth: string, asOf: string): boolean | undefined =>
  mayBeOfCompulsorySchoolAge(birth, asOf) ? undefined : isOfCompulsorySchoolAge(birth, asOf)

const growths = (rules: Rules, request: DecisionRequest, day: string): readonly Way[] => {
  const { asOf, facts } = request
  const birth = facts.dateOfBirth
  const { ageYears: age, yearGroup: group, compulsorySchoolAge, inKeyStage4 } = facts
  const septembers = listSeptembers(asOf, day).length
  const last = rules.rulebook.factsByName.get('yearGroup')?.max ?? 0
  const groupAfter = (count: number) => (Number(group) + count > last ? null : Number(group) + count)
  const ways: Way[] = []
  if (typeof age === 'number' && typeof birth !== 'string') {
    ways.push(['ageYears', [...new Set(birthsOf(age, asOf).map(one => ageInYears(one, day)))]])
  }
  if (typeof group === 'number') {
    const counts = typeof birth === 'string' ? [septembers] : Array.from({ length: septembers + 1 }, (_, i) => i)
    ways.push(['yearGroup', [...new Set(counts.map(groupAfter))]])
  }
  if (typeof compulsorySchoolAge === 'boolean' && !leftOut(request, 'compulsorySchoolAge'))
    ways.push(['compulsorySchoolAge', [true, false]])
  if (typeof inKeyStage4 === 'boolean') ways.push(['inKeyStage4', septembers > 0 ? [true, false] : [inKeyStage4]])
  return ways
}

const listSeptembers = (after: string, to: string): readonly string[] => {
  const [first, last] = [Number(after.slice(0, 4)), Number(to.slice(0, 4))]
  const all = Array.from({ length: last - first + 1 }, (_, i) => `${first + i}-09-01`)
  return all.filter(one => one > after && one <= to)
}

const found = new Map<string, readonly string[]>()

/** Every day on which somebody can be born who has this age on a day. */
const birthsOf = (age: number, on: string): readonly string[] => {
  const key = `${age} ${on}`
  const births = found.get(key) ?? listBirths(age, on)
  found.set(key, births)
  return births
}

const listBirths = (age: number, on: string): readonly string[] => {
  const days: string[] = []
  for (let day = plusDays(on, -366 * (age + 1) - 3); day <= on; day = plusDays(day, 1))
    if (ageInYears(day, on) === age) days.push(day)
  return days
}
