import { schoolYearsHeld } from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'
import type { DayAsked } from './day-asked.ts'

// As `packages/rules/src/kernel/birth.ts` has it, where the law stands, of days as numbers like 20261122.

/** Completed years: who was born on 29 February completes one on 1 March if there is no 29th. */
export const ageBy = ({ call, number }: TermMaker, birth: SqlTerm, { digits }: DayAsked): SqlTerm =>
  call('divide', call('minus', digits, birth), number(10_000))

/** Whether somebody is of compulsory school age, 1 or 0; null if the birth is not known or, in rules of semantics 2, if it turns on the first day of the school year. */
export const schoolAgeBy = (terms: TermMaker, birth: SqlTerm, { digits }: DayAsked, semantics: 1 | 2): SqlTerm => {
  const { call, number } = terms
  const year = call('divide', birth, number(10_000))
  const day = call('modulo', birth, number(10_000))
  const isUpTo = (last: number): SqlTerm => call('lessOrEqual', day, number(last))
  const firstDay = call(
    'plus',
    call('times', call('plus', year, number(5)), number(10_000)),
    call('case', isUpTo(331), number(331), isUpTo(831), number(831), number(1231)),
  )
  const sixteenth = call('plus', year, number(16))
  const endsIn = call('plus', sixteenth, call('case', isUpTo(831), number(0), number(1)))
  const isOpen = call(
    'every',
    call('lessOrEqual', number(901), day),
    call('lessOrEqual', day, number(907)),
    call('less', lastFridayInJune(terms, sixteenth), digits),
    call('lessOrEqual', digits, lastFridayInJune(terms, call('plus', sixteenth, number(1)))),
  )
  const isOfAge = call(
    'every',
    call('lessOrEqual', firstDay, digits),
    call('lessOrEqual', digits, lastFridayInJune(terms, endsIn)),
  )
  return call(
    'case',
    semantics === 1 ? call('isNull', birth) : call('some', call('isNull', birth), isOpen),
    call('null'),
    isOfAge,
    number(1),
    number(0),
  )
}

/** 1 if the day lies between the school leaving date and 7 September, else 0; null outside the years held. */
export const isBetweenSchoolYears = (terms: TermMaker, { digits }: DayAsked): SqlTerm => {
  const { call, number } = terms
  const year = call('divide', digits, number(10_000))
  const { first, last } = schoolYearsHeld
  const isHeld = call('every', call('lessOrEqual', number(first), year), call('lessOrEqual', year, number(last)))
  const isBetween = call(
    'every',
    call('less', lastFridayInJune(terms, year), digits),
    call('lessOrEqual', call('modulo', digits, number(10_000)), number(907)),
  )
  return call('case', call('every', isHeld, isBetween), number(1), isHeld, number(0), call('null'))
}

/**
 * The last Friday in June of a year, as a number like 20260626. 27 June falls on the year’s doomsday: the weekday, 0 for Sunday,
 * of 2 + year + year/4 − year/100 + year/400.
 */
const lastFridayInJune = ({ call, number }: TermMaker, year: SqlTerm): SqlTerm => {
  const [fourth, hundredth, fourHundredth] = [4, 100, 400].map(by => call('divide', year, number(by))) as [
    SqlTerm,
    SqlTerm,
    SqlTerm,
  ]
  const doomsday = call('plus', number(2), year, fourth, fourHundredth, call('minus', number(0), hundredth))
  const weekday = call('modulo', doomsday, number(7))
  const ahead = call('modulo', call('minus', number(12), weekday), number(7))
  const date = call(
    'case',
    call('lessOrEqual', ahead, number(3)),
    call('plus', number(27), ahead),
    call('plus', number(20), ahead),
  )
  return call('plus', call('times', year, number(10_000)), number(600), date)
}
