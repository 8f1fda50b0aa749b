import { type CivilDate, isCivilDate } from '../kernel/dates.ts'

/** Why a cell is no date: not of any form that is read, no day of the calendar, a spreadsheet’s count of days, month first, a year of two digits. */
export type DateFault = 'malformed' | 'impossible' | 'serial' | 'month-first' | 'short-year'
/** What stands in a cell of a column of dates. */
export type ReadDate = { readonly date: CivilDate } | { readonly fault: DateFault }

const cellsKept = 50_000
const known = new Map<string, ReadDate>()

/**
 * A date as returns, the department’s systems and spreadsheets write it. Day before month, or the year first, or the month
 * as a word; with a time only if it is midnight. `text` is trimmed and not empty.
 */
export const readDate = (text: string): ReadDate => {
  const before = known.get(text)
  if (before !== undefined) return before
  const found = parseDate(text)
  // The days of some lifetimes are few; what is more is not dates.
  if (known.size < cellsKept) known.set(text, found)
  return found
}

const numbers = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(.*)$/
const yearFirst = /^(\d{4})[-/](\d{2})[-/](\d{2})(.*)$/
const monthInWords = /^(?:(\d{1,2})[- /]([A-Za-z]{3,9})[- /](\d{4})|(\d{4})-([A-Za-z]{3,9})-(\d{1,2}))(.*)$/
/** Nothing, midnight, or the zone that a schema’s date may have. */
const rest = /^(?:[T ]00:00(?::00(?:\.0+)?)?)?(?:Z|[+-]\d{2}:\d{2})?$/
const serial = /^[1-6]\d{4}(?:\.0+)?$/
const shortYear = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/

const parseDate = (text: string): ReadDate => {
  if (text.length < 5 || text.length > 35) return { fault: 'malformed' }
  const [, day, month, year, after] = numbers.exec(text) ?? []
  if (year !== undefined && rest.test(after!)) return dayFirst(day!, month!, year)
  const iso = yearFirst.exec(text)
  if (iso !== null && rest.test(iso[4]!)) return dateOf(iso[1]!, Number(iso[2]), iso[3]!)
  const words = monthInWords.exec(text)
  if (words !== null && rest.test(words[7]!)) {
    const number = monthNumber((words[2] ?? words[5])!)
    if (number > 0) return dateOf((words[3] ?? words[4])!, number, (words[1] ?? words[6])!)
  }
  return { fault: serial.test(text) ? 'serial' : shortYear.test(text) ? 'short-year' : 'malformed' }
}

const dayFirst = (day: string, month: string, year: string): ReadDate => {
  const isMonthFirst = Number(month) > 12 && Number(day) <= 12
  const found = dateOf(year, Number(month), day)
  return 'fault' in found && isMonthFirst && 'date' in dateOf(year, Number(day), month)
    ? { fault: 'month-first' }
    : found
}

const dateOf = (year: string, month: number, day: string): ReadDate => {
  const date = `${year}-${month < 10 ? '0' : ''}${month}-${day.padStart(2, '0')}`
  return isCivilDate(date) ? { date } : { fault: 'impossible' }
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
/** 0 if it is no month. */
const monthNumber = (word: string): number => {
  const lower = word.toLowerCase()
  return 1 + months.findIndex(one => one === lower || one.slice(0, 3) === lower || (lower === 'sept' && one[0] === 's'))
}

/** Whether a date could be read either way: day and month both at most 12, and not the same. */
export const isEitherWay = (text: string): boolean => {
  const [, day, month] = numbers.exec(text) ?? []
  return day !== undefined && Number(day) <= 12 && Number(month) <= 12 && Number(day) !== Number(month)
}

/** What to tell about a cell that is no date, after the name of its column. */
export const dateFaultInWords: Readonly<Record<DateFault, string>> = {
  malformed: 'holds a date: day, month, year, as 31/08/2024, or 2024-08-31. A time can only be midnight.',
  impossible: 'is not a day of the calendar. It is read as day, month, year.',
  serial: 'looks like a date as a spreadsheet counts days. Give the column the form of a date, and save it again.',
  'short-year': 'has a year of two digits, which could be read two ways. Write it with four, as 31/08/2024.',
  'month-first':
    'has the month before the day, or may have it, as other dates of the column do. It was not read. Give the column the form day/month/year.',
}
