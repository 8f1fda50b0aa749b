import { firstDayOf, isCivilDate, lastDayOf } from '../kernel/dates.ts'
import type { Reporter } from './conditions.ts'

/** The first and the last day of something, each a day or a month: they are days of the calendar, and in order. */
export const checkDays = (
  days: { readonly from?: string | null | undefined; readonly to?: string | undefined },
  at: string,
  report: Reporter,
): void => {
  const { from, to } = days
  const impossible = (['from', 'to'] as const).filter(member => {
    const day = days[member]
    return typeof day === 'string' && !isCivilDate(firstDayOf(day))
  })
  for (const member of impossible) {
    report(`${at}/${member}`, 'impossible-date', 'A day of the calendar, or a month, is expected.')
  }
  if (typeof from === 'string' && to !== undefined && impossible.length === 0 && lastDayOf(to) < firstDayOf(from)) {
    report(`${at}/to`, 'out-of-range', 'The last day in force lies before the first.')
  }
}
