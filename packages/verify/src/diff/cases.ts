import type { Decision, Refusal, Rules } from '@virtual-school/rules'
import { type DecisionChanges, decisionChanges, isUnchanged } from './decision-changes.ts'
import { type Direction, together } from './direction.ts'

/** How often real requests came to one change. */
export interface CaseCount {
  readonly authority: string
  readonly decision: string
  /** The answer, `undetermined`, or `refused`. */
  readonly before: string
  readonly after: string
  readonly direction: Direction
  readonly isLessProtective: boolean
  /** `requirements/end-date added`, sorted. */
  readonly findings: readonly string[]
  readonly count: number
}

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

const isRefused = (result: Decision | Refusal): result is Refusal => 'issues' in result
const order = (a: CaseCount, b: CaseCount): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

const caseOf = (
  old: Rules,
  before: Decision | Refusal,
  now: Rules,
  after: Decision | Refusal,
): Omit<CaseCount, 'count'> | undefined => {
  if (isRefused(before) || isRefused(after)) return refusedBy(before, after)
  const changes = decisionChanges(old, before, now, after)
  if (isUnchanged(changes)) return undefined
  const parts = directionsIn(changes)
  return {
    authority: after.authority,
    decision: after.decision,
    before: answerOf(before),
    after: answerOf(after),
    direction: together(parts),
    isLessProtective: parts.includes('less-protective'),
    findings: changes.findings.map(one => `${one.finding} ${one.change}`),
  }
}

/** Every way in which something changed. */
export const directionsIn = ({ answer, findings }: DecisionChanges): readonly Direction[] => [
  ...(answer === undefined ? [] : [answer.direction]),
  ...findings.map(one => one.direction),
]

const answerOf = (decision: Decision): string => decision.answer ?? decision.status

const refusedBy = (before: Decision | Refusal, after: Decision | Refusal): Omit<CaseCount, 'count'> => {
  const { authority, decision } = (isRefused(before) ? after : before) as Decision
  const said = (one: Decision | Refusal) => (isRefused(one) ? 'refused' : answerOf(one))
  const common = { direction: 'other', isLessProtective: false, findings: [] } as const
  return { authority, decision, before: said(before), after: said(after), ...common }
}
