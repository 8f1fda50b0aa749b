import { ageInYears, birthday, type CivilDate, plusDays, weekdayOf } from './dates.ts'

/** The facts that a date of birth stands for. It is never stored: these two take its place before anything is evaluated. */
export const birthFact = 'dateOfBirth'
/** The age in completed years, on the day of the decision. */
export const ageFact = 'ageYears'
/** Whether the child is of compulsory school age on the day of the decision. */
export const schoolAgeFact = 'compulsorySchoolAge'

/**
 * Compulsory school age, Education Act 1996 s.8: from the prescribed day (31 March, 31 August, 31 December) on or after the
 * fifth birthday, to the last Friday in June of the school year in which the child becomes 16, that Friday included.
 * The prescribed days and the leaving date are from memory of SI 1998/1607 and SI 1997/1970, not seen here.
 */
export const isOfCompulsorySchoolAge = (birth: CivilDate, on: CivilDate): boolean =>
  on >= firstSchoolDay(birth) && on <= leavingDay(birth)

const firstSchoolDay = (birth: CivilDate): CivilDate => {
  const fifth = birthday(birth, 5)
  const year = fifth.slice(0, 4)
  return [`${year}-03-31`, `${year}-08-31`, `${year}-12-31`].find(day => day >= fifth)!
}

const leavingDay = (birth: CivilDate): CivilDate => {
  const sixteenth = birthday(birth, 16)
  const schoolYearEnds = Number(sixteenth.slice(0, 4)) + (sixteenth.slice(5) >= '09-01' ? 1 : 0)
  const lastOfJune = `${String(schoolYearEnds).padStart(4, '0')}-06-30`
  return plusDays(lastOfJune, -((weekdayOf(lastOfJune) + 2) % 7))
}

export { ageInYears }
