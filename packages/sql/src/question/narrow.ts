import type { Term, Terms } from '../form/term.ts'
import type { WhatIfs } from './what-ifs.ts'

/** In one word of what-ifs, by answer the lanes in which it is possible, and those whose facts contradict nothing. */
export interface SupposedAnswers {
  readonly possible: readonly Term[]
  readonly isSound: Term
}

/**
 * The answers that are still possible, a bit each: by Kleene’s logic, and then by cases. An unknown fact has one of its values, so
 * an answer that none of them leaves possible is not possible. A fact whose values leave no answer at all narrows nothing.
 */
export const narrowed = (
  terms: Terms,
  kleene: Term,
  whatIfs: readonly WhatIfs[],
  supposedIn: readonly SupposedAnswers[],
): Term => {
  const { call, number, and, or, isSo } = terms
  let left = kleene
  for (const { word, tried } of whatIfs) {
    const { possible, isSound } = supposedIn[word]!
    const union = or(
      ...possible.map((lanes, a) => call('case', isSo(and(lanes, isSound, tried)), number(1n << BigInt(a)), number(0))),
    )
    if (union.kind === 'number') continue
    const kept = and(left, union)
    left = call('case', isSo(kept), kept, left)
  }
  return left
}
