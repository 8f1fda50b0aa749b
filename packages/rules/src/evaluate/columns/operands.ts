import type { Rulebook } from '../../compile/rulebook.ts'
import { lanesCount } from '../passes/lanes.ts'
import { type Column, unknownIn } from './column.ts'
import { codeAsFirst, type Relation, relationOf } from './links.ts'
import { type Link, wordName } from './literals.ts'
import type { ColumnOf } from './load.ts'
import { bitOf } from './order.ts'
import type { Copies } from './pass.ts'
import type { Plan } from './plan.ts'

/** The two sides of a link in 32 children. A code that is not known can be supposed. */
export interface Operands {
  readonly link: Link
  readonly sides: readonly [Side, Side]
  readonly relation: Relation
  /** The words in which the comparison holds, and does not; -1 if one is not needed. */
  readonly truth: number
  readonly falsity: number
}

/** One side of a link. */
export interface Side {
  /** By child, in the codes of the first fact. */
  readonly codes: Int32Array
  /** The children of whom it is known. */
  known: number
  readonly copy: Column | undefined
  /** A code of the side’s own fact in the codes of the first fact. */
  readonly translate: (code: number) => number
}

/** The links of a plan of open children. Their columns are copied with the others. */
export const listOperands = (
  rulebook: Rulebook,
  { named }: Plan,
  links: readonly Link[],
  columnOf: ColumnOf,
  copies: Copies,
): readonly Operands[] =>
  links.map((link, i) => {
    const side = (index: number, isSecond: boolean): Side => {
      const column = columnOf.get(index)
      return {
        codes: new Int32Array(lanesCount),
        known: 0,
        copy: column && copies.of(column),
        translate: isSecond ? codeAsFirst(rulebook, link) : code => code,
      }
    }
    return {
      link,
      sides: [side(link.first, false), side(link.second, true)],
      relation: relationOf(rulebook, link),
      truth: named.get(wordName.linked(i, true)) ?? -1,
      falsity: named.get(wordName.linked(i, false)) ?? -1,
    }
  })

/** Reads the children that were copied. */
export const readOperands = ({ sides }: Operands): void => {
  for (const side of sides) {
    side.known = 0
    if (side.copy === undefined) continue
    const unknown = unknownIn(side.copy)
    for (let child = 0; child < lanesCount; child += 1) {
      const code = side.copy[child]!
      if (code === unknown) continue
      side.known |= 1 << bitOf(child)
      side.codes[child] = side.translate(code)
    }
  }
}

/** What is supposed of one side of a link: a code by child, and the children of whom it is supposed. */
export interface SupposedSide {
  readonly codes: Int32Array
  readonly among: number
}

/** Writes the words of a link. What is known of a child comes before what is supposed. */
export const compare = (
  { sides, relation, truth, falsity }: Operands,
  words: Int32Array,
  supposed: readonly [SupposedSide | undefined, SupposedSide | undefined],
): void => {
  const among = (sides[0].known | (supposed[0]?.among ?? 0)) & (sides[1].known | (supposed[1]?.among ?? 0))
  let holds = 0
  for (let child = 0; child < lanesCount; child += 1) {
    const bit = 1 << bitOf(child)
    if ((among & bit) === 0) continue
    const one = (sides[0].known & bit) === 0 ? supposed[0]!.codes[child]! : sides[0].codes[child]!
    const other = (sides[1].known & bit) === 0 ? supposed[1]!.codes[child]! : sides[1].codes[child]!
    const isSo = one < other ? relation.isLess : one > other ? relation.isGreater : relation.isEqual
    if (isSo) holds |= bit
  }
  if (truth >= 0) words[truth] = holds
  if (falsity >= 0) words[falsity] = among & ~holds
}
