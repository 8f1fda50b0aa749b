import type { Refusal } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { columns, count } from '../../terminal/layout.ts'
import type { BatchTally } from './job.ts'

const refusedKey = 'refused'
// No id holds a space, so a decision and its answer can share a key.
type Counted = Pick<Decision, 'decision' | 'answer' | 'status'> | Refusal
const tallyKey = (result: Counted): string =>
  'issues' in result ? refusedKey : `${result.decision} ${result.answer ?? result.status}`

/** Counts one result into the tally. */
export const countResult = (tally: Record<string, number>, result: Counted): void => {
  const key = tallyKey(result)
  tally[key] = (tally[key] ?? 0) + 1
}

/** Adds a tally to the sum. */
export const addTally = (sum: Record<string, number>, tally: BatchTally): void => {
  for (const [key, number] of Object.entries(tally)) sum[key] = (sum[key] ?? 0) + number
}

/** Whether a line was refused. */
export const isAnyRefused = (tally: BatchTally): boolean => (tally[refusedKey] ?? 0) > 0

/** How many lines a tally counts. */
export const sumTally = (tally: BatchTally): number => Object.values(tally).reduce((sum, number) => sum + number, 0)

/** How many lines were answered and how often each answer was given. */
export const renderTally = (tally: BatchTally): string => {
  const rows = Object.entries(tally)
    .sort(([a], [b]) => Number(a === refusedKey) - Number(b === refusedKey) || (a < b ? -1 : 1))
    .map(([key, number]) => ['', ...(key === refusedKey ? [key, ''] : key.split(' ')), number.toLocaleString('en-GB')])
  return [count(sumTally(tally), 'line'), ...(rows.length > 0 ? [columns(rows)] : [])].join('\n')
}
