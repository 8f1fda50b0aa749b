import {
  type Authority,
  type ItemTime,
  itemTimes,
  type Rule,
  type Rulebook,
  type RuleEvent,
} from '@virtual-school/rules'
import { eventsFor } from '@virtual-school/rules/internal'
import type { Mutant } from './mutant.ts'
import { buildMutant } from './rule-mutants.ts'
import type { Step } from './rule-steps.ts'

/** Lists every mutant of what follows from an authority’s own rules: an outcome lost, lost in one question, or at another time. */
export const outcomeMutants = (rulebook: Rulebook, authority: Authority): readonly Mutant[] => {
  const timed = listTimed(rulebook)
  return authority.rules
    .filter(rule => rule.layer === authority.id)
    .flatMap(rule =>
      [...droppedSteps(rulebook, rule), ...timeSteps(rulebook, rule, timed)].map(step =>
        buildMutant(authority, rule, step),
      ),
    )
}

/** Each outcome left out in every question, and in each of its questions alone; a rule from which nothing follows is no rule. */
const droppedSteps = (rulebook: Rulebook, rule: Rule): readonly Step[] => {
  const all = listOutcomes(rule)
  return all.flatMap(event => {
    const questions = [...rule.events.keys()].filter(id => eventsFor(rule, id).some(one => isSame(one, event)))
    const one = questions.length < 2 ? [] : questions
    return [
      ...(all.length < 2
        ? []
        : [buildStep('outcome', event, 'dropped', dropped(rulebook, event), replaceIn(rule, event))]),
      ...one.map(id =>
        buildStep(
          'question',
          event,
          `without=${id}`,
          `${dropped(rulebook, event)} in answer to “${rulebook.decisions.get(id)!.question}”`,
          replaceIn(rule, event, undefined, id),
        ),
      ),
    ]
  })
}

/** Another time of each item of a list of which some rule says when: of the others it means nothing. */
const timeSteps = (rulebook: Rulebook, rule: Rule, timed: ReadonlySet<string>): readonly Step[] =>
  listOutcomes(rule).flatMap(event =>
    event.type === 'include' && timed.has(event.list)
      ? itemTimes
          .filter(time => time !== event.when)
          .map(when =>
            buildStep(
              'time',
              event,
              `when=${when}`,
              `with “${nameOf(rulebook, event)}” ${timeWords[when]} and not ${timeWords[event.when!]}`,
              replaceIn(rule, event, { ...event, when }),
            ),
          )
      : [],
  )

/** The lists of whose items some rule says that they come before an action or after it. */
const listTimed = ({ authorities }: Rulebook): ReadonlySet<string> =>
  new Set(
    [...authorities.values()]
      .flatMap(one => one.rules.flatMap(listOutcomes))
      .flatMap(event => (event.type === 'include' && (event.when ?? 'always') !== 'always' ? [event.list] : [])),
  )

/** Each outcome once, for however many questions it is. */
const listOutcomes = ({ events }: Rule): readonly RuleEvent[] => {
  const all = [...events.values()].flat().filter(event => event.type !== 'none')
  return [...new Map(all.map(event => [JSON.stringify(event), event])).values()]
}

const isSame = (a: RuleEvent, b: RuleEvent): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The rule with another outcome, or none, in the place of one: in every question, or in one. It bears on no question in which nothing follows. */
const replaceIn = (rule: Rule, was: RuleEvent, is?: RuleEvent, question?: string): Rule => {
  const replaced = (event: RuleEvent) => (isSame(event, was) ? (is ?? []) : event)
  const events = [...rule.events].map(
    ([id, all]) => [id, question === undefined || question === id ? all.flatMap(replaced) : all] as const,
  )
  return { ...rule, events: new Map(events.filter(([, all]) => all.length > 0)) }
}

const dropped = (rulebook: Rulebook, event: RuleEvent): string => `without “${nameOf(rulebook, event)}”`

const buildStep = (kind: Step['kind'], event: RuleEvent, code: string, words: string, rule: Rule): Step => ({
  at: `/outcomes/${keyOf(event)}`,
  code,
  kind,
  words,
  rule,
})

const keyOf = (event: RuleEvent): string => {
  switch (event.type) {
    case 'require':
      return event.requirement
    case 'include':
      return [event.item, event.verb ?? []].flat().join('-')
    case 'deadline':
      return `${event.action}-${event.role}`
    case 'conclude':
      return event.answer
    case 'none':
      return 'none'
  }
}

const nameOf = ({ decisions, lists, deadlines }: Rulebook, event: RuleEvent): string => {
  switch (event.type) {
    case 'require':
      return [...decisions.values()].flatMap(one => one.requirements).find(one => one.id === event.requirement)!.title
    case 'include':
      return itemName(lists.get(event.list)!, event)
    case 'deadline':
      return deadlines.get(event.action)!.title
    case 'conclude':
      return event.answer
    case 'none':
      return ''
  }
}

const itemName = (
  { items, verbs }: NonNullable<ReturnType<Rulebook['lists']['get']>>,
  { item, verb }: Extract<RuleEvent, { type: 'include' }>,
): string => {
  const title = items.find(one => one.id === item)!.title
  return verb === undefined ? title : `${title}: ${verbs.find(one => one.id === verb)!.title}`
}

const timeWords: Readonly<Record<ItemTime, string>> = {
  before: 'before the action',
  always: 'at any time',
  after: 'after the action',
}
