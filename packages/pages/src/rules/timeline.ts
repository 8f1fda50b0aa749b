import type { Rule } from '@virtual-school/rules'
import { dateInWords } from '@virtual-school/rules/words'
import { rulesWords } from '../words/rules.ts'

const width = 640
const rowHeight = 26
const top = 24

/** The editions of a rule as bars on a line of time. */
export interface Timeline {
  readonly about: string
  readonly width: number
  readonly height: number
  readonly bars: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly isNow: boolean
  }[]
  readonly years: readonly { readonly x: number; readonly year: string }[]
}

/** A picture of the editions that have days; undefined if there are not several. The same stands in a table beside it. */
export const drawTimeline = (editions: readonly Rule[], today: string): Timeline | undefined => {
  const dated = editions.filter(one => one.firstDay !== null)
  if (dated.length < 2) return undefined
  const firsts = dated.map(one => Number(one.firstDay!.slice(0, 4)))
  const lasts = dated.map(one => Number((one.lastDay ?? today).slice(0, 4)))
  const [from, to] = [Math.min(...firsts), Math.max(...lasts, Number(today.slice(0, 4))) + 1]
  const at = (day: string): number => Math.round(((yearOf(day) - from) / (to - from)) * width)
  return {
    about: rulesWords.picture(dateInWords(`${from}-01-01`), dateInWords(today)),
    width,
    height: top + dated.length * rowHeight,
    bars: dated.map((one, i) => {
      const x = at(one.firstDay!)
      const end = one.lastDay === null ? width : at(one.lastDay)
      return {
        x,
        y: top + i * rowHeight + 3,
        width: Math.max(3, end - x),
        height: rowHeight - 6,
        isNow: one.firstDay! <= today && (one.lastDay === null || one.lastDay >= today),
      }
    }),
    years: everyYear(from, to).map(year => ({ x: at(`${year}-01-01`), year: String(year) })),
  }
}

const yearOf = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return year + (month - 1) / 12 + (date - 1) / 366
}

const mostYears = 8

/** So many years that their numbers do not touch; the last would stand outside. */
const everyYear = (from: number, to: number): readonly number[] => {
  const step = Math.ceil((to - from) / mostYears)
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step)
}
