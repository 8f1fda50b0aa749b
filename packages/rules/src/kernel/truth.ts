/** Kleene’s three truths. Unknown is a value of its own, between the two; nothing here ever turns it into false. */
export type Truth = 0 | 1 | 2
export type TruthWord = 'false' | 'unknown' | 'true'

export const TRUTH_WORDS = ['false', 'unknown', 'true'] as const satisfies readonly TruthWord[]

/** One letter for each truth word, in the same order. */
export const TRUTH_LETTERS = ['f', 'u', 't'] as const
