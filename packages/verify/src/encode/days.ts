import type { CivilDate } from '@virtual-school/rules'
import { plusDays } from '@virtual-school/rules/internal'

/** Day 0 for the solver. */
const origin: CivilDate = '2000-01-01'
const lengthsDays = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const leapDaysBefore = (year: number): number =>
  Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400)

const sinceYearOne = (date: CivilDate): number => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const leap = month > 2 && leapDaysBefore(year + 1) > leapDaysBefore(year) ? 1 : 0
  return (year - 1) * 365 + leapDaysBefore(year) + lengthsDays[month - 1]! + leap + day
}

/** Days since 1 January 2000; less than 0 before it. */
export const dayNumber = (date: CivilDate): number => sinceYearOne(date) - sinceYearOne(origin)
/** The day of a number of days since 1 January 2000. */
export const dayOfNumber = (days: number): CivilDate => plusDays(origin, days)

/** The first day that can be written. */
export const firstDayNumber = dayNumber('0001-01-01')
/** The last day that can be written. */
export const lastDayNumber = dayNumber('9999-12-31')
