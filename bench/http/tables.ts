import { median } from '../measure.ts'
import { perSecond, times } from '../table.ts'
import { type Overload, timesCapacity } from './overload.ts'
import type { Usage } from './servers/announce.ts'
import { traces } from './subjects.ts'
import { ratio, type Turns } from './turns.ts'

type Cells = readonly (readonly string[])[]

/** All that a run found. */
export interface Found {
  readonly turns: Turns
  readonly memory: Readonly<Record<string, readonly [before: Usage, after: Usage]>>
  readonly overloads: Readonly<Record<string, Overload>>
}

const names: Readonly<Record<string, string>> = {
  'service-none': 'the service, without trace',
  'bare-none': 'a bare handler, answers as long',
  'service-full': 'the service, with its full trace',
  'bare-full': 'a bare handler, answers as long',
  engine: 'json-rules-engine behind Express',
  off: 'records off',
  sqlite: 'records in SQLite',
  postgres: 'records in PostgreSQL',
}
/** Milliseconds for a table. */
export const milliseconds = (value: number): string => value.toFixed(1)
const mebibytes = (value: number): string => `${Math.round(value)} MiB`
const percent = (value: number): string => `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`

/** How many requests each server answers, as rows of a table. */
export const rateRows = ({ turns }: Pick<Found, 'turns'>): Cells => [
  ['', 'requests a second', 'p50, ms', 'p99, ms', 'µs of a processor each', 'processor busy', 'turned away'],
  ...Object.entries(turns).map(([name, of]) => [
    names[name]!,
    perSecond(median(of.rates)),
    milliseconds(median(of.p50s)),
    milliseconds(median(of.p99s)),
    perSecond(median(of.costs)),
    percent(median(of.busy)),
    percent(median(of.shed)),
  ]),
]

/** What each server takes of memory, as rows. */
export const memoryRows = ({ memory }: Found): Cells => [
  ['', 'resident before', 'after', 'heap before', 'after'],
  ...Object.entries(memory).map(([name, [before, after]]) => [
    name,
    ...[before.rssBytes, after.rssBytes, before.heapBytes, after.heapBytes].map(bytes => mebibytes(bytes / 2 ** 20)),
  ]),
]

/** What the service does under more than it can take, as rows. */
export const overloadRows = ({ overloads }: Found): Cells => [
  [
    '',
    'peak',
    'sent, to the peak',
    'decided',
    'to the peak',
    'p99, ms',
    'turned away',
    'said when',
    'other',
    'heap',
    'resident',
  ],
  ...Object.entries(overloads).map(([name, of]) => [
    name,
    perSecond(of.peak),
    times(of.offered),
    perSecond(of.goodput),
    percent(of.goodput / of.peak),
    milliseconds(of.p99),
    perSecond(of.shedCount),
    perSecond(of.saidWhenCount),
    perSecond(of.otherCount),
    of.heap.map(mebibytes).join(' to '),
    of.resident.map(mebibytes).join(' to '),
  ]),
]

/** One target: what was wanted, what was found, and if that is met. */
export const target = (what: string, bound: 'at least' | 'at most', wanted: number, found: number, show = times) => [
  what,
  `${bound} ${show(wanted)}`,
  show(found),
  (bound === 'at least' ? found >= wanted : found <= wanted) ? 'met' : 'short',
]

const [growthMost, resident] = [16, (value: number) => `${value.toFixed(0)} MiB`]

/** All targets of the service, as rows. */
export const targetRows = ({ turns, overloads }: Found): Cells => [
  ['', 'target', 'found', ''],
  ...traces.flatMap(trace => {
    const [service, bare] = [`service-${trace}`, `bare-${trace}`]
    const with_ = trace === 'none' ? 'without trace' : 'with full trace'
    return [
      target(
        `${with_}: throughput, to the bare handler`,
        'at least',
        0.5,
        ratio(turns, 'rates', service, bare),
        percent,
      ),
      target(`${with_}: p99, to the bare handler`, 'at most', 3, ratio(turns, 'p99s', service, bare)),
      target(`${with_}: throughput, to json-rules-engine`, 'at least', 3, ratio(turns, 'rates', service, 'engine')),
    ]
  }),
  target('overload, batches: sent, to the peak', 'at least', timesCapacity, overloads.batches!.offered),
  ...Object.entries(overloads).flatMap(([name, of]) => [
    target(`overload, ${name}: decided, to the peak`, 'at least', 0.8, of.goodput / of.peak, percent),
    target(
      `overload, ${name}: sheds that say when to come back`,
      'at least',
      1,
      of.saidWhenCount / of.shedCount,
      percent,
    ),
    target(`overload, ${name}: growth of the heap`, 'at most', growthMost, of.heap[1] - of.heap[0], resident),
  ]),
]
