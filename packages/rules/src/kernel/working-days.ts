import { type CivilDate, plusDays, weekdayOf } from './dates.ts'

/** Days that are not working days besides Saturdays and Sundays, over the years for which they are held. */
export interface WorkingDayCalendar {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly closed: ReadonlySet<CivilDate>
}

/**
 * The working day `count` working days after (or, negative, before) `date`; `date` itself is never counted.
 * Null if any day passed lies outside the calendar: a date beyond the data is never guessed.
 */
export const plusWorkingDays = (calendar: WorkingDayCalendar, date: CivilDate, count: number): CivilDate | null => {
  const step = Math.sign(count)
  let day = date
  for (let left = Math.abs(count); left > 0; ) {
    const next = plusDays(day, step)
    if (next === day || next < calendar.from || next > calendar.to) return null
    day = next
    if (weekdayOf(day) <= 5 && !calendar.closed.has(day)) left -= 1
  }
  return day
}
