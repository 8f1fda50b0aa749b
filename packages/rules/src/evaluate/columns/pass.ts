import type { Rulebook } from '../../compile/rulebook.ts'
import { lanesCount } from '../passes/lanes.ts'
import { type Column, unknownIn } from './column.ts'
import { runGates } from './gates.ts'
import { listLinkLoads, loadLinks } from './links.ts'
import type { Link } from './literals.ts'
import { type ColumnOf, createLoad } from './load.ts'
import type { Plan } from './plan.ts'

/** A plan at work on the columns of a call. */
export interface Pass {
  /** What is so of the 32 children that were loaded last, a bit each. */
  readonly words: Int32Array
  /** Loads 32 children, of whom the first has this number, a multiple of 4. */
  readonly load: (from: number) => void
  /** Loads `length` children, at most 32, by their numbers, which stand in `children` from `at` on. Of the others nothing is known. */
  readonly gather: (children: Int32Array, at: number, length: number) => void
  readonly run: () => void
}

/** A plan over columns. */
export const createPass = (rulebook: Rulebook, plan: Plan, links: readonly Link[], columnOf: ColumnOf): Pass => {
  const words = new Int32Array(plan.wordsCount)
  const load = createLoad(plan, columnOf, words)
  const linkLoads = listLinkLoads(rulebook, plan, links, columnOf)
  const copies = new Map<Column, Column>()
  const copyFor = (column: Column): Column => {
    const copy = copies.get(column) ?? (new (kindOf(column))(lanesCount) as Column)
    copies.set(column, copy)
    return copy
  }
  const read = plan.facts.flatMap(({ domain: { fact } }) => {
    const column = columnOf.get(fact.index)
    return column === undefined ? [] : [[fact.index, copyFor(column)] as const]
  })
  const loadCopies = createLoad(plan, new Map(read), words)
  const linkCopies = linkLoads.map(one => ({ ...one, one: copyFor(one.one), other: copyFor(one.other) }))
  const pairs = [...copies]
  return {
    words,
    load: from => {
      load(from)
      loadLinks(linkLoads, words, from)
    },
    gather: (children, at, length) => {
      for (let i = 0; i < pairs.length; i += 1) copyChildren(pairs[i]![0], pairs[i]![1], children, at, length)
      loadCopies(0)
      loadLinks(linkCopies, words, 0)
    },
    run: () => runGates(plan.code, words, plan.gatesFrom),
  }
}

const kindOf = (column: Column): Int8ArrayConstructor | Int16ArrayConstructor | Int32ArrayConstructor =>
  column instanceof Int8Array ? Int8Array : column instanceof Int16Array ? Int16Array : Int32Array

const copyChildren = (column: Column, copy: Column, children: Int32Array, at: number, length: number): void => {
  for (let i = 0; i < length; i += 1) copy[i] = column[children[at + i]!]!
  if (length < lanesCount) copy.fill(unknownIn(column), length)
}
