import { median } from '../measure.ts'
import { perSecond } from '../table.ts'
import { goodput, type Round } from './load.ts'
import { milliseconds, target } from './tables.ts'
import type { Turns } from './turns.ts'

type Cells = readonly (readonly string[])[]
/** Rounds at a steady rate, by subject. */
export type Steady = Readonly<Record<string, readonly Round[]>>

const ms = (value: number): string => `${milliseconds(value)} ms`
const aSecond = (value: number): string => `${perSecond(value)}/s`
const medianOf = (rounds: readonly Round[], of: (round: Round) => number): number => median(rounds.map(of))

export const steadyRows = (steady: Steady): Cells => [
  ['', 'decided a second', 'p50, ms', 'p99, ms', 'worst round’s p99, ms', 'turned away'],
  ...Object.entries(steady).map(([name, rounds]) => [
    name,
    perSecond(medianOf(rounds, goodput)),
    milliseconds(medianOf(rounds, round => round.p50)),
    milliseconds(medianOf(rounds, round => round.p99)),
    milliseconds(Math.max(...rounds.map(round => round.p99))),
    perSecond(rounds.reduce((sum, round) => sum + (round.statuses[503] ?? 0), 0)),
  ]),
]

/** What keeping may cost. */
export const recordsTargetRows = (turns: Turns, steady: Steady): Cells => [
  ['', 'target', 'found', ''],
  ...(['sqlite', 'postgres'] as const).flatMap(name => [
    target(`${name}: decisions kept and answered`, 'at least', 1_000, median(turns[name]!.rates), aSecond),
    target(
      `${name}: p99 at 1,000 a second`,
      'at most',
      50,
      medianOf(steady[name]!, round => round.p99),
      ms,
    ),
  ]),
]
