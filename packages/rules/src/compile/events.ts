import { match } from 'ts-pattern'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import type { RuleDocument, RuleEventType, RuleOutcome } from '../language/rulebook.ts'
import { listGivenDates, type Reporter, reportUnknown } from './conditions.ts'
import type { RuleScope } from './rule-scope.ts'
import type { RuleEvent } from './rulebook.ts'

type Params = Omit<RuleOutcome, 'type' | 'decisions'>
type Param = keyof Params

/** What each event says and may say. */
export const membersOfEvent: Record<RuleEventType, { required: readonly Param[]; optional: readonly Param[] }> = {
  conclude: { required: ['answer'], optional: [] },
  require: { required: ['requirement'], optional: [] },
  include: { required: ['list', 'item'], optional: ['verb', 'when'] },
  deadline: { required: ['action', 'role', 'count', 'unit', 'direction', 'of'], optional: ['reading'] },
  none: { required: [], optional: [] },
}

/** What each question of a rule comes to when the rule holds; issues are reported of what a question does not have. */
export const compileEvents = (
  rule: RuleDocument,
  decisions: readonly DecisionDefinition[],
  scope: RuleScope,
  at: string,
  report: Reporter,
): ReadonlyMap<string, readonly RuleEvent[]> => {
  const { type, params } = rule.event
  const { outcomes, ...own } = params
  const found = new Map<string, RuleEvent[]>(decisions.map(one => [one.id, []]))
  if (type === 'outcomes') {
    for (const member of Object.keys(own)) reportNotAllowed(type, member, `${at}/params/${member}`, report)
    if (outcomes === undefined)
      report(`${at}/params/outcomes`, 'missing-member', 'The event “outcomes” needs “outcomes”.')
    outcomes?.forEach((one, i) => compileOutcome(one, decisions, scope, `${at}/params/outcomes/${i}`, report, found))
  } else {
    if (outcomes !== undefined) reportNotAllowed(type, 'outcomes', `${at}/params/outcomes`, report)
    for (const decision of decisions) {
      const event = compileEvent(type, own, decision, scope, { type: at, params: `${at}/params` }, report)
      if (event !== undefined) found.get(decision.id)!.push(event)
    }
  }
  for (const [id, events] of found)
    if (outcomes !== undefined && events.length === 0)
      report(
        `${at}/params/outcomes`,
        'missing-member',
        `Nothing follows here for “${id}”, which the rule names. Add an outcome for it, or leave it out.`,
      )
  return found
}

/** An outcome is for the questions that it names, or for all that have what it names. */
const compileOutcome = (
  outcome: RuleOutcome,
  decisions: readonly DecisionDefinition[],
  scope: RuleScope,
  at: string,
  report: Reporter,
  found: ReadonlyMap<string, RuleEvent[]>,
): void => {
  const { type, decisions: named, ...params } = outcome
  const ids = decisions.map(one => one.id)
  named?.forEach((id, i) => {
    if (!ids.includes(id)) reportUnknown(report, `${at}/decisions/${i}`, 'question of this rule', id, ids)
  })
  const fitting = decisions.filter(one => named?.includes(one.id) ?? has(one, outcome))
  // If none has it, the first says what it lacks.
  const meant = fitting.length > 0 || named !== undefined ? fitting : decisions.slice(0, 1)
  for (const decision of meant) {
    const event = compileEvent(type, params, decision, scope, { type: at, params: at }, report)
    if (event !== undefined) found.get(decision.id)!.push(event)
  }
}

const has = (decision: DecisionDefinition, { type, answer, requirement, list }: RuleOutcome): boolean =>
  match(type)
    .with('conclude', () => decision.answers.some(one => one.id === answer))
    .with('require', () => decision.requirements.some(one => one.id === requirement))
    .with('include', () => list !== undefined && decision.lists.includes(list))
    .with('deadline', () => true)
    .exhaustive()

const reportNotAllowed = (type: string, member: string, at: string, report: Reporter): void =>
  void report(at, 'not-allowed-here', `The event “${type}” has no “${member}”.`)

/** One thing that follows; undefined, with issues reported, if it names something that its question does not have. */
const compileEvent = (
  type: RuleEventType,
  params: Params,
  decision: DecisionDefinition,
  scope: RuleScope,
  at: EventPlace,
  report: Reporter,
): RuleEvent | undefined => {
  const { required, optional } = membersOfEvent[type]
  for (const member of required)
    if (params[member] === undefined)
      report(`${at.params}/${member}`, 'missing-member', `The event “${type}” needs “${member}”.`)
  for (const member of Object.keys(params) as Param[])
    if (!required.includes(member) && !optional.includes(member))
      reportNotAllowed(type, member, `${at.params}/${member}`, report)
  if (required.some(member => params[member] === undefined)) return undefined
  return match(type)
    .with('conclude', () => compileConclusion(params, decision, at, report))
    .with('require', () => compileRequirement(params, decision, at, report))
    .with('include', () => compileInclusion(params, decision, scope, at.params, report))
    .with('deadline', () => compileDeadline(params, scope, at.params, report))
    .with('none', () => ({ type: 'none' as const }))
    .exhaustive()
}

interface EventPlace {
  readonly type: string
  readonly params: string
}

const compileConclusion = (
  params: Params,
  decision: DecisionDefinition,
  at: EventPlace,
  report: Reporter,
): RuleEvent => {
  const answers = decision.answers.slice(0, -1).map(one => one.id)
  if (!forms[decision.form].ownEvents.includes('conclude'))
    report(`${at.type}/type`, 'not-allowed-here', 'Only the rules of a classify decision conclude an answer.')
  else if (!answers.includes(params.answer!)) {
    if (decision.answers.at(-1)!.id === params.answer)
      report(
        `${at.params}/answer`,
        'not-allowed-here',
        `“${params.answer}” is the answer if no other holds; no rule concludes it.`,
      )
    else reportUnknown(report, `${at.params}/answer`, 'answer', params.answer!, answers)
  }
  return { type: 'conclude', answer: params.answer! }
}

const compileRequirement = (
  params: Params,
  decision: DecisionDefinition,
  at: EventPlace,
  report: Reporter,
): RuleEvent => {
  const known = decision.requirements.map(one => one.id)
  if (!forms[decision.form].ownEvents.includes('require'))
    report(`${at.type}/type`, 'not-allowed-here', 'Only the rules of a permit decision require something.')
  else if (!known.includes(params.requirement!))
    reportUnknown(report, `${at.params}/requirement`, 'requirement', params.requirement!, known)
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
    reportUnknown(report, `${at}/list`, 'list in this decision', params.list!, decision.lists)
    return undefined
  }
  const items = list.items.map(one => one.id)
  const verbs = list.verbs.map(one => one.id)
  if (!items.includes(params.item!)) reportUnknown(report, `${at}/item`, 'item in this list', params.item!, items)
  if (verbs.length > 0 && params.verb === undefined)
    report(`${at}/verb`, 'missing-member', `An item of “${list.id}” needs a “verb”: ${verbs.join(', ')}.`)
  if (params.verb !== undefined && !verbs.includes(params.verb))
    reportUnknown(report, `${at}/verb`, 'verb in this list', params.verb, verbs)
  const event = { type: 'include' as const, list: list.id, item: params.item!, verb: params.verb }
  return scope.semantics === 1 ? event : { ...event, when: params.when ?? 'always' }
}

const compileDeadline = (params: Params, scope: RuleScope, at: string, report: Reporter): RuleEvent => {
  const [action, role, of] = [params.action!, params.role!, params.of!]
  const { count, unit, direction, reading } = params
  if (!scope.deadlines.has(action)) reportUnknown(report, `${at}/action`, 'deadline', action, scope.deadlines)
  const dates = listGivenDates(scope)
  if (!dates.includes(of)) reportUnknown(report, `${at}/of`, 'date fact', of, dates, 'unknown-fact')
  return { type: 'deadline', action, role, count: count!, unit: unit!, direction: direction!, of, reading }
}
