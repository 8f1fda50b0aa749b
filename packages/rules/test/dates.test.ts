import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { isCivilDate } from '../src/index.ts'
import {
  ageInYears,
  birthday,
  dateInWords,
  firstDayOf,
  lastDayOf,
  plusDays,
  plusMonths,
  weekdayOf,
} from '../src/kernel/dates.ts'

/** Civil dates against JavaScript's own `Date`, which the library never uses, at noon UTC where nothing can shift a day. */
const written = (date: Date): string => date.toISOString().slice(0, 10)
const instant = (day: string): Date => new Date(`${day}T12:00:00Z`)
const anyDay = fc.date({ min: instant('1000-01-01'), max: instant('8999-12-31'), noInvalidDate: true }).map(written)
const leapDay = fc
  .integer({ min: 251, max: 2249 })
  .map(fours => `${4 * fours}-02-29`)
  .filter(day => written(instant(day)) === day)
const day = fc.oneof({ weight: 9, arbitrary: anyDay }, { weight: 1, arbitrary: leapDay })
const check = (property: Parameters<typeof fc.assert>[0], share = 20) =>
  fc.assert(property as fc.IProperty<unknown>, { numRuns: runs(share) })

describe('civil dates', () => {
  test('are the days that the calendar has', () => {
    const part = (max: number, width: number) =>
      fc.integer({ min: 0, max }).map(one => String(one).padStart(width, '0'))
    check(
      fc.property(part(9999, 4), part(13, 2), part(32, 2), (year, month, date) => {
        const text = `${year}-${month}-${date}`
        const there = instant(text)
        const exists = !Number.isNaN(there.getTime()) && written(there) === text && year !== '0000'
        expect(isCivilDate(text)).toBe(exists)
      }),
      100,
    )
  })

  test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2023-12-31'])('%s is one', text =>
    expect(isCivilDate(text)).toBe(true),
  )
  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-00-10',
    '2024-13-01',
    '2024-01-00',
    '0000-01-01',
    '',
    '2024',
    '2024-01',
    '2024-1-1',
    '2024-01-01 ',
    ' 2024-01-01',
    '2024-01-01T00:00',
    '2024/01/01',
    '01-01-2024',
    '２０２４-01-01',
    '2024-01-0a',
    '+002024-01-01',
    '-024-01-01',
  ])('%j is none', text => expect(isCivilDate(text)).toBe(false))

  test('days are counted', () => {
    check(
      fc.property(day, fc.integer({ min: -400_000, max: 400_000 }), (from, days) => {
        const there = new Date(instant(from).getTime() + days * 86_400_000)
        fc.pre(there.getUTCFullYear() >= 1 && there.getUTCFullYear() <= 9999)
        expect(plusDays(from, days)).toBe(written(there).padStart(10, '0'))
      }),
    )
  })

  test('never leave the years 1 to 9999', () => {
    expect([plusDays('9999-12-31', 1), plusDays('9999-12-30', 1), plusMonths('9999-11-30', 3)]).toEqual([
      '9999-12-31',
      '9999-12-31',
      '9999-12-31',
    ])
    expect([plusDays('0001-01-01', -1), plusDays('0001-01-03', -800), plusMonths('0001-03-31', -3)]).toEqual([
      '0001-01-01',
      '0001-01-01',
      '0001-01-01',
    ])
    expect([plusMonths('9999-09-30', 3), plusMonths('0001-03-31', -2)]).toEqual(['9999-12-30', '0001-01-31'])
  })

  test('have a day of the week, Monday first', () => {
    check(
      fc.property(day, from => {
        expect(weekdayOf(from)).toBe(((instant(from).getUTCDay() + 6) % 7) + 1)
      }),
    )
  })

  test('months are counted, and a month that is too short ends on its last day', () => {
    check(
      fc.property(day, fc.integer({ min: -1000, max: 1000 }), (from, months) => {
        const [year, month, date] = from.split('-').map(Number) as [number, number, number]
        const total = year * 12 + (month - 1) + months
        const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1]
        const lengthDays = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
        const wanted = [
          String(toYear).padStart(4, '0'),
          String(toMonth).padStart(2, '0'),
          String(Math.min(date, lengthDays)).padStart(2, '0'),
        ].join('-')
        expect(plusMonths(from, months)).toBe(wanted)
      }),
    )
  })

  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('%s and %i months are %s', (from, months, to) => expect(plusMonths(from, months)).toBe(to))

  test('a month stands for its first and its last day', () => {
    check(
      fc.property(day, from => {
        const month = from.slice(0, 7)
        expect(firstDayOf(month)).toBe(`${month}-01`)
        const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1))
        expect(lastDayOf(month)).toBe(written(new Date(next.getTime() - 86_400_000)))
        expect([firstDayOf(from), lastDayOf(from)]).toEqual([from, from])
      }),
    )
    expect([lastDayOf('2024-02'), lastDayOf('2023-02'), lastDayOf('9999-12')]).toEqual([
      '2024-02-29',
      '2023-02-28',
      '9999-12-31',
    ])
  })

  test('are told in words', () => {
    expect([dateInWords('2024-08-09'), dateInWords('2021-09'), dateInWords('0950-12-31')]).toEqual([
      '9 August 2024',
      'September 2021',
      '31 December 950',
    ])
  })
})

describe('ages', () => {
  test('count the birthdays that have begun', () => {
    check(
      fc.property(day, fc.integer({ min: 0, max: 40_000 }), (birth, days) => {
        const on = plusDays(birth, days)
        let years = 0
        while (birthday(birth, years + 1) <= on) years += 1
        expect(ageInYears(birth, on)).toBe(years)
      }),
    )
  })

  test('a birthday is the same day of the year, and 1 March where the year has no 29 February', () => {
    check(
      fc.property(day, fc.integer({ min: 0, max: 120 }), (birth, years) => {
        const same = `${Number(birth.slice(0, 4)) + years}${birth.slice(4)}`
        const exists = written(instant(same)) === same
        expect(birthday(birth, years)).toBe(exists ? same : `${same.slice(0, 4)}-03-01`)
      }),
    )
  })

  test.each([
    ['2008-02-29', 5, '2013-03-01'],
    ['2008-02-29', 16, '2024-02-29'],
    ['2008-02-28', 5, '2013-02-28'],
    ['1896-02-29', 4, '1900-03-01'],
  ])('born on %s, the birthday number %i is %s', (birth, years, on) => expect(birthday(birth, years)).toBe(on))

  test.each([
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2024-02-28', 15],
    ['2008-02-29', '2024-02-29', 16],
    ['2010-11-22', '2026-11-21', 15],
    ['2010-11-22', '2026-11-22', 16],
    ['2026-11-22', '2026-11-22', 0],
  ])('born on %s, on %s: %i', (birth, on, years) => expect(ageInYears(birth, on)).toBe(years))
})
