import type { DecisionRequest } from '@virtual-school/rules'
import type { Case } from '../session.ts'
import type { WitnessCase } from '../witness/witness.ts'
import { askBoth } from './ask-both.ts'
import type { Comparison } from './comparison.ts'
import { type DecisionChanges, decisionChanges } from './decision-changes.ts'

export const requestOf = ({ authority, decision }: Comparison, found: Case): WitnessCase => ({
  decision,
  authority,
  ...found,
})

/** What `evaluate` makes of a request on both sides; undefined where either refuses it. */
export const replay = ({ rules: [old, now] }: Comparison, request: DecisionRequest): DecisionChanges | undefined => {
  const [before, after] = askBoth(old, now, { ...request, trace: 'none' })
  if ('issues' in before || 'issues' in after) return undefined
  return decisionChanges(old, before, now, after, { withDates: false })
}
