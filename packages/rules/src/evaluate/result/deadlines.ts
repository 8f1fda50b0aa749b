import { match } from 'ts-pattern'
import type { DeadlineEvent, Rulebook } from '../../compile/rulebook.ts'
import { type CivilDate, dateInWords, plusDays, plusMonths } from '../../kernel/dates.ts'
import { plusWorkingDays } from '../../kernel/working-days.ts'
import type { DeadlineUnit } from '../../language/rulebook.ts'

/** A deadline's day, or why there is none. */
export interface DueDay {
  readonly date: CivilDate | null
  readonly basis: string
}

const unitWords: Record<DeadlineUnit, string> = {
  'working-day': 'working day',
  'school-day': 'school day',
  'calendar-day': 'day',
  'unspecified-day': 'day',
  week: 'week',
  month: 'month',
  term: 'term',
}

const notKnown = ', which is not known'
const noDate = '; no date, as '

/** How a day is counted, and why it cannot be given; null if it is given, or only its starting day is not known. */
export const splitBasis = (basis: string): { readonly counted: string; readonly why: string | null } => {
  const [counted = basis, why] = basis.split(noDate)
  return { counted: counted.replace(notKnown, ''), why: why ?? null }
}

/** “20 working days after the day on which the child became looked after”. */
export const periodInWords = (
  rulebook: Rulebook,
  { count, unit, direction, of }: Pick<DeadlineEvent, 'count' | 'unit' | 'direction' | 'of'>,
): string => `${count} ${unitWords[unit]}${count === 1 ? '' : 's'} ${direction} ${rulebook.factsByName.get(of)!.label}`

/** The day counted `event` says from `start`; the starting day itself is never counted. Units as the text has them. */
export const countDueDay = (
  rulebook: Rulebook,
  event: Pick<DeadlineEvent, 'count' | 'unit' | 'direction' | 'of'>,
  start: CivilDate | null | undefined,
): DueDay => {
  const { count, unit, direction } = event
  const basis = `${periodInWords(rulebook, event)}${typeof start === 'string' ? ` (${dateInWords(start)})` : ''}`
  if (typeof start !== 'string') return { date: null, basis: `${basis}${notKnown}` }
  const signed = direction === 'after' ? count : -count
  const { from: first, to: last } = rulebook.calendar
  return match(unit)
    .with('working-day', () => {
      const date = plusWorkingDays(rulebook.calendar, start, signed)
      return {
        date,
        basis:
          date === null
            ? `${basis}${noDate}it lies outside the bank holidays held (${dateInWords(first)} to ${dateInWords(last)})`
            : basis,
      }
    })
    .with('calendar-day', () => ({ date: plusDays(start, signed), basis }))
    .with('unspecified-day', () => ({
      date: plusDays(start, signed),
      basis: `${basis}; the text does not say which kind of day, and calendar days were counted`,
    }))
    .with('week', () => ({ date: plusDays(start, 7 * signed), basis }))
    .with('month', () => ({ date: plusMonths(start, signed), basis }))
    .with('school-day', () => ({
      date: null,
      basis: `${basis}${noDate}school days need the school’s own calendar`,
    }))
    .with('term', () => ({ date: null, basis: `${basis}${noDate}terms need the school’s own calendar` }))
    .exhaustive()
}
