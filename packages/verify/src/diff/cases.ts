import type { Decision, Refusal, Rules } from '@virtual-school/rules'
import { type CaseCount, caseOf, isRefused } from './case-count.ts'

/** What a change of the rules does to real requests. */
export interface CaseTally {
  readonly requestsCount: number
  readonly unchangedCount: number
  /** Refused by both. */
  readonly refusedCount: number
  /** The most frequent first. */
  readonly changes: readonly CaseCount[]
}

export interface CaseCounter {
  readonly add: (before: Decision | Refusal, after: Decision | Refusal) => void
  readonly addRefused: () => void
  readonly tally: () => CaseTally
}

/** Counts what changes between two versions of the rules, request by request. Keeps no fact of any. */
export const caseCounter = (old: Rules, now: Rules): CaseCounter => {
  const counts = new Map<string, CaseCount>()
  const sums = { requestsCount: 0, unchangedCount: 0, refusedCount: 0 }
  const addRefused = () => {
    sums.requestsCount += 1
    sums.refusedCount += 1
  }
  const add: CaseCounter['add'] = (before, after) => {
    if (isRefused(before) && isRefused(after)) return addRefused()
    sums.requestsCount += 1
    const found = caseOf(old, before, now, after)
    if (found === undefined) sums.unchangedCount += 1
    else {
      const key = JSON.stringify(found)
      counts.set(key, { ...found, count: (counts.get(key)?.count ?? 0) + 1 })
    }
  }
  const tally = () => ({ ...sums, changes: [...counts.values()].sort((a, b) => b.count - a.count || order(a, b)) })
  return { add, addRefused, tally }
}

const order = (a: CaseCount, b: CaseCount): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
