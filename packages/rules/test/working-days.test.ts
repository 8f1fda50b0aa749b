import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { plusDays } from '../src/kernel/dates.ts'
import { plusWorkingDays } from '../src/kernel/working-days.ts'
import { realRules } from './support/law.ts'

const { calendar } = realRules.rulebook
const utc = (day: string): Date => new Date(`${day}T12:00:00Z`)
const isWorking = (day: string): boolean => ![0, 6].includes(utc(day).getUTCDay()) && !calendar.closed.has(day)

describe('working days', () => {
  test('are as many as were asked for, the last of them the day itself, and the first day never one', () => {
    const start = fc.integer({ min: -40, max: 4_100 }).map(days => plusDays(calendar.from, days))
    fc.assert(
      fc.property(start, fc.integer({ min: -120, max: 120 }), (from, count) => {
        const found = plusWorkingDays(calendar, from, count)
        const step = Math.sign(count)
        // Counted the other way round: walk from the start and see what was passed.
        let day = from
        let passed = 0
        let isOutside = false
        while (passed < Math.abs(count) && !isOutside) {
          day = plusDays(day, step)
          isOutside = day < calendar.from || day > calendar.to
          if (isWorking(day)) passed += 1
        }
        expect(found).toBe(isOutside ? null : day)
        if (found !== null && count !== 0) expect(isWorking(found)).toBe(true)
      }),
      { numRuns: runs(10) },
    )
  })

  test.each([
    ['2026-12-23', 1, '2026-12-24'],
    // Christmas Day, a weekend, and Boxing Day’s substitute lie between.
    ['2026-12-23', 2, '2026-12-29'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-22', -1, '2026-11-20'],
    ['2026-11-22', 20, '2026-12-18'],
    ['2026-04-02', 1, '2026-04-07'],
    ['2022-06-01', 1, '2022-06-06'],
    ['2022-09-16', 1, '2022-09-20'],
    ['2023-05-05', 1, '2023-05-09'],
    ['2026-11-22', 0, '2026-11-22'],
    ['2028-12-28', 1, '2028-12-29'],
    ['2028-12-28', 2, null],
    ['2018-01-02', -1, null],
    ['2031-01-01', 1, null],
  ])('%s and %i working days are %s', (from, count, to) => expect(plusWorkingDays(calendar, from, count)).toBe(to))
})

test('working days end where the years do', () => {
  const everClosed = { from: '9999-12-01', to: '9999-12-31', closed: new Set(['9999-12-30', '9999-12-31']) }
  expect(plusWorkingDays(everClosed, '9999-12-28', 1)).toBe('9999-12-29')
  expect(plusWorkingDays(everClosed, '9999-12-28', 2)).toBeNull()
})
