import { firstDayOf, isCivilDate, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { DecisionDefinition, DecisionsDocument } from '../language/decisions.ts'
import type { RuleDocument } from '../language/rulebook.ts'
import type { LayerDocuments, Placed } from '../parse/rule-documents.ts'
import { circlesIn } from './circles.ts'
import { type Reporter, type Scope, checkCondition, checkReading, reportUnknown, reporter } from './conditions.ts'
import type { Rule } from './rulebook.ts'
import { eventOf } from './events.ts'

export interface RuleScope extends Scope {
  readonly decisions: ReadonlyMap<string, DecisionDefinition>
  readonly lists: ReadonlyMap<string, DecisionsDocument['lists'][number]>
  readonly deadlines: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
}

/** A layer’s rules with their events and days resolved. `national` is what a council may see but never touch. */
export const rulesOf = (layer: LayerDocuments, national: LayerDocuments, scope: RuleScope, issues: Issue[]): readonly Rule[] => {
  const rules = layer.rules.flatMap(placed => {
    const before = issues.length
    const rule = checkRule(placed, layer, scope, reporter(placed.file, issues))
    return issues.length === before && rule ? [rule] : []
  })
  checkExceptions(layer, national, issues)
  checkEditions(rules, issues)
  return rules
}

const checkRule = ({ value: rule, file, pointer: at }: Placed<RuleDocument>, layer: LayerDocuments, scope: RuleScope, report: Reporter): Rule | undefined => {
  const decision = scope.decisions.get(rule.decision)
  if (decision === undefined) {
    reportUnknown(report, `${at}/decision`, 'decision', rule.decision, scope.decisions.keys(), 'unknown-decision')
    return undefined
  }
  const prefix = `${layer.id}.${rule.decision}.`
  if (!rule.name.startsWith(prefix)) report(`${at}/name`, 'malformed', `The name of this rule begins with its authority and decision: “${prefix}…”.`)
  checkEffective(rule, scope, `${at}/effective`, report)
  checkCondition(rule.conditions, scope, `${at}/conditions`, report)
  rule.citations.forEach((citation, i) => {
    if (!scope.sources.has(citation.source)) reportUnknown(report, `${at}/citations/${i}/source`, 'source', citation.source, scope.sources)
  })
  const event = eventOf(rule, decision, scope, `${at}/event`, report)
  if (event?.type === 'deadline' && event.reading !== undefined) checkReading(event.reading, scope, `${at}/event/params`, report)
  const { from, to } = rule.effective
  return event && {
    ...rule, event, layer: layer.id, file, pointer: at,
    firstDay: from === null ? null : firstDayOf(from),
    lastDay: to === undefined ? null : lastDayOf(to),
    exceptedBy: [...new Set(layer.rules.filter(other => other.value.exceptionTo.includes(rule.name)).map(other => other.value.name))].sort(),
  }
}

const checkEffective = (rule: RuleDocument, scope: RuleScope, at: string, report: Reporter): void => {
  const { from, to, clock } = rule.effective
  for (const [member, day] of [['from', from], ['to', to]] as const) {
    if (day && !isCivilDate(firstDayOf(day))) return report(`${at}/${member}`, 'impossible-date', 'A day of the calendar, or a month, is expected.')
  }
  if (from !== null && to !== undefined && lastDayOf(to) < firstDayOf(from)) report(`${at}/to`, 'out-of-range', 'The last day in force lies before the first.')
  const fact = clock === undefined ? undefined : scope.facts.get(clock)
  if (clock !== undefined && (fact === undefined || fact.type !== 'date' || !fact.kept)) {
    const dates = [...scope.facts.values()].filter(one => one.type === 'date' && one.kept).map(one => one.name)
    reportUnknown(report, `${at}/clock`, 'date fact', clock, dates, 'unknown-fact')
  }
}

/** An exception names a rule of the same layer and decision, and no exceptions run in a circle. */
const checkExceptions = (layer: LayerDocuments, national: LayerDocuments, issues: Issue[]): void => {
  const own = new Map(layer.rules.map(({ value }) => [value.name, value]))
  const nationwide = new Set(national.rules.map(({ value }) => value.name))
  for (const { value, file, pointer } of layer.rules) {
    const report = reporter(file, issues)
    value.exceptionTo.forEach((name, i) => {
      const place = `${pointer}/exceptionTo/${i}`
      const target = own.get(name)
      if (layer !== national && nationwide.has(name)) report(place, 'local-loosens-national', `“${name}” is a national rule; a council may except only its own.`)
      else if (target === undefined) reportUnknown(report, place, 'rule', name, own.keys())
      else if (target.decision !== value.decision) report(place, 'not-allowed-here', 'A rule excepts rules of its own decision only.')
    })
  }
  const edges = new Map<string, readonly string[]>()
  for (const { value } of layer.rules) edges.set(value.name, [...(edges.get(value.name) ?? []), ...value.exceptionTo])
  for (const circle of circlesIn(edges)) {
    const first = layer.rules.find(({ value }) => circle.includes(value.name))!
    issues.push({ code: 'circle', file: first.file, pointer: `${first.pointer}/exceptionTo`, message: `These rules except one another in a circle: ${circle.join(', ')}.` })
  }
}

/** Editions of one rule share a name, a decision and a clock, and are never in force on the same day. */
const checkEditions = (rules: readonly Rule[], issues: Issue[]): void => {
  const dated = rules.filter(rule => rule.firstDay !== null)
  dated.forEach((rule, i) => {
    for (const other of dated.slice(0, i)) {
      if (other.name !== rule.name) continue
      const report = reporter(rule.file, issues)
      const overlap = (other.lastDay === null || other.lastDay >= rule.firstDay!) && (rule.lastDay === null || rule.lastDay >= other.firstDay!)
      if (overlap) report(`${rule.pointer}/effective`, 'overlapping-editions', `Another edition of “${rule.name}” is in force on the same day. End it the day before, or give this rule a name of its own.`)
      if (other.effective.clock !== rule.effective.clock) report(`${rule.pointer}/effective`, 'kind-mismatch', 'The editions of one rule share their clock.')
    }
  })
}
