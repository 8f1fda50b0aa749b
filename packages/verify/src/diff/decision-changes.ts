import type { Decision, Rules } from '@virtual-school/rules'
import { answerDirection, type Direction, directionOf } from './direction.ts'
import { type State, statesOf } from './finding-states.ts'

/** What became of one requirement, item or deadline of a decision. */
export interface FindingChange {
  /** `requirements/end-date`, `lists/parties/parent/agree`, `deadlines/first-review/ROLE/TERMS`. */
  readonly finding: string
  readonly change: 'added' | 'removed' | 'changed'
  /** How it stood, as `unmet` or `applies`; null where it did not. */
  readonly before: string | null
  readonly after: string | null
  readonly direction: Direction
  /** More than 0 where it stands more strongly than it did, less where less, 0 where neither can be said. */
  readonly rise: number
}

/** What differs between two decisions on one request. */
export interface DecisionChanges {
  /** Undefined where the answers still possible are the same. */
  readonly answer:
    | { readonly before: readonly string[]; readonly after: readonly string[]; readonly direction: Direction }
    | undefined
  readonly findings: readonly FindingChange[]
}

/**
 * Compares what two versions of the rules decide on one request: answers, requirements, items and deadlines with their terms.
 * What a decision says in words, and the rules behind it, are not compared.
 */
export const decisionChanges = (
  old: Rules,
  before: Decision,
  now: Rules,
  after: Decision,
  { withDates = true }: { readonly withDates?: boolean } = {},
): DecisionChanges => {
  const [a, b] = [statesOf(old, before, withDates), statesOf(now, after, withDates)]
  const findings = [...new Set([...a.keys(), ...b.keys()])].sort().flatMap(key => changeOf(key, a.get(key), b.get(key)))
  const definition = now.rulebook.decisions.get(after.decision)!
  const direction = answerDirection(definition, before.possibleAnswers, after.possibleAnswers)
  return {
    answer: direction && { before: before.possibleAnswers, after: after.possibleAnswers, direction },
    findings: withNewTerms(findings),
  }
}

export const isUnchanged = ({ answer, findings }: DecisionChanges): boolean =>
  answer === undefined && findings.length === 0

const changeOf = (finding: string, before: State | undefined, after: State | undefined): FindingChange[] => {
  if (before !== undefined && after !== undefined) {
    if (before.steps.join() === after.steps.join() && before.terms === after.terms) return []
    const signs = before.terms === after.terms ? after.steps.map((one, i) => Math.sign(one - before.steps[i]!)) : []
    const direction = directionOf(signs)
    const rise = direction === 'more-protective' ? 1 : direction === 'less-protective' ? -1 : 0
    return [{ finding, change: 'changed', before: before.words, after: after.words, direction, rise }]
  }
  const isAdded = before === undefined
  return [
    {
      finding,
      change: isAdded ? 'added' : 'removed',
      before: before?.words ?? null,
      after: after?.words ?? null,
      direction: isAdded ? 'more-protective' : 'less-protective',
      rise: isAdded ? 1 : -1,
    },
  ]
}

/** One action with other terms is neither gained nor lost: which is better for the child, nobody can say in general. */
const withNewTerms = (changes: readonly FindingChange[]): readonly FindingChange[] => {
  const actionOf = (one: FindingChange) => /^deadlines\/[^/]+/.exec(one.finding)?.[0]
  return changes.map(one => {
    const action = actionOf(one)
    const isOfMany = action !== undefined && changes.some(other => other !== one && actionOf(other) === action)
    return isOfMany ? { ...one, direction: 'other' } : one
  })
}
