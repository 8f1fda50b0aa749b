import type { VocabularyFact } from '../../compile/rulebook.ts'
import type { Scalar } from '../../language/values.ts'
import { listBoundaryValues } from '../program/classes.ts'
import { codeOf, valueOfCode } from './column.ts'

/** The codes of a fact as far as some tests can tell them apart. */
export interface Domain {
  readonly fact: VocabularyFact
  /**
   * One code each, ascending. Between two neighbours no test of a number or a day changes, so a code falls to the greatest one
   * that is not above it, and one below all to the first. Of any other fact each code has a place of its own.
   */
  readonly codes: readonly number[]
  readonly values: readonly Scalar[]
}

/** The domain of a fact whose tests name these values. */
export const createDomain = (fact: VocabularyFact, constants: readonly Scalar[]): Domain => {
  const isNamed = fact.type === 'boolean' || fact.type === 'enum'
  const codes = listBoundaryValues(fact, constants).map(value => codeOf(fact, value))
  const inOrder = isNamed ? codes.sort((a, b) => a - b) : codes
  return { fact, codes: inOrder, values: inOrder.map(code => valueOfCode(fact, code)) }
}

/** Where a code falls in a domain. */
export const placeIn = ({ codes }: Domain, code: number): number => {
  let [from, to] = [0, codes.length]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if (codes[middle]! <= code) from = middle
    else to = middle
  }
  return from
}

/** A set of places in a domain, bit i for place i; and one bit more, after the last, for not being known. */
export type CodeSet = bigint

/** The set of the places whose values pass a test. */
export const setWhere = ({ values }: Domain, passes: (value: Scalar) => boolean): CodeSet =>
  values.reduce((set, value, i) => (passes(value) ? set | (1n << BigInt(i)) : set), 0n)

/** The set of not being known. */
export const unknownSet = ({ codes }: Domain): CodeSet => 1n << BigInt(codes.length)
/** The set of all codes. */
export const knownSet = (domain: Domain): CodeSet => unknownSet(domain) - 1n
