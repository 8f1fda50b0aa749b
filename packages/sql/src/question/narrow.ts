import type { SqlTerm, TermMaker } from '../form/term.ts'
import type { FactWhatIfs } from './what-ifs.ts'

/** In one word of what-ifs, by answer the lanes in which it is possible, and those whose facts contradict nothing. */
export interface SupposedAnswers {
  readonly possible: readonly SqlTerm[]
  readonly isSound: SqlTerm
}

/**
 * The answers that are still possible, a bit each: by Kleene’s logic, and then by cases. An unknown fact has one of its values, so
 * an answer that none of them leaves possible is not possible. A fact whose values leave no answer at all narrows nothing.
 *
 * Fact by fact, `evaluate` keeps the answers that the fact leaves possible, if it leaves any of those that are left. So what is left
 * in the end are the answers with the greatest number, if each has a digit for each fact, the first one the highest: 1 if the fact
 * leaves it possible. That needs no step for each fact.
 */
export const narrowed = (
  terms: TermMaker,
  kleene: readonly SqlTerm[],
  whatIfs: readonly FactWhatIfs[],
  supposedIn: readonly SupposedAnswers[],
): SqlTerm => {
  const { call, number, and, or, isSo } = terms
  const digits = kleene.map((isPossible, a) => {
    const left = whatIfs.map(({ word, tried }, i) => {
      const { possible, isSound } = supposedIn[word]!
      const digit = number(1n << BigInt(whatIfs.length - 1 - i))
      return call('case', isSo(and(possible[a]!, isSound, tried)), digit, number(0))
    })
    return call('case', isSo(isPossible), or(...left), number(-1))
  })
  const greatest = digits.slice(1).reduce((most, one) => call('case', call('less', most, one), one, most), digits[0]!)
  return or(...digits.map((one, a) => call('case', call('equal', one, greatest), number(1n << BigInt(a)), number(0))))
}
