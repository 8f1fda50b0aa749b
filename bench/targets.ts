import type { Loading } from './loading.ts'
import { type Measured, median, medianRate, medianRatio } from './measure.ts'
import { perSecond, times } from './table.ts'

/** What was measured of one question, by way: in all cases alternately first, then in each. */
export type Rates = Readonly<Record<string, readonly Measured[]>>

/** How many times as fast one is as the other, in each case. */
export const ratios = (rates: Rates, one: string, other: string): readonly number[] =>
  rates[one]!.map((measured, i) => medianRatio(measured, rates[other]![i]!))

interface Target {
  readonly what: string
  readonly wanted: number
  /** In all cases alternately (or the median), which is what counts, and then in each. */
  readonly found: readonly number[]
  readonly bound: 'at least' | 'at most'
  readonly show: (value: number) => string
}

const row = ({ what, wanted, found, bound, show }: Target): readonly string[] => {
  const [all = Number.NaN, ...each] = found
  const isMet = bound === 'at least' ? all >= wanted : all <= wanted
  const worst = each.length === 0 ? '' : show(bound === 'at least' ? Math.min(...each) : Math.max(...each))
  return [what, `target ${bound} ${show(wanted)}`, show(all), worst, isMet ? 'met' : 'short']
}

const ms = (value: number): string => `${value.toFixed(0)} ms`
const aSecond = (value: number): string => `${perSecond(value)}/s`

const ofQuestion = ([name, rates]: readonly [string, Rates]): readonly Target[] => {
  const toEngine = (way: string) => ratios(rates, way, 'jsonRulesEngine')
  const targets: Target[] = [
    {
      what: `${name}: every truth kept, to json-rules-engine`,
      wanted: 100,
      found: toEngine('truths'),
      bound: 'at least',
      show: times,
    },
    {
      what: `${name}: full result, to json-rules-engine`,
      wanted: 40,
      found: toEngine('full'),
      bound: 'at least',
      show: times,
    },
    {
      what: `${name}: answer alone`,
      wanted: 300_000,
      found: rates.answer!.map(medianRate),
      bound: 'at least',
      show: aSecond,
    },
    {
      what: `${name}: full result with its trace, as JSON text`,
      wanted: 20_000,
      found: rates.text!.map(medianRate),
      bound: 'at least',
      show: aSecond,
    },
  ]
  if (!('handFull' in rates)) return targets
  return [
    ...targets,
    {
      what: `${name}: full result, by hand to the library`,
      wanted: 2,
      found: ratios(rates, 'handFull', 'full'),
      bound: 'at most',
      show: times,
    },
    {
      what: `${name}: answer alone, by hand to the library`,
      wanted: 4,
      found: ratios(rates, 'handAnswer', 'answer'),
      bound: 'at most',
      show: times,
    },
  ]
}

/** Whether each target is met, a row each; a benchmark reports and never fails. */
export const targetRows = (
  questions: readonly (readonly [string, Rates])[],
  loading: readonly Loading[],
): readonly (readonly string[])[] => {
  const loads = loading.flatMap(({ name, loadsMs }): Target[] =>
    loadsMs.length === 0
      ? []
      : [{ what: name, wanted: 150, found: [median(loadsMs), ...loadsMs], bound: 'at most', show: ms }],
  )
  const rows = [...questions.flatMap(ofQuestion), ...loads].map(row)
  return [['', '', 'alternately, or median', 'worst', ''], ...rows]
}
