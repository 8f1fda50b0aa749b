import type { RuleEvent } from '@virtual-school/rules'
import type { DeadlineFinding, Decision, ItemFinding, RequirementFinding, Rules } from '@virtual-school/rules/internal'
import { eventsFor } from '@virtual-school/rules/internal'

type DeadlineEvent = Extract<RuleEvent, { type: 'deadline' }>

/** The state of one finding of a decision. */
export interface State {
  readonly words: string
  /** How strongly it stands, in numbers that compare with those of the same finding in another decision. */
  readonly steps: readonly number[]
  /** What the steps do not tell: the day of a deadline. */
  readonly terms: string
}

/** Lists every finding of a decision by its key. */
export const listStates = (rules: Rules, decision: Decision, withDates: boolean): ReadonlyMap<string, State> =>
  new Map([
    ...decision.requirements.map(one => [`requirements/${one.id}`, requirementState(one)] as const),
    ...Object.entries(decision.lists).flatMap(([list, items]) =>
      items.map(
        one => [`lists/${list}/${one.item}${one.verb === undefined ? '' : `/${one.verb}`}`, itemState(one)] as const,
      ),
    ),
    ...deadlineStates(rules, decision, withDates),
  ])

const requirementState = ({ status, applies }: RequirementFinding): State => ({
  words: applies === 'yes' ? status : `may apply, ${status}`,
  steps: [Number(applies === 'yes'), ['met', 'unknown', 'unmet'].indexOf(status)],
  terms: '',
})

const itemState = ({ status }: ItemFinding): State => ({
  words: status,
  steps: [Number(status === 'applies')],
  terms: '',
})

/** A deadline with other terms is another one. */
const deadlineStates = (rules: Rules, decision: Decision, withDates: boolean): ReadonlyMap<string, State> => {
  const states = new Map<string, State>()
  for (const one of decision.deadlines) {
    const key = `deadlines/${one.action}/${one.role}/${readTerms(rules, decision, one)}`
    const steps = [Math.max(Number(one.status === 'applies'), states.get(key)?.steps[0] ?? 0)]
    const date = withDates ? (one.date ?? 'no date') : ''
    states.set(key, { words: steps[0] === 1 ? 'applies' : 'possible', steps, terms: date })
  }
  return states
}

/** The terms of a deadline: `20 working-day after becameLookedAfterOn`. */
export const deadlineTerms = ({ count, unit, direction, of }: DeadlineEvent): string =>
  `${count} ${unit} ${direction} ${of}`

/** The terms as the rules that set the deadline have them, since a decision says them in words that may be reworded. */
const readTerms = (
  { rulebook }: Rules,
  { authority, asOf, decision }: Decision,
  { action, role, basis, because }: DeadlineFinding,
): string => {
  const terms = rulebook.authorities.get(authority)!.rules.flatMap(rule => {
    const { name, effective, firstDay, lastDay } = rule
    if (!because.includes(name)) return []
    const isInForce = firstDay !== null && firstDay <= asOf && (lastDay === null || asOf <= lastDay)
    const isMeant = effective.clock !== undefined || isInForce
    return eventsFor(rule, decision).flatMap(event => {
      if (event.type !== 'deadline' || event.action !== action || event.role !== role) return []
      return isMeant && basis.startsWith(`${event.count} `) ? [deadlineTerms(event)] : []
    })
  })
  return [...new Set(terms)].sort().join(' or ')
}
