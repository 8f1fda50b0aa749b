import type { Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
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
  const copies = createCopies()
  const loadCopies = createLoad(plan, copies.ofFacts(plan, columnOf), words)
  const linkCopies = linkLoads.map(one => ({ ...one, one: copies.of(one.one), other: copies.of(one.other) }))
  return {
    words,
    load: from => {
      load(from)
      loadLinks(linkLoads, words, from)
    },
    gather: (children, at, length) => {
      copies.copy(children, at, length)
      loadCopies(0)
      loadLinks(linkCopies, words, 0)
    },
    run: () => runGates(plan.code, words, plan.gatesFrom),
  }
}

/** Columns of 32 children each, into which any children are copied that are to be loaded together. */
export interface Copies {
  readonly of: <C extends Column>(column: C) => C
  /** Those of the facts of a plan that have columns. */
  readonly ofFacts: (plan: Plan, columnOf: ColumnOf) => ColumnOf
  /** Copies `length` children by their numbers, which stand in `children` from `at` on; of the rest nothing is known. */
  readonly copy: (children: Int32Array, at: number, length: number) => void
}

/** No copies yet; each is made when it is first asked for. */
export const createCopies = (): Copies => {
  const copies = new Map<Column, Column>()
  const of = <C extends Column>(column: C): C =>
    memoize(copies, column, () => new (kindOf(column))(lanesCount).fill(unknownIn(column)) as Column) as C
  return {
    of,
    ofFacts: ({ facts }, columnOf) =>
      new Map(
        facts.flatMap(({ domain: { fact } }) => {
          const column = columnOf.get(fact.index)
          return column === undefined ? [] : [[fact.index, of(column)] as const]
        }),
      ),
    copy: (children, at, length) => {
      for (const [column, copy] of copies)
        if (column instanceof Int8Array) copyBytes(column, copy as Int8Array, children, at, length)
        else copyChildren(column, copy, children, at, length)
    },
  }
}

const kindOf = (column: Column): Int8ArrayConstructor | Int16ArrayConstructor | Int32ArrayConstructor =>
  column instanceof Int8Array ? Int8Array : column instanceof Int16Array ? Int16Array : Int32Array

/** As `copyChildren`. A loop of its own, since one that reads several types of arrays takes thrice as long. */
const copyBytes = (column: Int8Array, copy: Int8Array, children: Int32Array, at: number, length: number): void => {
  for (let i = 0; i < length; i += 1) copy[i] = column[children[at + i]!]!
  if (length < lanesCount) copy.fill(unknownIn(column), length)
}

const copyChildren = (column: Column, copy: Column, children: Int32Array, at: number, length: number): void => {
  for (let i = 0; i < length; i += 1) copy[i] = column[children[at + i]!]!
  if (length < lanesCount) copy.fill(unknownIn(column), length)
}
