import { dayNumberOf, type ProgramDeadline, type Rules } from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'

/** The day of a deadline, as how many days it lies after 1 January 1970; null if its first day is not known or it cannot be counted. */
export const dueDay = (
  rules: Rules,
  terms: TermMaker,
  { event }: ProgramDeadline,
  start: SqlTerm | undefined,
): SqlTerm => {
  const { call, number } = terms
  if (start === undefined) return call('null')
  const { unit, count, direction } = event
  const signed = direction === 'after' ? count : -count
  switch (unit) {
    case 'working-day':
      return plusWorkingDays(rules, terms, start, signed)
    case 'calendar-day':
    case 'unspecified-day':
      return call('plus', start, number(signed))
    case 'week':
      return call('plus', start, number(7 * signed))
    case 'month':
      return call('dayNumber', call('addMonths', call('dayOf', start), number(signed)))
    case 'school-day':
    case 'term':
      return call('null')
  }
}

/**
 * Working days are counted from Monday, 29 December 1969, day −3: up to a day there are five a week, less the closed days among
 * them. The opposite way, each closed day before the wanted one puts it off by one. So no table is joined.
 */
const plusWorkingDays = ({ rulebook }: Rules, terms: TermMaker, start: SqlTerm, count: number): SqlTerm => {
  const { call, number } = terms
  if (count === 0) return start
  const { calendar } = rulebook
  const [first, last] = [dayNumberOf(calendar.from), dayNumberOf(calendar.to)]
  const closed = [...calendar.closed]
    .map(dayNumberOf)
    .filter(isWeekday)
    .sort((a, b) => a - b)
  const upTo = (day: SqlTerm): SqlTerm =>
    call('minus', weekdaysUpTo(terms, day), stairs(terms, day, closed, 'at-least'))
  const before = closed.map((day, i) => weekdaysCount(day) - (i + 1))
  const from = count > 0 ? upTo(start) : upTo(call('plus', start, number(-1)))
  const wanted = call('plus', from, number(count > 0 ? count : count + 1))
  const due = weekdayAt(terms, call('plus', wanted, stairs(terms, wanted, before, 'more-than')))
  const [lowest, highest] = count > 0 ? [call('plus', start, number(1)), due] : [due, call('plus', start, number(-1))]
  const isHeld = call('every', call('lessOrEqual', number(first), lowest), call('lessOrEqual', highest, number(last)))
  return call('case', isHeld, due, call('null'))
}

/** Days after a Monday long ago, so that no number is below 0. */
const mondayLongAgo = -3 - 7 * 100_000

const isWeekday = (day: number): boolean => (day - mondayLongAgo) % 7 < 5

const weekdaysCount = (day: number): number => {
  const days = day - mondayLongAgo
  return 5 * Math.floor(days / 7) + Math.min((days % 7) + 1, 5)
}

const weekdaysUpTo = ({ call, number }: TermMaker, day: SqlTerm): SqlTerm => {
  const days = call('minus', day, number(mondayLongAgo))
  const inWeek = call('modulo', days, number(7))
  const counted = call('case', call('less', inWeek, number(5)), call('plus', inWeek, number(1)), number(5))
  return call('plus', call('times', call('divide', days, number(7)), number(5)), counted)
}

const weekdayAt = ({ call, number }: TermMaker, place: SqlTerm): SqlTerm => {
  const fromNought = call('minus', place, number(1))
  const days = call(
    'plus',
    call('times', call('divide', fromNought, number(5)), number(7)),
    call('modulo', fromNought, number(5)),
  )
  return call('plus', days, number(mondayLongAgo))
}

/** How many of these numbers, ascending, are not above a value; or are below it. Halved again and again, so that few are compared. */
const stairs = (terms: TermMaker, value: SqlTerm, steps: readonly number[], way: 'at-least' | 'more-than'): SqlTerm => {
  const { call, number } = terms
  const between = (from: number, to: number): SqlTerm => {
    if (from === to) return number(from)
    const middle = (from + to) >> 1
    const isBelow = call(way === 'at-least' ? 'less' : 'lessOrEqual', value, number(steps[middle]!))
    return call('case', isBelow, between(from, middle), between(middle + 1, to))
  }
  return between(0, steps.length)
}
