import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { isObject } from '@virtual-school/rules/internal'
import type { FoundCase } from '../session.ts'
import type { WitnessCase } from '../witness/witness.ts'
import type { Comparison } from './comparison.ts'
import { type DecisionChanges, decisionChanges } from './decision-changes.ts'

/** Builds the whole request of a case. */
export const buildRequest = ({ authority, decision }: Comparison, found: FoundCase): WitnessCase => ({
  decision,
  authority,
  ...found,
})

/** Compares what `evaluate` decides on both sides; undefined if either refuses the request. */
export const replayOnBoth = (
  { rules: [old, now] }: Comparison,
  request: DecisionRequest,
): DecisionChanges | undefined => {
  const [before, after] = askBoth(old, now, { ...request, trace: 'none' })
  if ('issues' in before || 'issues' in after) return undefined
  return decisionChanges(old, before, now, after, { withDates: false })
}

/** Evaluates the same request on both sides, each with only the facts that its vocabulary has. */
export const askBoth = (old: Rules, now: Rules, request: DecisionRequest) =>
  [old.evaluate(dropForeign(old, now, request)), now.evaluate(dropForeign(now, old, request))] as const

/** Drops the facts that only the other vocabulary has; what neither has stays, to be refused. */
const dropForeign = (rules: Rules, other: Rules, request: DecisionRequest): DecisionRequest => {
  const isKnown = (name: string): boolean =>
    rules.rulebook.factsByName.has(name) || !other.rulebook.factsByName.has(name)
  if (!isObject(request) || !isObject(request.facts)) return request
  return { ...request, facts: Object.fromEntries(Object.entries(request.facts).filter(([name]) => isKnown(name))) }
}
