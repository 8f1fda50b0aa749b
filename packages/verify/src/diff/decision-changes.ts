import type { Decision, Rules } from '@virtual-school/rules/internal'
import { answerDirection, type Direction, readDirection } from './direction.ts'
import { listStates, type State } from './finding-states.ts'

/** What became of one requirement, item or deadline of a decision. */
export interface FindingChange {
  /** `requirements/end-date`, `lists/parties/parent/agree`, `deadlines/first-review/ROLE/TERMS`. */
  readonly finding: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Its status, as `unmet` or `applies`; null if it was absent. */
  readonly before: string | null
  readonly after: string | null
  readonly direction: Direction
  /** 1 if it is stronger than it was, -1 if it is weaker, 0 if neither can be said. */
  readonly rise: number
}

/** What differs between two decisions on one request. */
export interface DecisionChanges {
  /** Undefined if the same answers are still possible. */
  readonly answer:
    | { readonly before: readonly string[]; readonly after: readonly string[]; readonly direction: Direction }
    | undefined
  readonly findings: readonly FindingChange[]
}

/**
 * Compares what two versions of the rules decide on one request: answers, requirements, items and deadlines with their terms.
 * What a decision says in words, and its rules, are not compared.
 */
export const decisionChanges = (
  old: Rules,
  before: Decision,
  now: Rules,
  after: Decision,
  { withDates = true }: { readonly withDates?: boolean } = {},
): DecisionChanges => {
  const [a, b] = [listStates(old, before, withDates), listStates(now, after, withDates)]
  const findings = [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .flatMap(key => compareFinding(key, a.get(key), b.get(key)))
  const definition = now.rulebook.decisions.get(after.decision)!
  const direction = answerDirection(definition, before.possibleAnswers, after.possibleAnswers)
  return {
    answer: direction && { before: before.possibleAnswers, after: after.possibleAnswers, direction },
    findings: markNewTerms(findings),
  }
}

/** Whether nothing differs. */
export const isUnchanged = ({ answer, findings }: DecisionChanges): boolean =>
  answer === undefined && findings.length === 0

const compareFinding = (finding: string, before: State | undefined, after: State | undefined): FindingChange[] => {
  if (before !== undefined && after !== undefined) {
    if (before.steps.join() === after.steps.join() && before.terms === after.terms) return []
    const signs = before.terms === after.terms ? after.steps.map((one, i) => Math.sign(one - before.steps[i]!)) : []
    const direction = readDirection(signs)
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

/** An action with other terms is neither gained nor lost: nobody can say in general which is better for the child. */
const markNewTerms = (changes: readonly FindingChange[]): readonly FindingChange[] => {
  const readAction = (one: FindingChange) => /^deadlines\/[^/]+/.exec(one.finding)?.[0]
  return changes.map(one => {
    const action = readAction(one)
    const isOfMany = action !== undefined && changes.some(other => other !== one && readAction(other) === action)
    return isOfMany ? { ...one, direction: 'other' } : one
  })
}
