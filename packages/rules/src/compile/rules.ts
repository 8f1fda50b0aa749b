import { firstDayOf, isCivilDate, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { RuleDocument } from '../language/rulebook.ts'
import type { LayerDocuments, PlacedValue } from '../parse/rule-documents.ts'
import { questionsNamed } from '../parse/rule-heads.ts'
import { sortNames } from './circles.ts'
import {
  checkCitations,
  checkConditions,
  checkReading,
  listGivenDates,
  type Reporter,
  reporter,
  reportUnknown,
} from './conditions.ts'
import { checkDays } from './days.ts'
import { compileEvents } from './events.ts'
import type { RuleScope } from './rule-scope.ts'
import type { Rule } from './rulebook.ts'
import { reportTwice } from './vocabulary.ts'

/** A layer’s rules with their events and days resolved. `national` is what a council may see but never touch. */
export const compileRules = (
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
  { value: rule, file, pointer: at }: PlacedValue<RuleDocument>,
  layer: LayerDocuments,
  scope: RuleScope,
  report: Reporter,
): Rule | undefined => {
  checkEffective(rule, scope, `${at}/effective`, report)
  checkConditions(rule.conditions, scope, `${at}/conditions`, report)
  checkCitations(rule.citations, scope.sources, `${at}/citations`, report)
  const decisions = checkQuestions(rule, layer, scope, at, report)
  if (decisions === undefined) return undefined
  const events = compileEvents(rule, decisions, scope, `${at}/event`, report)
  for (const reading of listDeadlineReadings(events)) checkReading(reading, scope, `${at}/event/params`, report)
  const { from, to } = rule.effective
  const excepting = layer.rules.filter(other => other.value.exceptionTo.includes(rule.name))
  return {
    ...rule,
    events,
    layer: layer.id,
    file,
    pointer: at,
    firstDay: from === null ? null : firstDayOf(from),
    lastDay: to === undefined ? null : lastDayOf(to),
    exceptedBy: [...new Set(excepting.map(other => other.value.name))].sort(),
  }
}

/** The questions of a rule; undefined, with issues reported, if one of them is not there. Its name begins with the only one. */
const checkQuestions = (
  rule: RuleDocument,
  layer: LayerDocuments,
  scope: RuleScope,
  at: string,
  report: Reporter,
): readonly DecisionDefinition[] | undefined => {
  if (rule.decision !== undefined && rule.decisions !== undefined)
    report(`${at}/decisions`, 'not-allowed-here', 'A rule has either “decision” or “decisions”.')
  const names = questionsNamed(rule)
  const places = rule.decisions?.map((_, i) => `${at}/decisions/${i}`) ?? [`${at}/decision`]
  reportTwice(names, i => places[i]!, 'question', report)
  const found = names.flatMap((name, i) => {
    const decision = scope.decisions.get(name)
    if (decision === undefined)
      reportUnknown(report, places[i]!, 'decision', name, scope.decisions.keys(), 'unknown-decision')
    return decision ?? []
  })
  if (found.length < names.length) return undefined
  const prefix = names.length > 1 ? `${layer.id}.` : `${layer.id}.${names[0]}.`
  if (!rule.name.startsWith(prefix)) {
    const parts = names.length > 1 ? 'its authority' : 'its authority and decision'
    report(`${at}/name`, 'malformed', `The name of this rule begins with ${parts}: “${prefix}…”.`)
  }
  return found
}

const listDeadlineReadings = (events: Rule['events']): ReadonlySet<string> =>
  new Set([...events.values()].flat().flatMap(event => (event.type === 'deadline' ? (event.reading ?? []) : [])))

const checkEffective = (rule: RuleDocument, scope: RuleScope, at: string, report: Reporter): void => {
  checkDays(rule.effective, at, report)
  const { clock } = rule.effective
  const dates = listGivenDates(scope)
  if (clock !== undefined && !dates.includes(clock)) {
    reportUnknown(report, `${at}/clock`, 'date fact', clock, dates, 'unknown-fact')
  }
}

/** Editions of one rule share a name and a clock, are never in force on the same day, and at most one is yet without a date. */
const checkEditions = (rules: readonly PlacedValue<RuleDocument>[], issues: Issue[]): void => {
  const byName = new Map<string, PlacedValue<RuleDocument>[]>()
  for (const rule of rules) {
    const earlier = byName.get(rule.value.name) ?? []
    for (const other of earlier) checkPair(other, rule, issues)
    byName.set(rule.value.name, [...earlier, rule])
  }
}

type Effective = RuleDocument['effective']

const checkPair = (
  before: PlacedValue<RuleDocument>,
  { file, pointer, value }: PlacedValue<RuleDocument>,
  issues: Issue[],
): void => {
  const other = before.value.effective
  const { name, effective } = value
  const report = reporter(file, issues)
  const at = `${pointer}/effective`
  if (effective.from === null && other.from === null) {
    report(at, 'duplicate-name', `There is already an edition of “${name}” that is not yet in force.`)
  }
  if (effective.from === null || other.from === null) return
  if (other.clock !== effective.clock) report(at, 'kind-mismatch', 'The editions of one rule share their clock.')
  const [mine, its] = [findPeriod(effective), findPeriod(other)]
  if (mine === undefined || its === undefined || its.last < mine.first || mine.last < its.first) return
  const where = before.file === file ? '' : ` It stands in “${before.file}”: is one file a copy of the other?`
  const remedy = 'End it the day before, or give this rule a name of its own.'
  report(at, 'overlapping-editions', `Another edition of “${name}” is in force on the same day.${where} ${remedy}`)
}

/** The first and the last day in force; undefined if one of them is no day. */
const findPeriod = ({ from, to }: Effective): { first: string; last: string } | undefined => {
  const first = firstDayOf(from ?? '')
  const last = to === undefined ? '9999-12-31' : lastDayOf(to)
  return isCivilDate(first) && isCivilDate(last) ? { first, last } : undefined
}

/** An exception names a rule of the same layer and decision, and no exceptions run in a circle. */
const checkExceptions = (layer: LayerDocuments, national: LayerDocuments, issues: Issue[]): void => {
  const own = new Map(layer.rules.map(({ value }) => [value.name, value]))
  const nationwide = new Set(layer === national ? [] : national.rules.map(({ value }) => value.name))
  for (const { value, file, pointer } of layer.rules) {
    const report = reporter(file, issues)
    value.exceptionTo.forEach((name, i) => {
      const place = `${pointer}/exceptionTo/${i}`
      const target = own.get(name)
      if (nationwide.has(name)) {
        const message = `“${name}” is a national rule; a council may except only its own.`
        report(place, 'local-loosens-national', message)
      } else if (target === undefined) reportUnknown(report, place, 'rule', name, own.keys())
      else if (!questionsNamed(target).every(one => questionsNamed(value).includes(one)))
        report(place, 'not-allowed-here', 'A rule excepts rules of its own decision only: it names each of theirs.')
    })
  }
  checkCircles(layer, issues)
}

const checkCircles = (layer: LayerDocuments, issues: Issue[]): void => {
  const edges = new Map<string, readonly string[]>()
  for (const { value } of layer.rules) {
    // Editions share a name, and a way that two of them name is still one way.
    edges.set(value.name, [...new Set([...(edges.get(value.name) ?? []), ...value.exceptionTo])])
  }
  for (const circle of sortNames(edges).circles) {
    const first = layer.rules.find(
      ({ value }) => circle.includes(value.name) && value.exceptionTo.some(name => circle.includes(name)),
    )!
    const message = `These rules except one another in a circle: ${circle.join(', ')}.`
    issues.push({ code: 'circle', file: first.file, pointer: `${first.pointer}/exceptionTo`, message })
  }
}
