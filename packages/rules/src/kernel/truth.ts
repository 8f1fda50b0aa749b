/** Kleene’s three truths: 0 false, 1 unknown, 2 true. Nothing here ever turns unknown into false. */
export type Truth = 0 | 1 | 2
/** A truth as JSON has it. */
export type TruthWord = 'false' | 'unknown' | 'true'

/** The words, by truth. */
export const TRUTH_WORDS = ['false', 'unknown', 'true'] as const satisfies readonly TruthWord[]

/** One letter for each truth word, in the same order. */
export const TRUTH_LETTERS = ['f', 'u', 't'] as const
