import { match } from 'ts-pattern'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import type { RuleDocument } from '../language/rulebook.ts'
import { listGivenDates, type Reporter, reportUnknown } from './conditions.ts'
import type { RuleScope } from './rule-scope.ts'
import type { RuleEvent } from './rulebook.ts'

type Params = RuleDocument['event']['params']
type Param = keyof Params

const needed: Record<RuleDocument['event']['type'], { required: readonly Param[]; optional: readonly Param[] }> = {
  conclude: { required: ['answer'], optional: [] },
  require: { required: ['requirement'], optional: [] },
  include: { required: ['list', 'item'], optional: ['verb'] },
  deadline: { required: ['action', 'role', 'count', 'unit', 'direction', 'of'], optional: ['reading'] },
  none: { required: [], optional: [] },
}

/** What a rule does when it holds; undefined, with issues reported, if it names something that its decision does not have. */
export const compileEvent = (
  rule: RuleDocument,
  decision: DecisionDefinition,
  scope: RuleScope,
  at: string,
  report: Reporter,
): RuleEvent | undefined => {
  const { type, params } = rule.event
  const { required, optional } = needed[type]
  for (const member of required)
    if (params[member] === undefined)
      report(`${at}/params/${member}`, 'missing-member', `The event “${type}” needs “${member}”.`)
  for (const member of Object.keys(params) as Param[]) {
    if (!required.includes(member) && !optional.includes(member))
      report(`${at}/params/${member}`, 'not-allowed-here', `The event “${type}” has no “${member}”.`)
  }
  if (required.some(member => params[member] === undefined)) return undefined
  return match(type)
    .with('conclude', () => compileConclusion(params, decision, at, report))
    .with('require', () => compileRequirement(params, decision, at, report))
    .with('include', () => compileInclusion(params, decision, scope, at, report))
    .with('deadline', () => compileDeadline(params, scope, at, report))
    .with('none', () => ({ type: 'none' as const }))
    .exhaustive()
}

const compileConclusion = (params: Params, decision: DecisionDefinition, at: string, report: Reporter): RuleEvent => {
  const answers = decision.answers.slice(0, -1).map(one => one.id)
  if (!forms[decision.form].ownEvents.includes('conclude'))
    report(`${at}/type`, 'not-allowed-here', 'Only the rules of a classify decision conclude an answer.')
  else if (!answers.includes(params.answer!)) {
    if (decision.answers.at(-1)!.id === params.answer)
      report(
        `${at}/params/answer`,
        'not-allowed-here',
        `“${params.answer}” is the answer if no other holds; no rule concludes it.`,
      )
    else reportUnknown(report, `${at}/params/answer`, 'answer', params.answer!, answers)
  }
  return { type: 'conclude', answer: params.answer! }
}

const compileRequirement = (params: Params, decision: DecisionDefinition, at: string, report: Reporter): RuleEvent => {
  const known = decision.requirements.map(one => one.id)
  if (!forms[decision.form].ownEvents.includes('require'))
    report(`${at}/type`, 'not-allowed-here', 'Only the rules of a permit decision require something.')
  else if (!known.includes(params.requirement!))
    reportUnknown(report, `${at}/params/requirement`, 'requirement', params.requirement!, known)
  return { type: 'require', requirement: params.requirement! }
}

const compileInclusion = (
  params: Params,
  decision: DecisionDefinition,
  scope: RuleScope,
  at: string,
  report: Reporter,
): RuleEvent | undefined => {
  const list = scope.lists.get(params.list!)
  if (list === undefined || !decision.lists.includes(params.list!)) {
    reportUnknown(report, `${at}/params/list`, 'list in this decision', params.list!, decision.lists)
    return undefined
  }
  const items = list.items.map(one => one.id)
  const verbs = list.verbs.map(one => one.id)
  if (!items.includes(params.item!))
    reportUnknown(report, `${at}/params/item`, 'item in this list', params.item!, items)
  if (verbs.length > 0 && params.verb === undefined)
    report(`${at}/params/verb`, 'missing-member', `An item of “${list.id}” needs a “verb”: ${verbs.join(', ')}.`)
  if (params.verb !== undefined && !verbs.includes(params.verb))
    reportUnknown(report, `${at}/params/verb`, 'verb in this list', params.verb, verbs)
  return { type: 'include', list: list.id, item: params.item!, verb: params.verb }
}

const compileDeadline = (params: Params, scope: RuleScope, at: string, report: Reporter): RuleEvent => {
  const [action, role, of] = [params.action!, params.role!, params.of!]
  const { count, unit, direction, reading } = params
  if (!scope.deadlines.has(action)) reportUnknown(report, `${at}/params/action`, 'deadline', action, scope.deadlines)
  const dates = listGivenDates(scope)
  if (!dates.includes(of)) reportUnknown(report, `${at}/params/of`, 'date fact', of, dates, 'unknown-fact')
  return { type: 'deadline', action, role, count: count!, unit: unit!, direction: direction!, of, reading }
}
