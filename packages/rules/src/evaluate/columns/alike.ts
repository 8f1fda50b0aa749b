import { lanesCount } from '../passes/lanes.ts'
import type { Program } from '../program/program.ts'
import { type Column, unknownIn } from './column.ts'
import { placeIn } from './domain.ts'
import { byteTable } from './load-bytes.ts'
import type { OpenPlan } from './open-plan.ts'
import type { FactWords } from './plan.ts'

/** Children of whom a question is told the same: what it comes to is worked out of one of each kind. */
export interface Alike {
  /** The first child of each kind. */
  readonly first: Int32Array
  /** Of each child that was given, the place of its kind in `first`. */
  readonly kindOf: Int32Array
}

/** Sorts children into kinds. Two are of one kind if no test of the question tells them apart, and each fact that is compared with another has the same code. */
export const findAlike = (
  program: Program,
  open: OpenPlan,
  columns: ReadonlyMap<number, Column>,
  children: Int32Array,
): Alike => {
  const marks = markChildren(listMarks(program, open, columns), children)
  const kindOf = new Int32Array(children.length)
  const first: number[] = []
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * children.length + 1)))
  const places: number[] = []
  for (let i = 0; i < children.length; i += 1) {
    let slot = hashOf(marks, i) & (slots.length - 1)
    while (slots[slot] !== 0 && !areSame(marks, places[slots[slot]! - 1]!, i)) slot = (slot + 1) & (slots.length - 1)
    if (slots[slot] === 0) {
      slots[slot] = first.push(children[i]!)
      places.push(i)
    }
    kindOf[i] = slots[slot]! - 1
  }
  return { first: Int32Array.from(first), kindOf }
}

/** How the codes of a column are told apart: by so many bits. */
interface Mark {
  readonly column: Column
  readonly bits: number
  readonly markOf: (code: number) => number
}

const listMarks = (
  { facts, answerFactsCount }: Program,
  { plan, links }: OpenPlan,
  columns: ReadonlyMap<number, Column>,
): readonly Mark[] => {
  const compared = new Set(links.flatMap(one => [one.first, one.second]))
  for (const { fact, linkedTo } of facts.slice(0, answerFactsCount)) if (linkedTo.length > 0) compared.add(fact.index)
  const told = plan.facts.filter(one => !compared.has(one.domain.fact.index))
  return [
    ...[...compared].flatMap(index => {
      const column = columns.get(index)
      return column === undefined ? [] : [{ column, bits: lanesCount, markOf: (code: number) => code }]
    }),
    ...told.flatMap(one => {
      const column = columns.get(one.domain.fact.index)
      return column === undefined ? [] : [markByWords(one, column)]
    }),
  ]
}

/** Codes that share a word of a plan are not told apart. */
const markByWords = (words: FactWords, column: Column): Mark => {
  const { domain, count, wordOf } = words
  const unknown = unknownIn(column)
  const markOf = (code: number): number => (code === unknown ? 0 : wordOf[placeIn(domain, code)]!)
  const bits = lanesCount - Math.clz32(count - 1)
  if (!(column instanceof Int8Array)) return { column, bits, markOf }
  const table = byteTable(words)
  return { column, bits, markOf: code => table[code & 255]! }
}

/** The marks of children, some words each. */
interface Marks {
  readonly words: Int32Array
  readonly perChild: number
}

/** Column by column, since the children follow one another in it. */
const markChildren = (marks: readonly Mark[], children: Int32Array): Marks => {
  const places: { readonly at: number; readonly shift: number }[] = []
  let [at, shift] = [0, 0]
  for (const { bits } of marks) {
    if (shift + bits > lanesCount) [at, shift] = [at + 1, 0]
    places.push({ at, shift })
    shift += bits
  }
  const perChild = at + 1
  const words = new Int32Array(perChild * children.length)
  marks.forEach(({ column, markOf }, i) => {
    const { at, shift } = places[i]!
    for (let k = 0, to = at; k < children.length; k += 1, to += perChild)
      words[to]! |= markOf(column[children[k]!]!) << shift
  })
  return { words, perChild }
}

const hashOf = ({ words, perChild }: Marks, i: number): number => {
  let hash = 0
  for (let at = i * perChild, end = at + perChild; at < end; at += 1) {
    hash = Math.imul(hash ^ words[at]!, 0x9e37_79b1)
    hash ^= hash >>> 15
  }
  return hash
}

const areSame = ({ words, perChild }: Marks, one: number, other: number): boolean => {
  for (let a = one * perChild, b = other * perChild, end = a + perChild; a < end; a += 1, b += 1)
    if (words[a] !== words[b]) return false
  return true
}
