import { median } from '../measure.ts'
import { perSecond, times } from '../table.ts'
import type { Beside } from './beside.ts'
import { goodput, type Round } from './load.ts'
import { keptPlaces } from './records-subjects.ts'
import { milliseconds, target } from './tables.ts'
import type { Turns } from './turns.ts'

type Cells = readonly (readonly string[])[]
/** Rounds at a steady rate, by subject. */
export type Steady = Readonly<Record<string, readonly Round[]>>
/** This version beside the version before, by database. */
export type Compared = Readonly<Record<(typeof keptPlaces)[number], Beside>>

/** All that a run found. */
export interface RecordsFound {
  readonly turns: Turns
  readonly steady: Steady
  /** Only if a version before was there to compare with. */
  readonly compared: Compared | undefined
}

const ms = (value: number): string => `${milliseconds(value)} ms`
const aSecond = (value: number): string => `${perSecond(value)}/s`
const medianBy = (rounds: readonly Round[], of: (round: Round) => number): number => median(rounds.map(of))

/** What keeping costs at a steady rate, as rows of a table. */
export const steadyRows = ({ steady }: Pick<RecordsFound, 'steady'>): Cells => [
  ['', 'decided a second', 'p50, ms', 'p99, ms', 'worst round’s p99, ms', 'turned away'],
  ...Object.entries(steady).map(([name, rounds]) => [
    name,
    perSecond(medianBy(rounds, goodput)),
    milliseconds(medianBy(rounds, round => round.p50)),
    milliseconds(medianBy(rounds, round => round.p99)),
    milliseconds(Math.max(...rounds.map(round => round.p99))),
    perSecond(rounds.reduce((sum, round) => sum + (round.statuses[503] ?? 0), 0)),
  ]),
]

const besideMeasures = [
  ['rate', 'decisions a second', perSecond],
  ['p50', 'p50, ms', milliseconds],
  ['p99', 'p99, ms', milliseconds],
  ['cost', 'µs of a processor each', perSecond],
] as const

/** This version beside the one before, as rows of a table; none if there is none before. */
export const besideRows = ({ compared }: Pick<RecordsFound, 'compared'>): Cells =>
  compared === undefined
    ? []
    : [
        ['', 'this version', 'the version before', 'ratio'],
        ...keptPlaces.flatMap(place =>
          besideMeasures.map(([measure, words, show]) => {
            const { now, before, ratio } = compared[place][measure]
            return [`${place}: ${words}`, show(now), show(before), times(ratio)]
          }),
        ),
      ]

/** What keeping may cost, and how much of the version before may be lost. */
export const recordsTargetRows = ({ turns, steady, compared }: RecordsFound): Cells => [
  ['', 'target', 'found', ''],
  ...keptPlaces.flatMap(name => [
    target(`${name}: decisions kept and answered`, 'at least', 1_000, median(turns[name]!.rates), aSecond),
    target(
      `${name}: p99 at 1,000 a second`,
      'at most',
      50,
      medianBy(steady[name]!, round => round.p99),
      ms,
    ),
    ...(compared
      ? [target(`${name}: decisions a second, to the version before`, 'at least', 0.9, compared[name].rate.ratio)]
      : []),
  ]),
]
