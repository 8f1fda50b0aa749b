import { median } from '../measure.ts'
import { perSecond } from '../table.ts'
import { milliseconds, target } from './tables.ts'
import type { Turns } from './turns.ts'

const ms = (value: number): string => `${milliseconds(value)} ms`
const aSecond = (value: number): string => `${perSecond(value)}/s`

/** What keeping may cost. */
export const recordsTargetRows = (turns: Turns): readonly (readonly string[])[] => [
  ['', 'target', 'found', ''],
  ...(['sqlite', 'postgres'] as const).flatMap(name => [
    target(`${name}: decisions kept and answered`, 'at least', 1_000, median(turns[name]!.rates), aSecond),
    target(`${name}: p99`, 'at most', 50, median(turns[name]!.p99s), ms),
  ]),
]
