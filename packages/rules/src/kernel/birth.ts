import { ageInYears, birthday, type CivilDate, plusDays, weekdayOf } from './dates.ts'
import { memoize } from './memo.ts'

/** The facts that a date of birth stands for. It is never stored: these two take its place before anything is evaluated. */
export const birthFact = 'dateOfBirth'
/** The age in completed years, on the day of the decision. */
export const ageFact = 'ageYears'
/** Whether the child is of compulsory school age on the day of the decision. */
export const schoolAgeFact = 'compulsorySchoolAge'
/** The school year that the child is taught in. */
export const yearGroupFact = 'yearGroup'

/**
 * Compulsory school age, Education Act 1996 s.8: from the prescribed day (31 March, 31 August, 31 December) on or after the
 * fifth birthday, to the last Friday in June of the school year in which the child becomes 16, that Friday included.
 * The prescribed days and the leaving date are from memory of SI 1998/1607 and SI 1997/1970, not seen here.
 */
export const isOfCompulsorySchoolAge = (birth: CivilDate, on: CivilDate): boolean =>
  on >= firstSchoolDay(birth) && on <= leavingDay(birth)

/** The first day on which a child is of compulsory school age. */
export const firstSchoolDay = (birth: CivilDate): CivilDate => {
  const fifth = birthday(birth, 5)
  const year = fifth.slice(0, 4)
  return [`${year}-03-31`, `${year}-08-31`, `${year}-12-31`].find(day => day >= fifth)!
}

const leavingDay = (birth: CivilDate): CivilDate => {
  const sixteenth = birthday(birth, 16)
  const schoolYearEnds = Number(sixteenth.slice(0, 4)) + (sixteenth.slice(5) >= '09-01' ? 1 : 0)
  return lastFridayInJune(schoolYearEnds)
}

const lastFridayInJune = (year: number): CivilDate => {
  const lastOfJune = `${String(year).padStart(4, '0')}-06-30`
  return plusDays(lastOfJune, -((weekdayOf(lastOfJune) + 2) % 7))
}

/** The years for which the day of the decision says whether it lies between two school years. */
export const schoolYearsHeld = { first: 1997, last: 2100 } as const

/** The days between the last Friday in June and the last day on which a school year may still begin, 7 September, of a year. */
export const summerOf = (year: number): Summer =>
  memoize(summers, year, () => ({
    first: plusDays(lastFridayInJune(year), 1),
    last: `${String(year).padStart(4, '0')}-09-07`,
  }))

interface Summer {
  readonly first: CivilDate
  readonly last: CivilDate
}
/** There are 9,999 years at most. */
const summers = new Map<number, Summer>()

/** Whether a day lies between the school leaving date and the last day on which the next school year may begin; undefined outside the years held. */
export const isBetweenLeavingDayAndNewSchoolYear = (day: CivilDate): boolean | undefined => {
  const year = Number(day.slice(0, 4))
  if (year < schoolYearsHeld.first || year > schoolYearsHeld.last) return undefined
  const { first, last } = summerOf(year)
  return first <= day && day <= last
}

/**
 * Whether it turns on the first day of the school year, from 1 to 7 September, if somebody of this birth is of compulsory
 * school age: who becomes 16 in those days left school in June before them or stays until the next. Education Act 1996
 * s.8(3), seen; that the school year begins with the first term after July (s.579) is from memory.
 */
export const mayBeOfCompulsorySchoolAge = (birth: CivilDate, on: CivilDate): boolean => {
  const sixteenth = birthday(birth, 16)
  const day = sixteenth.slice(5)
  if (day < '09-01' || day > '09-07') return false
  const year = Number(sixteenth.slice(0, 4))
  return on > lastFridayInJune(year) && on <= lastFridayInJune(year + 1)
}

export { ageInYears }
