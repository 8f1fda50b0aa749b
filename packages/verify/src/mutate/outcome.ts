import type { Decision, Refusal } from '@virtual-school/rules'

/**
 * What two sets of rules must agree on to count as the same: answers, requirements, items and deadlines, with their statuses
 * and forces. Titles, reasons, what is missing, readings and the trace are not among it.
 */
export const outcomeKey = (outcome: Decision | Refusal): string => {
  if ('issues' in outcome) return JSON.stringify(outcome.issues.map(one => one.code))
  const { possibleAnswers, requirements, lists, deadlines } = outcome
  return JSON.stringify([
    possibleAnswers,
    requirements.map(one => [one.id, one.status, one.applies, one.force]),
    Object.entries(lists).map(([list, items]) => [list, items.map(one => [one.item, one.verb, one.status, one.force])]),
    deadlines.map(one => [one.action, one.role, one.status, one.date, one.basis]),
  ])
}
