import type { Refusal } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import { type DecisionChanges, decisionChanges, isUnchanged } from './decision-changes.ts'
import { combineDirections, type Direction } from './direction.ts'

/** What a change of the rules does to real requests. */
export interface CaseTally {
  readonly requestsCount: number
  readonly unchangedCount: number
  /** Refused by both. */
  readonly refusedCount: number
  /** The most frequent first. */
  readonly changes: readonly CaseCount[]
}

/** Counts requests as they come. */
export interface CaseCounter {
  readonly add: (before: Decision | Refusal, after: Decision | Refusal) => void
  /** Counts a request that could not be read. */
  readonly addRefused: () => void
  readonly tally: () => CaseTally
}

/** Counts what changes between two versions of the rules, request by request. Keeps no facts. */
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
    const found = classifyCase(old, before, now, after)
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

const isRefused = (result: Decision | Refusal): result is Refusal => 'issues' in result

/** What changes for one request; undefined if nothing does. */
const classifyCase = (
  old: Rules,
  before: Decision | Refusal,
  now: Rules,
  after: Decision | Refusal,
): Omit<CaseCount, 'count'> | undefined => {
  if (isRefused(before) || isRefused(after)) return classifyRefused(before, after)
  const changes = decisionChanges(old, before, now, after)
  if (isUnchanged(changes)) return undefined
  const parts = directionsIn(changes)
  return {
    authority: after.authority,
    decision: after.decision,
    before: nameAnswer(before),
    after: nameAnswer(after),
    direction: combineDirections(parts),
    isLessProtective: parts.includes('less-protective'),
    findings: changes.findings.map(one => `${one.finding} ${one.change}`),
  }
}

/** Every way in which something changed. */
const directionsIn = ({ answer, findings }: DecisionChanges): readonly Direction[] => [
  ...(answer === undefined ? [] : [answer.direction]),
  ...findings.map(one => one.direction),
]

const nameAnswer = (decision: Decision): string => decision.answer ?? decision.status

const classifyRefused = (before: Decision | Refusal, after: Decision | Refusal): Omit<CaseCount, 'count'> => {
  const { authority, decision } = (isRefused(before) ? after : before) as Decision
  const said = (one: Decision | Refusal) => (isRefused(one) ? 'refused' : nameAnswer(one))
  const common = { direction: 'other', isLessProtective: false, findings: [] } as const
  return { authority, decision, before: said(before), after: said(after), ...common }
}
