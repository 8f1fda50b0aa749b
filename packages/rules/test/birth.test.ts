import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { isOfCompulsorySchoolAge } from '../src/kernel/birth.ts'
import { isRefused, realRules } from './support/law.ts'

/** Section 8 of the Education Act 1996 a second time, by looking at every day: with JavaScript's own `Date`, which the library never uses. */
const dayMs = 86_400_000
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const written = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** An age is attained at the start of the birthday; someone born on 29 February has it on 1 March in other years. */
const attains = (birth: string, years: number): number => {
  const [year, month, day] = birth.split('-').map(Number) as [number, number, number]
  return Date.UTC(year + years, month - 1, day)
}
const isPrescribed = (time: number): boolean => ['-03-31', '-08-31', '-12-31'].includes(written(time).slice(4))
const isLeavingDay = (time: number): boolean => {
  const day = written(time)
  return day.slice(5, 7) === '06' && new Date(time).getUTCDay() === 5 && Number(day.slice(8)) + 7 > 30
}
const firstFrom = (time: number, is: (time: number) => boolean): number =>
  is(time) ? time : firstFrom(time + dayMs, is)

/** Subsection (2): from the fifth birthday where that is a prescribed day, else from the next one. */
const begins = (birth: string): number => firstFrom(attains(birth, 5), isPrescribed)

/** Subsection (3): to the end of a school leaving date, (a) after which, before the next school year, 16 is attained, or (b) on which it is, or (c) the next. */
const ends = (birth: string): number => {
  const sixteen = attains(birth, 16)
  const sameYear = firstFrom(Date.UTC(new Date(sixteen).getUTCFullYear(), 5, 1), isLeavingDay)
  const nextSchoolYear = Date.UTC(new Date(sixteen).getUTCFullYear(), 8, 1)
  const isBetween = sixteen > sameYear && sixteen < nextSchoolYear
  return isBetween ? sameYear : firstFrom(sixteen, isLeavingDay)
}

const day = fc
  .integer({ min: utc('1985-01-01') / dayMs, max: utc('2040-12-31') / dayMs })
  .map(days => written(days * dayMs))

describe('compulsory school age', () => {
  test('is what section 8 says, day by day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 4 * 365, max: 18 * 365 }), (birth, days) => {
        const on = utc(birth) + days * dayMs
        expect(isOfCompulsorySchoolAge(birth, written(on))).toBe(on >= begins(birth) && on <= ends(birth))
      }),
      { numRuns: runs(40) },
    )
  })

  test('turns on the days that section 8 says', () => {
    fc.assert(
      fc.property(day, birth => {
        const on = [begins(birth) - dayMs, begins(birth), ends(birth), ends(birth) + dayMs].map(written)
        expect(on.map(one => isOfCompulsorySchoolAge(birth, one))).toEqual([false, true, true, false])
      }),
      { numRuns: runs(40) },
    )
  })

  test.each([
    ['2019-03-31', '2024-03-31'],
    ['2019-04-01', '2024-08-31'],
    ['2019-08-31', '2024-08-31'],
    ['2019-09-01', '2024-12-31'],
    ['2019-12-31', '2024-12-31'],
    ['2020-01-01', '2025-03-31'],
    ['2020-02-29', '2025-03-31'],
    ['2016-02-29', '2021-03-31'],
  ])('of a child born on %s begins on %s', (birth, first) => {
    expect(written(begins(birth))).toBe(first)
    expect(isOfCompulsorySchoolAge(birth, first)).toBe(true)
    expect(isOfCompulsorySchoolAge(birth, written(utc(first) - dayMs))).toBe(false)
  })

  test.each([
    // 16 in the school year that ends in 2025: its last Friday in June is the 27th.
    ['2008-09-01', '2025-06-27'],
    ['2009-06-26', '2025-06-27'],
    ['2009-06-27', '2025-06-27'],
    ['2009-06-28', '2025-06-27'],
    // Before the sixteenth birthday: the school year ends after it.
    ['2009-08-31', '2025-06-27'],
    ['2009-09-01', '2026-06-26'],
    ['2008-02-29', '2024-06-28'],
    // 30 June is itself a Friday.
    ['2006-12-01', '2023-06-30'],
  ])('of a child born on %s ends after %s', (birth, last) => {
    expect(written(ends(birth))).toBe(last)
    expect(isOfCompulsorySchoolAge(birth, last)).toBe(true)
    expect(isOfCompulsorySchoolAge(birth, written(utc(last) + dayMs))).toBe(false)
  })
})

describe('a date of birth', () => {
  const decide = (facts: Record<string, boolean | number | string | null>, asOf = '2026-11-22') =>
    realRules.evaluateToJson({ decision: 'remit', asOf, facts }).text

  test('decides as the age and compulsory school age that it stands for do', () => {
    fc.assert(
      fc.property(day, day, (birth, asOf) => {
        const age =
          Number(asOf.slice(0, 4)) -
          Number(birth.slice(0, 4)) -
          Number(written(attains(birth, Number(asOf.slice(0, 4)) - Number(birth.slice(0, 4)))) > asOf)
        fc.pre(birth <= asOf && age <= 25)
        const isOfSchoolAge = utc(asOf) >= begins(birth) && utc(asOf) <= ends(birth)
        const rest = { careStatus: 'ceased', careExitRoute: 'adoption' }
        expect(decide({ ...rest, dateOfBirth: birth }, asOf)).toBe(
          decide({ ...rest, ageYears: age, compulsorySchoolAge: isOfSchoolAge }, asOf),
        )
      }),
      { numRuns: runs(10) },
    )
  })

  test('is refused beside an age that it contradicts, in the future, and beyond the vocabulary', () => {
    const codes = (facts: Record<string, number | string>) => {
      const found = realRules.evaluate({ decision: 'remit', asOf: '2026-11-22', facts })
      return isRefused(found) ? found.issues.map(({ code, pointer }) => `${code} ${pointer}`) : []
    }
    expect(codes({ dateOfBirth: '2010-11-22', ageYears: 16 })).toEqual([])
    expect(codes({ dateOfBirth: '2010-11-23', ageYears: 16 })).toEqual(['contradiction /facts/ageYears'])
    expect(codes({ dateOfBirth: '2026-11-23' })).toEqual(['out-of-range /facts/dateOfBirth'])
    expect(codes({ dateOfBirth: '2026-11-22' })).toEqual([])
    expect(codes({ dateOfBirth: '2000-11-23' })).toEqual([])
    expect(codes({ dateOfBirth: '2000-11-22' })).toEqual(['out-of-range /facts/dateOfBirth'])
  })
})
