import type { CivilDate } from './dates.ts'

/**
 * A day as a number: how many days it lies after 1 January 1970, which is 0; negative before. Days then take four bytes in a
 * column, and are compared and counted as numbers are. By the calendar that holds today, also of days before it held.
 */
export type DayNumber = number

/** The days before 1 March of a year that begins in March: months then have the same lengths in every year, February last. */
const daysBeforeMonth = (month: number): number => Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
const daysIn400Years = 146_097
/** From 1 March of the year 0 to 1 January 1970. */
const daysBefore1970 = 719_468

/** The number of a day. */
export const dayNumberOf = (date: CivilDate): DayNumber => {
  const month = Number(date.slice(5, 7))
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return 365 * year + leapDays + daysBeforeMonth(month) + Number(date.slice(8)) - 1 - daysBefore1970
}

/** The day of a number. */
export const dateOfDayNumber = (number: DayNumber): CivilDate => {
  const days = number + daysBefore1970
  const era = Math.floor(days / daysIn400Years)
  const dayOfEra = days - era * daysIn400Years
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const two = (value: number): string => (value < 10 ? `0${value}` : String(value))
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** The numbers of the first day that can be written, and of the last. */
export const dayNumbersHeld = { first: dayNumberOf('0001-01-01'), last: dayNumberOf('9999-12-31') } as const
