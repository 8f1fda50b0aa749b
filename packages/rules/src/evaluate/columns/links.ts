import type { Rulebook } from '../../compile/rulebook.ts'
import { type Column, codeOf, leastKnown, unknownIn, valueOfCode } from './column.ts'
import { type Link, wordName } from './literals.ts'
import type { ColumnOf } from './load.ts'
import { signsOf } from './order.ts'
import type { Plan } from './plan.ts'

/** How two codes stand to one another if a test of two facts holds. */
export interface Relation {
  readonly isLess: boolean
  readonly isEqual: boolean
  readonly isGreater: boolean
}

/** The relation of a link; of words and of yes and no, only whether they are equal can matter. */
export const relationOf = (rulebook: Rulebook, { first, test }: Link): Relation => {
  const { type } = rulebook.facts[first]!
  const [low, high] = type === 'integer' ? [0, 1] : ['1', '2']
  return { isLess: test(low!, high!), isEqual: test(low!, low!), isGreater: test(high!, low!) }
}

/** Gives a code of the second fact of a link in the codes of its first. A word that the first fact does not have is one past its last. */
export const codeAsFirst = (rulebook: Rulebook, { first, second }: Link): ((code: number) => number) => {
  const [one, other] = [rulebook.facts[first]!, rulebook.facts[second]!]
  if (one.type !== 'enum') return code => code
  const codes = other.values!.map((_, code) => codeOf(one, valueOfCode(other, code)))
  return code => (codes[code] === -1 ? one.values!.length : codes[code]!)
}

/** A column of a link in the codes of its first fact, and in four bytes each, so that links need one loop only. */
const asLong = (column: Column, codeOfFirst: (code: number) => number, isTranslated: boolean): Int32Array => {
  if (column instanceof Int32Array && !isTranslated) return column
  const found = new Int32Array(column.length)
  const [unknown, unknownOfFound] = [unknownIn(column), unknownIn(found)]
  for (let child = 0; child < found.length; child += 1) {
    const code = column[child]!
    found[child] = code === unknown ? unknownOfFound : codeOfFirst(code)
  }
  return found
}

/** A link whose facts both have columns, and its words; -1 if one of them is not needed. */
export interface LinkLoad extends Relation {
  readonly truth: number
  readonly falsity: number
  readonly one: Int32Array
  readonly other: Int32Array
}

/** What is to be loaded of the links of a plan. */
export const listLinkLoads = (
  rulebook: Rulebook,
  { named }: Plan,
  links: readonly Link[],
  columnOf: ColumnOf,
): readonly LinkLoad[] =>
  links.flatMap((link, i) => {
    const [truth = -1, falsity = -1] = [named.get(wordName.linked(i, true)), named.get(wordName.linked(i, false))]
    const [one, other] = [columnOf.get(link.first), columnOf.get(link.second)]
    if (Math.max(truth, falsity) < 0 || one === undefined || other === undefined) return []
    const isTranslated = rulebook.facts[link.first]!.type === 'enum'
    const sides = {
      one: asLong(one, code => code, false),
      other: asLong(other, codeAsFirst(rulebook, link), isTranslated),
    }
    return [{ ...relationOf(rulebook, link), truth, falsity, ...sides }]
  })

/** Loads the words of facts that are compared. */
export const loadLinks = (loads: readonly LinkLoad[], words: Int32Array, from: number): void => {
  for (let i = 0; i < loads.length; i += 1) loadLink(loads[i]!, words, from)
}

/** Without a branch, since which of two days comes first is hard to foretell. */
const loadLink = (load: LinkLoad, words: Int32Array, from: number): void => {
  const { one, other, truth, falsity, isLess, isEqual, isGreater } = load
  const unknown = findUnknown(one, from) | findUnknown(other, from)
  // If equal and greater come out alike, both are what is not less; if equal and less do, both are what is not greater.
  const isByLess = isEqual === isGreater
  const less = isByLess || isEqual !== isLess ? findLess(one, other, from) : 0
  const greater = isByLess ? 0 : findLess(other, one, from)
  const found = isByLess
    ? (isLess ? less : 0) | (isEqual ? ~less : 0)
    : (isGreater ? greater : 0) | (isLess ? less : 0) | (isEqual ? ~(less | greater) : 0)
  if (truth >= 0) words[truth] = found & ~unknown
  if (falsity >= 0) words[falsity] = ~(found | unknown)
}

/** The children of whom the first code is less than the second; of those of whom one is not known it says nothing. */
const findLess = (one: Int32Array, other: Int32Array, from: number): number => {
  let found = 0
  for (let q = 0, i = from; q < 8; q += 1, i += 4)
    found |=
      signsOf(
        one[i]! - other[i]!,
        one[i + 1]! - other[i + 1]!,
        one[i + 2]! - other[i + 2]!,
        one[i + 3]! - other[i + 3]!,
      ) << q
  return found
}

/** The children of whom the code is not known. */
const findUnknown = (column: Int32Array, from: number): number => {
  const least = leastKnown(column)
  let found = 0
  for (let q = 0, i = from; q < 8; q += 1, i += 4)
    found |= signsOf(column[i]! - least, column[i + 1]! - least, column[i + 2]! - least, column[i + 3]! - least) << q
  return found
}
