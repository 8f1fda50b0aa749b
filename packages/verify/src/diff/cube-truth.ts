import type { Condition, OperatorName, Scalar } from '@virtual-school/rules'
import type { QuestionTerms } from '../encode/question-terms.ts'
import { and, atMost, certain, int, kleeneAnd, kleeneOr, notTerm, type Term, type TruthTerms } from '../smt/terms.ts'
import { type Axis, type Interval, joinIntervals, toScalar } from './axis.ts'
import type { Cube } from './cube.ts'

/** Whether a request lies in the cube: false if something known speaks against it. */
export const encodeCube = (terms: QuestionTerms, cube: Cube): TruthTerms =>
  kleeneAnd([...cube].map(([axis, chosen]) => encodeAxis(terms, axis, chosen)))

/** That a request lies in the cube. */
export const inCube = (terms: QuestionTerms, cube: Cube): Term => and(encodeCube(terms, cube).t)

/** Whether a request is in one of the chosen classes of an axis. */
export const encodeAxis = (terms: QuestionTerms, axis: Axis, chosen: readonly number[]): TruthTerms => {
  switch (axis.kind) {
    case 'ordered': {
      const interval = joinIntervals(axis, chosen)
      return axis.fact === null
        ? certain(isBetween(interval, terms.request.asOf))
        : encodeInterval(terms, axis, interval)
    }
    case 'values':
      return kleeneOr(chosen.map(i => encodeValue(terms, axis, axis.classes[i]!)))
    case 'pair': {
      const [fact, other] = axis.facts
      return kleeneOr(chosen.map(i => terms.truthOf({ fact, operator: axis.classes[i]!, value: { fact: other } })))
    }
  }
}

/** If not being given is a class, the other classes are of values that are given, and not of derived ones. */
const encodeValue = (
  terms: QuestionTerms,
  { name, classes }: Extract<Axis, { kind: 'values' }>,
  value: Scalar | null,
): TruthTerms => {
  const { known } = terms.request.facts.get(name)!
  if (value === null) return certain(notTerm(known))
  const found = terms.truthOf({ fact: name, operator: 'equal', value })
  return classes.includes(null) ? certain(and(known, found.t)) : found
}

const isBetween = ({ low, high }: Interval, term: Term): Term =>
  and(...(low === null ? [] : [atMost(int(low), term)]), ...(high === null ? [] : [atMost(term, int(high))]))

const encodeInterval = (
  terms: QuestionTerms,
  axis: Extract<Axis, { kind: 'ordered' }>,
  { low, high }: Interval,
): TruthTerms => {
  const isDate = axis.fact?.type === 'date'
  const test = (operator: OperatorName, value: number | null): readonly Condition[] =>
    value === null ? [] : [{ fact: axis.name, operator, value: toScalar(axis, value) }]
  return terms.truthOf({
    all: [
      ...test(isDate ? 'dateOnOrAfter' : 'greaterThanInclusive', low),
      ...test(isDate ? 'dateOnOrBefore' : 'lessThanInclusive', high),
    ],
  })
}
