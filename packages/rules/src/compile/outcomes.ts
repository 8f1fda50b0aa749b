import type { DecisionDefinition } from '../language/decisions.ts'
import type { InvariantDocument, Outcome } from '../language/invariants.ts'
import { type Reporter, reportUnknown } from './conditions.ts'
import type { RuleScope } from './rule-scope.ts'

type While = NonNullable<Extract<InvariantDocument, { outcome: unknown }>['while']>

/** Checks that the decision can come to this: that it has the answer, the requirement, the list and its item, or that there is such a deadline. */
export const checkInvariantOutcome = (
  outcome: Outcome,
  decision: DecisionDefinition,
  scope: RuleScope,
  at: string,
  report: Reporter,
): void => {
  if ('answer' in outcome) {
    const answers = decision.answers.map(one => one.id)
    if (!answers.includes(outcome.answer))
      reportUnknown(report, `${at}/answer`, 'answer in this decision', outcome.answer, answers)
  } else if ('requirement' in outcome) checkRequirement(outcome.requirement, decision, `${at}/requirement`, report)
  else if ('list' in outcome) checkItem(outcome, decision, scope, at, report)
  else if (!scope.deadlines.has(outcome.deadline))
    reportUnknown(report, `${at}/deadline`, 'deadline', outcome.deadline, scope.deadlines)
}

/** Checks that the decision has the requirement, or, for “any”, at least one. */
export const checkWhile = (
  { requirement }: While,
  decision: DecisionDefinition,
  at: string,
  report: Reporter,
): void => {
  const isAny = requirement === 'any' && decision.requirements.length > 0
  if (!isAny) checkRequirement(requirement, decision, `${at}/requirement`, report)
}

const checkRequirement = (name: string, decision: DecisionDefinition, at: string, report: Reporter): void => {
  const known = decision.requirements.map(one => one.id)
  if (known.length === 0)
    report(at, 'not-allowed-here', `“${decision.id}” has no requirements; only a permit decision has.`)
  else if (!known.includes(name)) reportUnknown(report, at, 'requirement in this decision', name, known)
}

const checkItem = (
  { list: id, item, verb }: Extract<Outcome, { list: string }>,
  decision: DecisionDefinition,
  scope: RuleScope,
  at: string,
  report: Reporter,
): void => {
  const list = decision.lists.includes(id) ? scope.lists.get(id) : undefined
  if (list === undefined) return reportUnknown(report, `${at}/list`, 'list in this decision', id, decision.lists)
  const items = list.items.map(one => one.id)
  const verbs = list.verbs.map(one => one.id)
  if (!items.includes(item)) reportUnknown(report, `${at}/item`, 'item in this list', item, items)
  if (verb !== undefined && !verbs.includes(verb)) reportUnknown(report, `${at}/verb`, 'verb in this list', verb, verbs)
}
