import type { DeadlineFinding, Decision, ItemFinding, RequirementFinding, Rules } from '@virtual-school/rules'
import { answerDirection, type Direction, directionOf } from './direction.ts'

/** What became of one requirement, item or deadline of a decision. */
export interface FindingChange {
  /** `requirements/end-date`, `lists/parties/parent/agree`, `deadlines/first-review`. */
  readonly finding: string
  readonly change: 'added' | 'removed' | 'changed'
  /** How it stood, as `unmet` or `applies`; null where it did not. */
  readonly before: string | null
  readonly after: string | null
  readonly direction: Direction
}

/** What differs between two decisions on one request. */
export interface DecisionChanges {
  /** Undefined where the answers still possible are the same. */
  readonly answer: { readonly before: readonly string[]; readonly after: readonly string[]; readonly direction: Direction } | undefined
  readonly findings: readonly FindingChange[]
}

/** One finding of a decision; steps that compare with those of the same finding elsewhere, or none that do. */
interface State {
  readonly words: string
  readonly steps: readonly number[]
  /** What no step tells apart: the terms of a deadline. */
  readonly terms: string
}

/**
 * Compares what two versions of the rules decide on one request: answers, requirements, items and deadlines with their terms.
 * What a decision says in words, and the rules behind it, are not compared.
 */
export const decisionChanges = (old: Rules, before: Decision, now: Rules, after: Decision): DecisionChanges => {
  const [a, b] = [statesOf(old, before), statesOf(now, after)]
  const findings = [...new Set([...a.keys(), ...b.keys()])].sort().flatMap(key => changeOf(key, a.get(key), b.get(key)))
  const definition = now.rulebook.decisions.get(after.decision)!
  const direction = answerDirection(definition, before.possibleAnswers, after.possibleAnswers)
  return {
    answer: direction && { before: before.possibleAnswers, after: after.possibleAnswers, direction },
    findings,
  }
}

export const isUnchanged = ({ answer, findings }: DecisionChanges): boolean =>
  answer === undefined && findings.length === 0

const changeOf = (finding: string, before: State | undefined, after: State | undefined): FindingChange[] => {
  if (before !== undefined && after !== undefined) {
    if (before.steps.join() === after.steps.join() && before.terms === after.terms) return []
    const signs = before.terms === after.terms ? after.steps.map((one, i) => Math.sign(one - before.steps[i]!)) : []
    return [{ finding, change: 'changed', before: before.words, after: after.words, direction: directionOf(signs) }]
  }
  const isAdded = before === undefined
  return [
    {
      finding,
      change: isAdded ? 'added' : 'removed',
      before: before?.words ?? null,
      after: after?.words ?? null,
      direction: isAdded ? 'more-protective' : 'less-protective',
    },
  ]
}

const statesOf = (rules: Rules, decision: Decision): ReadonlyMap<string, State> =>
  new Map([
    ...decision.requirements.map(one => [`requirements/${one.id}`, requirementState(one)] as const),
    ...Object.entries(decision.lists).flatMap(([list, items]) =>
      items.map(one => [`lists/${list}/${one.item}${one.verb === undefined ? '' : `/${one.verb}`}`, itemState(one)] as const),
    ),
    ...deadlineStates(rules, decision),
  ])

const requirementState = ({ status, applies }: RequirementFinding): State => ({
  words: applies === 'yes' ? status : `may apply, ${status}`,
  steps: [Number(applies === 'yes'), ['met', 'unknown', 'unmet'].indexOf(status)],
  terms: '',
})

const itemState = ({ status }: ItemFinding): State => ({ words: status, steps: [Number(status === 'applies')], terms: '' })

/** The deadlines of one action are one finding: how each stands, for whom and after what. */
const deadlineStates = (rules: Rules, decision: Decision): ReadonlyMap<string, State> => {
  const actions = [...new Set(decision.deadlines.map(one => one.action))]
  return new Map(
    actions.map(action => {
      const all = decision.deadlines.filter(one => one.action === action)
      const terms = all.map(one => `${termsOf(rules, decision, one)} ${one.role} ${one.date}`)
      return [
        `deadlines/${action}`,
        {
          words: all.map(deadlineWords).sort().join('; '),
          steps: [Number(all.some(one => one.status === 'applies'))],
          terms: terms.sort().join(),
        },
      ]
    }),
  )
}

const deadlineWords = ({ status, date, basis }: DeadlineFinding): string => `${status}, ${date ?? 'no date'}: ${basis}`

/** The count and unit of the rules that set a deadline, since its words may be worded otherwise. */
const termsOf = ({ rulebook }: Rules, { authority, asOf }: Decision, { action, because }: DeadlineFinding): string => {
  const named = new Set(because)
  const terms = rulebook.authorities.get(authority)!.rules.flatMap(({ name, event, effective, firstDay, lastDay }) => {
    if (!named.has(name) || event.type !== 'deadline' || event.action !== action) return []
    const isOver = effective.clock === undefined && (firstDay === null || asOf < firstDay || (lastDay !== null && asOf > lastDay))
    return isOver ? [] : [`${event.count} ${event.unit} ${event.direction} ${event.of}`]
  })
  return [...new Set(terms)].sort().join()
}
