import { firstDayOf, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { RuleDocument } from '../language/rulebook.ts'
import type { LayerDocuments, Placed } from '../parse/rule-documents.ts'
import {
  checkCitations,
  checkConditions,
  checkReading,
  givenDatesIn,
  type Reporter,
  reporter,
  reportUnknown,
} from './conditions.ts'
import { checkDays } from './days.ts'
import { checkEditions } from './editions.ts'
import { eventOf } from './events.ts'
import { checkExceptions } from './exceptions.ts'
import type { RuleScope } from './rule-scope.ts'
import type { Rule } from './rulebook.ts'

/** A layer’s rules with their events and days resolved. `national` is what a council may see but never touch. */
export const rulesOf = (
  layer: LayerDocuments,
  national: LayerDocuments,
  scope: RuleScope,
  issues: Issue[],
): readonly Rule[] => {
  const rules = layer.rules.flatMap(placed => checkRule(placed, layer, scope, reporter(placed.file, issues)) ?? [])
  checkExceptions(layer, national, issues)
  checkEditions(layer.rules, issues)
  return rules
}

const checkRule = (
  { value: rule, file, pointer: at }: Placed<RuleDocument>,
  layer: LayerDocuments,
  scope: RuleScope,
  report: Reporter,
): Rule | undefined => {
  checkEffective(rule, scope, `${at}/effective`, report)
  checkConditions(rule.conditions, scope, `${at}/conditions`, report)
  checkCitations(rule.citations, scope.sources, `${at}/citations`, report)
  const decision = scope.decisions.get(rule.decision)
  if (decision === undefined) {
    reportUnknown(report, `${at}/decision`, 'decision', rule.decision, scope.decisions.keys(), 'unknown-decision')
    return undefined
  }
  const prefix = `${layer.id}.${rule.decision}.`
  if (!rule.name.startsWith(prefix)) {
    report(`${at}/name`, 'malformed', `The name of this rule begins with its authority and decision: “${prefix}…”.`)
  }
  const event = eventOf(rule, decision, scope, `${at}/event`, report)
  if (event?.type === 'deadline' && event.reading !== undefined) {
    checkReading(event.reading, scope, `${at}/event/params`, report)
  }
  const { from, to } = rule.effective
  const excepting = layer.rules.filter(other => other.value.exceptionTo.includes(rule.name))
  return (
    event && {
      ...rule,
      event,
      layer: layer.id,
      file,
      pointer: at,
      firstDay: from === null ? null : firstDayOf(from),
      lastDay: to === undefined ? null : lastDayOf(to),
      exceptedBy: [...new Set(excepting.map(other => other.value.name))].sort(),
    }
  )
}

const checkEffective = (rule: RuleDocument, scope: RuleScope, at: string, report: Reporter): void => {
  checkDays(rule.effective, at, report)
  const { clock } = rule.effective
  const dates = givenDatesIn(scope)
  if (clock !== undefined && !dates.includes(clock)) {
    reportUnknown(report, `${at}/clock`, 'date fact', clock, dates, 'unknown-fact')
  }
}
