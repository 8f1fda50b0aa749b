/** A day of the calendar, counted from 1 January 1970. */
export type Day = number

const milliseconds = 86_400_000

/** The day of 2026-11-22. */
export const dayOf = (iso: string): Day => Date.parse(`${iso}T00:00:00Z`) / milliseconds

type Parts = readonly [year: number, month: number, date: number]
const knownParts = new Map<Day, Parts>()

/** Year, month and day of the month, from 1. What was found is kept: the days of some lifetimes are few. */
export const partsOf = (day: Day): Parts => {
  const before = knownParts.get(day)
  if (before !== undefined) return before
  const date = new Date(day * milliseconds)
  const found: Parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  knownParts.set(day, found)
  return found
}

/** The day of a year, a month and a day of the month, from 1; what is too much runs over into the next month. */
export const dayFrom = (year: number, month: number, date: number): Day =>
  Date.UTC(year, month - 1, date) / milliseconds

/** The day on which somebody becomes so many years old; who was born on 29 February does so on 1 March of other years. */
export const birthdayOf = (bornOn: Day, years: number): Day => {
  const [year, month, date] = partsOf(bornOn)
  return dayFrom(year + years, month, date)
}

/** Completed years. */
export const ageOn = (bornOn: Day, day: Day): number => {
  const [born] = partsOf(bornOn)
  const [year] = partsOf(day)
  return birthdayOf(bornOn, year - born) <= day ? year - born : year - born - 1
}

/** The first day, before or on this one, of a year that begins on the first of a month: the return’s in April, the school’s in September. */
export const yearBegin = (day: Day, month: number): Day => {
  const [year] = partsOf(day)
  const begin = dayFrom(year, month, 1)
  return begin <= day ? begin : dayFrom(year - 1, month, 1)
}

/** How a day is written. */
export type DayForm = (day: Day) => string

/** Keeps what it wrote, too. */
const remembered = (write: (...parts: readonly [year: string, month: string, date: string]) => string): DayForm => {
  const known = new Map<Day, string>()
  return day => {
    const before = known.get(day)
    if (before !== undefined) return before
    const [year, month, date] = partsOf(day)
    const text = write(String(year), String(month).padStart(2, '0'), String(date).padStart(2, '0'))
    known.set(day, text)
    return text
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 22/11/2026, as the department takes it in tables. */
export const britishDay = remembered((year, month, date) => `${date}/${month}/${year}`)
/** 2026-11-22, as in XML. */
export const isoDay = remembered((year, month, date) => `${year}-${month}-${date}`)
/** 2026-Nov-22 00:00:00, as the department’s own system hands tables out. */
export const collectDay = remembered((year, month, date) => `${year}-${months[Number(month) - 1]}-${date} 00:00:00`)
