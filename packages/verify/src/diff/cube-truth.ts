import type { Condition, OperatorName, Scalar } from '@virtual-school/rules'
import type { QuestionTerms } from '../encode/question-terms.ts'
import { allOf, and, anyOf, atMost, certain, int, not, type Term, type Truth } from '../smt/terms.ts'
import { type Axis, type Stretch, scalarOf } from './axis.ts'
import type { Cube } from './cube.ts'

/** How true it is of a request that it lies in the cube: false where something known speaks against it. */
export const cubeTruth = (terms: QuestionTerms, cube: Cube): Truth =>
  allOf([...cube].map(([axis, chosen]) => axisTruth(terms, axis, chosen)))

/** That a request lies in the cube. */
export const inCube = (terms: QuestionTerms, cube: Cube): Term => and(cubeTruth(terms, cube).t)

export const axisTruth = (terms: QuestionTerms, axis: Axis, chosen: readonly number[]): Truth => {
  switch (axis.kind) {
    case 'ordered': {
      const stretch = { low: axis.classes[chosen[0]!]!.low, high: axis.classes[chosen.at(-1)!]!.high }
      return axis.fact === null ? certain(between(stretch, terms.request.asOf)) : stretchTruth(terms, axis, stretch)
    }
    case 'values':
      return anyOf(chosen.map(i => valueTruth(terms, axis, axis.classes[i]!)))
    case 'pair': {
      const [fact, other] = axis.facts
      return anyOf(chosen.map(i => terms.truthOf({ fact, operator: axis.classes[i]!, value: { fact: other } })))
    }
  }
}

/** Where not being given is a class of its own, the others are of what is given and not of what follows from it. */
const valueTruth = (
  terms: QuestionTerms,
  { name, classes }: Extract<Axis, { kind: 'values' }>,
  value: Scalar | null,
): Truth => {
  const { known } = terms.request.facts.get(name)!
  if (value === null) return certain(not(known))
  const found = terms.truthOf({ fact: name, operator: 'equal', value })
  return classes.includes(null) ? certain(and(known, found.t)) : found
}

const between = ({ low, high }: Stretch, term: Term): Term =>
  and(...(low === null ? [] : [atMost(int(low), term)]), ...(high === null ? [] : [atMost(term, int(high))]))

const stretchTruth = (
  terms: QuestionTerms,
  axis: Extract<Axis, { kind: 'ordered' }>,
  { low, high }: Stretch,
): Truth => {
  const isDate = axis.fact?.type === 'date'
  const test = (operator: OperatorName, value: number | null): readonly Condition[] =>
    value === null ? [] : [{ fact: axis.name, operator, value: scalarOf(axis, value) }]
  return terms.truthOf({
    all: [
      ...test(isDate ? 'dateOnOrAfter' : 'greaterThanInclusive', low),
      ...test(isDate ? 'dateOnOrBefore' : 'lessThanInclusive', high),
    ],
  })
}
