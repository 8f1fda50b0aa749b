import type { TraceCondition } from '../evaluate/decision.ts'
import { listed } from '../kernel/words.ts'
import { findClauses, type TraceTest } from './clauses.ts'
import type { Context } from './context.ts'

/** Why a condition came out as it did: clauses that are so or, if it is unknown, clauses that may be so. */
export interface Reasons {
  readonly isKnown: boolean
  readonly clauses: readonly string[]
}

/**
 * The members of `all` or `any` that are as true as the whole decide it: every member of an `all` that holds, the false ones
 * of one that fails, the unknown ones of one that is unknown; and so, the other way round, for `any`.
 */
const decidingTests = (at: TraceCondition): readonly TraceTest[] => {
  if ('not' in at) return decidingTests(at.not)
  if ('all' in at || 'any' in at)
    return ('all' in at ? at.all : at.any).filter(member => member.truth === at.truth).flatMap(decidingTests)
  return [at]
}

/** The tests that decided a condition, as clauses, each once. */
export const findReasons = (context: Context, condition: TraceCondition): Reasons => ({
  isKnown: condition.truth !== 'unknown',
  clauses: [...new Set(decidingTests(condition).map(test => chooseClause(context, test)))],
})

/** What is so of a test; of one that is unknown, what is asked. */
export const chooseClause = (context: Context, test: TraceTest): string => {
  const { holds, fails, asks } = findClauses(context, test)
  return { true: holds, false: fails, unknown: asks }[test.truth]
}

/** `a and b`, or `it is not known whether a or whether b`; null if nothing had to be so. */
export const reasonsInWords = ({ isKnown, clauses }: Reasons): string | null => {
  if (clauses.length === 0) return null
  return isKnown
    ? listed(clauses, 'and')
    : `it is not known ${listed(
        clauses.map(clause => `whether ${clause}`),
        'or',
      )}`
}
