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

export const isRefused = (result: Decision | Refusal): result is Refusal => 'issues' in result

/** What one request comes to; undefined where nothing changes. */
export const caseOf = (
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
const directionsIn = ({ answer, findings }: DecisionChanges): readonly Direction[] => [
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
