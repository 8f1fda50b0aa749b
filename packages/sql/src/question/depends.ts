import { memoize, op, type Program } from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'

/** Facts as bits of one number or several. */
export interface FactBits {
  /** By the fact’s place in the vocabulary, its number and its bit. */
  readonly placeOf: ReadonlyMap<number, { readonly word: number; readonly bit: bigint }>
  readonly wordsCount: number
}

const bitsCount = 62

/** A bit for each fact of a program, and for each other one that is named. */
export const placeFacts = ({ facts }: Program, others: readonly number[]): FactBits => {
  const indexes = [...new Set([...facts.map(one => one.fact.index), ...others])]
  const placeOf = new Map(
    indexes.map((index, i) => [index, { word: Math.floor(i / bitsCount), bit: 1n << BigInt(i % bitsCount) }] as const),
  )
  return { placeOf, wordsCount: Math.ceil(indexes.length / bitsCount) }
}

/** What is so of a literal of the child as it is: all bits or none. */
export interface Truths {
  readonly isTrue: (literal: number) => SqlTerm
  readonly isFalse: (literal: number) => SqlTerm
}

/** Whether a fact is not known, as all bits or none. */
export type IsUnknown = (index: number) => SqlTerm

/** Gives, in one word of bits, the unknown facts on which a literal depends that is not known; of one that is known there are none. */
export const dependenciesIn = (
  { nodes, facts }: Program,
  terms: TermMaker,
  truths: Truths,
  isUnknown: IsUnknown,
  { placeOf }: FactBits,
  word: number,
): ((literal: number) => SqlTerm) => {
  const { and, or, not, number } = terms
  const made = new Map<number, SqlTerm>()
  const ofFact = (slot: number): SqlTerm => {
    const { fact, derivation, askable } = facts[slot]!
    const place = placeOf.get(fact.index)!
    const own = number(askable && place.word === word ? place.bit : 0n)
    return and(isUnknown(fact.index), or(own, ...derivation.map(one => of(one.literal))))
  }
  const of = (literal: number): SqlTerm => {
    const node = literal >> 1
    return memoize(made, node, () => and(not(or(truths.isTrue(2 * node), truths.isFalse(2 * node))), inside(node)))
  }
  const inside = (node: number): SqlTerm => {
    switch (nodes.op[node]) {
      case op.constant:
      case op.unknown:
        return number(0)
      case op.all:
        return or(...[...nodes.children.subarray(nodes.from[node], nodes.to[node])].map(of))
      case op.reading:
        return of(nodes.first[node]!)
      case op.linked:
        return or(ofFact(nodes.first[node]!), ofFact(nodes.second[node]!))
      default:
        return ofFact(nodes.first[node]!)
    }
  }
  return of
}

/**
 * Gives, in one word of bits, the facts each of which, if it alone were different, could make a literal true that is false: as
 * `markNear` of the library counts them. Of one that is not false there are none.
 */
export const turningIn = (
  { nodes, facts }: Program,
  terms: TermMaker,
  { isFalse }: Truths,
  { placeOf }: FactBits,
  word: number,
): ((literal: number) => SqlTerm) => {
  const { and, or, not, number } = terms
  const made = new Map<number, SqlTerm>()
  const ofFact = (slot: number): SqlTerm => {
    const { fact, derivation } = facts[slot]!
    if (fact.given !== undefined) return number(0)
    const place = placeOf.get(fact.index)!
    return or(
      number(place.word === word ? place.bit : 0n),
      ...derivation.flatMap(one => [of(one.literal), of(one.literal ^ 1)]),
    )
  }
  /** Of each literal what could turn it, if it is false. */
  const of = (literal: number): SqlTerm => memoize(made, literal, () => and(isFalse(literal), inside(literal)))
  const inside = (literal: number): SqlTerm => {
    const node = literal >> 1
    const members = [...nodes.children.subarray(nodes.from[node], nodes.to[node])]
    switch (nodes.op[node]) {
      case op.constant:
      case op.unknown:
        return number(0)
      case op.all:
        return (literal & 1) === 1
          ? or(...members.map(one => of(one ^ 1)))
          : and(...members.map(one => or(of(one), not(isFalse(one)))))
      case op.reading:
        return of(nodes.first[node]! ^ (literal & 1))
      case op.linked:
        return or(ofFact(nodes.first[node]!), ofFact(nodes.second[node]!))
      default:
        return ofFact(nodes.first[node]!)
    }
  }
  return of
}
