import { addDays, addMonths, create, dayOfWeek, toString as isoOf } from 'temporal-polyfill/fns/PlainDate'

/**
 * A civil date, `YYYY-MM-DD`: a day on the calendar, with no time and no time zone. Written this way, earlier dates
 * compare as lesser text, so tests of order need no parsing.
 */
export type CivilDate = string

const form = /^(\d{4})-(\d{2})-(\d{2})$/
const monthLengthsDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthLengthsDays[month - 1] ?? 0)

/** The number that the digits from one place to another make; NaN if another character stands among them. */
const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** Whether a text is written as a date is, `YYYY-MM-DD`, whether or not there is such a day. */
export const hasDateForm = (text: string): boolean => form.test(text)

/** True of a day that exists, from year 1 on; false of 30 February and of anything not written `YYYY-MM-DD`. */
export const isCivilDate = (text: string): boolean => {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
  return year >= 1 && day >= 1 && day <= lengthOfMonth(year, month)
}

const recordOf = (date: CivilDate) => create(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)))

/** The last day that can be written so, and the first. */
const [firstOfAll, lastOfAll] = ['0001-01-01', '9999-12-31']
const within = (iso: string): CivilDate => (iso.startsWith('+') ? lastOfAll : iso < firstOfAll ? firstOfAll : iso)

/**
 * `days` may be negative. Within the days that every month has, only the last two digits change. What would lie beyond the
 * years 1 to 9999 is the last day there, or the first.
 */
export const plusDays = (date: CivilDate, days: number): CivilDate => {
  const day = digits(date, 8, 10) + days
  if (day >= 1 && day <= 28) return `${date.slice(0, 8)}${day < 10 ? '0' : ''}${day}`
  return within(isoOf(addDays(recordOf(date), days)))
}

/** The corresponding date `months` later (or earlier); the month’s last day if it has no such day (31 January → 28 February). */
export const plusMonths = (date: CivilDate, months: number): CivilDate =>
  within(isoOf(addMonths(recordOf(date), months)))

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: CivilDate): number => dayOfWeek(recordOf(date))

/** Completed years. A birthday counts from its start; someone born on 29 February completes a year on 1 March if there is no 29th. */
export const ageInYears = (birth: CivilDate, on: CivilDate): number =>
  Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)

/** The day on which `years` are completed, by the same rule as `ageInYears`. */
export const birthday = (birth: CivilDate, years: number): CivilDate => {
  const year = String(Number(birth.slice(0, 4)) + years).padStart(4, '0')
  const day = year + birth.slice(4)
  return isCivilDate(day) ? day : `${year}-03-01`
}

/** A month stands for its first or its last day: `2021-09` → `2021-09-01` or `2021-09-30`. A whole date stands for itself. */
export const firstDayOf = (dateOrMonth: string): CivilDate =>
  dateOrMonth.length === 7 ? `${dateOrMonth}-01` : dateOrMonth
/** As `firstDayOf`, the last day. */
export const lastDayOf = (dateOrMonth: string): CivilDate =>
  dateOrMonth.length === 7
    ? `${dateOrMonth}-${String(lengthOfMonth(Number(dateOrMonth.slice(0, 4)), Number(dateOrMonth.slice(5)))).padStart(2, '0')}`
    : dateOrMonth

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2024-08-19` → `19 August 2024`; a month keeps its precision: `2021-09` → `September 2021`. */
export const dateInWords = (dateOrMonth: string): string => {
  const month = `${months[Number(dateOrMonth.slice(5, 7)) - 1]} ${Number(dateOrMonth.slice(0, 4))}`
  return dateOrMonth.length === 7 ? month : `${Number(dateOrMonth.slice(8))} ${month}`
}
