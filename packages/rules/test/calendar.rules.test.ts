import { expect, test } from 'vitest'
import { plusDays } from '../src/kernel/dates.ts'
import { realRules } from './support/law.ts'

const { calendar } = realRules.rulebook
const utc = (day: string): Date => new Date(`${day}T12:00:00Z`)

/** Easter Sunday by the method of Meeus, Jones and Butcher. */
const easter = (year: number): string => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  return `${year}-${String(month).padStart(2, '0')}-${String((h + l - 7 * m + 33 * month + 19) % 32).padStart(2, '0')}`
}

const weekday = (day: string): number => utc(day).getUTCDay()
const mondayFrom = (day: string): string => plusDays(day, (8 - weekday(day)) % 7)
const lastMonday = (year: number, month: string): string =>
  plusDays(mondayFrom(`${year}-${month}-31`), weekday(`${year}-${month}-31`) === 1 ? 0 : -7)
/** Every day from the one given that is neither at a weekend nor taken, the first of them. */
const substituted = (day: string, taken: readonly string[]): string =>
  [0, 6].includes(weekday(day)) || taken.includes(day) ? substituted(plusDays(day, 1), taken) : day

/** What the Crown moved or added. */
const moved: Readonly<Record<string, string>> = {
  '2012-05-28': '2012-06-04',
  '2020-05-04': '2020-05-08',
  '2022-05-30': '2022-06-02',
}
const added = ['2011-04-29', '2012-06-05', '2022-06-03', '2022-09-19', '2023-05-08']

test('the shipped calendar is what Schedule 1 to the Banking and Financial Dealings Act 1971 makes, with what was moved and added', () => {
  const years = Array.from(
    { length: Number(calendar.to.slice(0, 4)) - Number(calendar.from.slice(0, 4)) + 1 },
    (_, i) => Number(calendar.from.slice(0, 4)) + i,
  )
  const days = years.flatMap(year => {
    const christmas = `${year}-12-25`
    const boxing = substituted(`${year}-12-26`, [christmas])
    const ordinary = [
      substituted(`${year}-01-01`, []),
      plusDays(easter(year), -2),
      plusDays(easter(year), 1),
      mondayFrom(`${year}-05-01`),
      lastMonday(year, '05'),
      lastMonday(year, '08'),
    ]
    return [...ordinary.map(day => moved[day] ?? day), christmas, substituted(christmas, [boxing]), boxing]
  })
  const expected = [...new Set([...days, ...added])].filter(day => isWeekday(day) || day.endsWith('-12-25')).sort()
  expect([...calendar.closed].sort()).toEqual(expected)
  expect([calendar.from.slice(4), calendar.to.slice(4)]).toEqual(['-01-01', '-12-31'])
})

const isWeekday = (day: string): boolean => ![0, 6].includes(weekday(day))
