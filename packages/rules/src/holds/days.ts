import type { Authority, Rulebook } from '../compile/rulebook.ts'
import { listChangeDates } from '../evaluate/program/law-of-day.ts'
import { firstSchoolDay, schoolYearsHeld, summerOf } from '../kernel/birth.ts'
import { birthday, type CivilDate, isCivilDate, plusDays, plusMonths } from '../kernel/dates.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { GrowingCase } from './growth.ts'

/** Longer than from birth to the last age that a rule speaks of. */
const yearsAheadCount = 30

/** The last day that is looked at. */
export const lastDayLookedAt = (asOf: CivilDate): CivilDate => plusMonths(asOf, 12 * yearsAheadCount)

/** Every later day on which the answer to a request can become another, ascending: nothing changes between two of them. */
export const listDays = (
  about: GrowingCase,
  authority: Authority,
  decision: DecisionDefinition,
): readonly CivilDate[] => {
  const { asOf } = about.request
  const last = lastDayLookedAt(asOf)
  const count = Number(last.slice(0, 4)) - Number(asOf.slice(0, 4)) + 1
  const years = Array.from({ length: count }, (_, i) => Number(asOf.slice(0, 4)) + i)
  const days = [
    plusDays(asOf, 1),
    ...listChangeDates(authority, decision),
    ...listDaysOfFacts(about.rulebook, years),
    ...listDaysOfChild(about, years),
  ]
  return [...new Set(days)].filter(day => isCivilDate(day) && day > asOf && day <= last).sort()
}

/** Days on which the day itself decides a fact otherwise, and the first day of each school year. */
const listDaysOfFacts = ({ facts }: Rulebook, years: readonly number[]): readonly CivilDate[] => {
  const periods = facts.flatMap(({ given }) => (given === undefined || given === 'calendar' ? [] : [given]))
  const { first, last } = schoolYearsHeld
  return [
    ...periods.flatMap(({ from, to }) => [from, plusDays(to, 1)]),
    ...[first, last + 1].map(year => `${year}-01-01`),
    ...years.flatMap(year => [summerOf(year).first, plusDays(summerOf(year).last, 1), firstOfSeptember(year)]),
  ]
}

const firstOfSeptember = (year: number): CivilDate => `${String(year).padStart(4, '0')}-09-01`

/** Birthdays and the first day of school age, which ends as a summer begins; without a date of birth, the days on which one more age is possible or one less. */
const listDaysOfChild = ({ birth, request }: GrowingCase, years: readonly number[]): readonly CivilDate[] => {
  const from = birth ?? request.asOf
  const days = years.map(year => birthday(from, year - Number(from.slice(0, 4))))
  return birth === undefined ? days.flatMap(day => [day, plusDays(day, 1)]) : [...days, firstSchoolDay(birth)]
}
