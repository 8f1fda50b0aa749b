import type { Rules } from '@virtual-school/rules/internal'
import { withZ3Loaded } from '../session.ts'
import { comparePair, type PairBounds, type PairDifference } from './pair.ts'
import { isSame, unordered } from './plain-form.ts'
import { isSameStructure } from './structure.ts'
import { type TextChange, textChanges } from './text-changes.ts'

/** What an edit of the rules changes: in the documents, and for whom. */
export interface RulesDifference {
  readonly text: readonly TextChange[]
  /** One for each authority and decision that both sides have. */
  readonly pairs: readonly PairDifference[]
  /** The bank holidays changed, so that days counted in working days can change. Pairs do not compare them. */
  readonly isCalendarChanged: boolean
}

/** Which authority and decision to compare (all if absent), and how far. */
export interface DifferenceOptions {
  readonly authority?: string
  readonly decision?: string
  readonly bounds: PairBounds
  /** Called before each pair. */
  readonly onPair?: (authority: string, decision: string, done: number, all: number) => void
}

/**
 * Compares two versions of the rules, in words and in meaning. For every authority and decision it proves that nothing changes
 * for anyone, or finds who is affected and how. It never guesses: what could not be settled is `undecided`.
 */
export const rulesDifference = async (
  old: Rules,
  now: Rules,
  { authority, decision, bounds, onPair }: DifferenceOptions,
): Promise<RulesDifference> => {
  const wanted = listPairs(old, now).filter(
    one => (authority ?? one.authority) === one.authority && (decision ?? one.decision) === one.decision,
  )
  const pairs: PairDifference[] = []
  const compareAll = async (): Promise<void> => {
    for (const one of wanted) {
      onPair?.(one.authority, one.decision, pairs.length, wanted.length)
      pairs.push(await comparePair([old, now], one.authority, one.decision, bounds))
    }
  }
  // Rules that say the same in the same words need no solver.
  const isSolverNeeded = wanted.some(one => !isSameStructure(old, now, one.authority, one.decision))
  await (isSolverNeeded ? withZ3Loaded(compareAll) : compareAll())
  return { text: textChanges(old, now), pairs, isCalendarChanged: !isSame(plainCalendar(old), plainCalendar(now)) }
}

const listPairs = (old: Rules, now: Rules) =>
  now.authorities
    .filter(({ id }) => old.rulebook.authorities.has(id))
    .flatMap(authority =>
      now.decisions
        .filter(({ id }) => old.rulebook.decisions.has(id))
        .map(decision => ({ authority: authority.id, decision: decision.id })),
    )

const plainCalendar = ({ rulebook: { calendar } }: Rules) => ({ ...calendar, closed: unordered([...calendar.closed]) })
