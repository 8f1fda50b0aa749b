import type { Rulebook } from '../../compile/rulebook.ts'
import { lanesCount } from '../passes/lanes.ts'
import { type Column, codeOf, leastKnown, unknownIn, valueOfCode } from './column.ts'
import { type Link, wordName } from './literals.ts'
import type { ColumnOf } from './load.ts'
import { bitOf } from './order.ts'
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

/** The second column of a link in the codes of its first fact. */
const asFirst = (rulebook: Rulebook, link: Link, column: Column): Column => {
  if (rulebook.facts[link.first]!.type !== 'enum') return column
  const codeOfFirst = codeAsFirst(rulebook, link)
  const found = new Int16Array(column.length)
  const [unknown, unknownOfFound] = [unknownIn(column), unknownIn(found)]
  for (let child = 0; child < found.length; child += 1)
    found[child] = column[child] === unknown ? unknownOfFound : codeOfFirst(column[child]!)
  return found
}

/** A link whose facts both have columns, and its words; -1 if one of them is not needed. */
export interface LinkLoad extends Relation {
  readonly truth: number
  readonly falsity: number
  readonly one: Column
  readonly other: Column
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
    return [{ ...relationOf(rulebook, link), truth, falsity, one, other: asFirst(rulebook, link, other) }]
  })

/** Loads the words of facts that are compared. */
export const loadLinks = (loads: readonly LinkLoad[], words: Int32Array, from: number): void => {
  for (let i = 0; i < loads.length; i += 1) loadLink(loads[i]!, words, from)
}

/** Without a branch, since which of two days comes first is hard to foretell. */
const loadLink = (load: LinkLoad, words: Int32Array, from: number): void => {
  const { one, other, truth, falsity, isLess, isEqual, isGreater } = load
  const [least, otherLeast] = [leastKnown(one), leastKnown(other)]
  let less = 0
  let greater = 0
  let unknown = 0
  for (let child = 0; child < lanesCount; child += 1) {
    const first = one[from + child]!
    const second = other[from + child]!
    const bit = bitOf(child)
    less |= ((first - second) >>> 31) << bit
    greater |= ((second - first) >>> 31) << bit
    unknown |= (((first - least) | (second - otherLeast)) >>> 31) << bit
  }
  const found = (isLess ? less : 0) | (isGreater ? greater : 0) | (isEqual ? ~(less | greater) : 0)
  if (truth >= 0) words[truth] = found & ~unknown
  if (falsity >= 0) words[falsity] = ~(found | unknown)
}
