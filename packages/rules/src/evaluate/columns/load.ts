import { lanesCount } from '../passes/lanes.ts'
import { type Column, leastKnown, unknownIn } from './column.ts'
import { type ByteLoad, byteTable, type FlagLoad, fewCount, loadFew, loadFlags, loadMany } from './load-bytes.ts'
import { bitOf, inFours, isLittleEndian, signsOf } from './order.ts'
import type { FactWords, Plan } from './plan.ts'

/** Writes the words of the facts for 32 children, of whom the first has this number, a multiple of 4. */
export type Load = (from: number) => void

/** The columns by the fact’s place in the vocabulary; without one a fact is known of nobody. */
export type ColumnOf = ReadonlyMap<number, Column>

/** A loader of the facts of a plan into `words`. It reads 32 children at a time, so columns must be that long. */
export const createLoad = ({ facts }: Plan, columnOf: ColumnOf, words: Int32Array): Load => {
  const flags: FlagLoad[] = []
  const few: ByteLoad[] = []
  const many: ByteLoad[] = []
  const ranges: RangeLoad[] = []
  const others: OtherLoad[] = []
  words.fill(0)
  words[1] = -1
  for (const fact of facts) {
    const column = columnOf.get(fact.domain.fact.index)
    if (column === undefined) words[fact.at] = -1
    else if (!(column instanceof Int8Array)) ranges.push({ ...fact, column, ...lookupOf(fact, column) })
    else if (!isLittleEndian) others.push({ ...fact, column, ...lookupOf(fact, column) })
    else if (fact.domain.fact.type === 'boolean') flags.push({ at: fact.at, four: inFours(column) })
    else (fact.count > fewCount ? many : few).push({ ...fact, four: inFours(column), table: byteTable(fact) })
  }
  return from => {
    loadFlags(flags, words, from >> 2)
    loadFew(few, words, from >> 2)
    loadMany(many, words, from >> 2)
    loadRanges(ranges, words, from)
    loadOthers(others, words, from)
  }
}

interface OtherLoad extends FactWords, Lookup {
  readonly column: Column
}

/** Codes from each of `bounds`, ascending, up to the next fall to the word at the same place. The first is what is not known. */
interface Lookup {
  readonly bounds: Int32Array
  readonly wordFrom: Uint16Array
}

const lookupOf = ({ domain, wordOf }: FactWords, column: Column): Lookup => {
  const bounds = [unknownIn(column)]
  const wordFrom = [0]
  domain.codes.forEach((code, place) => {
    if (wordFrom.at(-1) === wordOf[place]) return
    bounds.push(place === 0 ? unknownIn(column) + 1 : code)
    wordFrom.push(wordOf[place]!)
  })
  return { bounds: Int32Array.from(bounds), wordFrom: Uint16Array.from(wordFrom) }
}

interface RangeLoad extends OtherLoad {
  readonly column: Int16Array | Int32Array
}

/** Loads facts of two or four bytes a code. Without a branch, since on which side of a bound a day lies is hard to foretell. */
const loadRanges = (loads: readonly RangeLoad[], words: Int32Array, from: number): void => {
  for (let i = 0; i < loads.length; i += 1) {
    const { at, count, column, bounds, wordFrom } = loads[i]!
    for (let k = 0; k < count; k += 1) words[at + k] = 0
    let within = findAbove(column, from, leastKnown(column))
    words[at] = ~within
    for (let place = 2; place < bounds.length; place += 1) {
      const above = within & findAbove(column, from, bounds[place]!)
      words[at + wordFrom[place - 1]!]! |= within & ~above
      within = above
    }
    words[at + wordFrom[bounds.length - 1]!]! |= within
  }
}

/** The children whose codes are not below a bound; of those whose code is not known it says nothing, unless the bound is `leastKnown`. */
const findAbove = (column: Int16Array | Int32Array, from: number, bound: number): number =>
  column instanceof Int32Array ? findLongAbove(column, from, bound) : findShortAbove(column, from, bound)

// A loop for each type, since one that reads several types of arrays takes thrice as long. Four children a turn, by their order.
const findLongAbove = (column: Int32Array, from: number, bound: number): number => {
  const last = bound - 1
  let found = 0
  for (let q = 0, child = from; q < 8; q += 1, child += 4)
    found |=
      signsOf(last - column[child]!, last - column[child + 1]!, last - column[child + 2]!, last - column[child + 3]!) <<
      q
  return found
}

const findShortAbove = (column: Int16Array, from: number, bound: number): number => {
  const last = bound - 1
  let found = 0
  for (let q = 0, child = from; q < 8; q += 1, child += 4)
    found |=
      signsOf(last - column[child]!, last - column[child + 1]!, last - column[child + 2]!, last - column[child + 3]!) <<
      q
  return found
}

/** Loads any other facts. */
const loadOthers = (loads: readonly OtherLoad[], words: Int32Array, from: number): void => {
  for (let i = 0; i < loads.length; i += 1) {
    const { at, count, column, bounds, wordFrom } = loads[i]!
    for (let k = 0; k < count; k += 1) words[at + k] = 0
    for (let lane = 0; lane < lanesCount; lane += 1) {
      const code = column[from + lane]!
      let place = bounds.length - 1
      while (code < bounds[place]!) place -= 1
      words[at + wordFrom[place]!]! |= 1 << bitOf(lane)
    }
  }
}
