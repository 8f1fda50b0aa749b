import type { Rules } from '@virtual-school/rules'
import { openSolver } from '../solver/solver.ts'
import { pairDifference } from './pair.ts'
import type { PairBounds, PairDifference } from './pair-difference.ts'
import { isSame, unordered } from './plain-form.ts'
import { isSameStructure } from './structure.ts'
import { type TextChange, textChanges } from './text.ts'

/** What an edit of the rules changes: in the documents, and for whom. */
export interface RulesDifference {
  readonly text: readonly TextChange[]
  /** One for each authority and decision that both sides have. */
  readonly pairs: readonly PairDifference[]
  /** The bank holidays held are others, so that days counted in working days can be. Pairs do not look at them. */
  readonly isCalendarChanged: boolean
}

export interface DifferenceOptions {
  readonly authority?: string
  readonly decision?: string
  readonly bounds: PairBounds
  /** Told before each pair. */
  readonly onPair?: (authority: string, decision: string, done: number, all: number) => void
}

/**
 * Compares two versions of the rules, in words and in meaning: for every authority and decision it is proved that nothing
 * changes for anyone, or told for whom what changes. It never guesses: what could not be settled is `undecided`.
 */
export const rulesDifference = async (
  old: Rules,
  now: Rules,
  { authority, decision, bounds, onPair }: DifferenceOptions,
): Promise<RulesDifference> => {
  const wanted = pairsOf(old, now).filter(
    one => (authority ?? one.authority) === one.authority && (decision ?? one.decision) === one.decision,
  )
  // One that is open all the while spares loading it for each pair. Where all is said the same, none is needed.
  const isNeeded = wanted.some(one => !isSameStructure(old, now, one.authority, one.decision))
  const solver = isNeeded ? await openSolver() : undefined
  const pairs: PairDifference[] = []
  try {
    for (const one of wanted) {
      onPair?.(one.authority, one.decision, pairs.length, wanted.length)
      pairs.push(await pairDifference([old, now], one.authority, one.decision, bounds))
    }
  } finally {
    await solver?.close()
  }
  return { text: textChanges(old, now), pairs, isCalendarChanged: !isSame(calendarOf(old), calendarOf(now)) }
}

const pairsOf = (old: Rules, now: Rules) =>
  now.authorities
    .filter(({ id }) => old.rulebook.authorities.has(id))
    .flatMap(authority =>
      now.decisions
        .filter(({ id }) => old.rulebook.decisions.has(id))
        .map(decision => ({ authority: authority.id, decision: decision.id })),
    )

const calendarOf = ({ rulebook: { calendar } }: Rules) => ({ ...calendar, closed: unordered([...calendar.closed]) })
