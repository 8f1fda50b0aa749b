import { rangeOf } from './column.ts'
import { placeIn } from './domain.ts'
import { fourOf, lowestBits } from './order.ts'
import type { FactWords } from './plan.ts'

/** A fact that is a yes or no: no is 0, yes is 1, and only what is not known has the highest bit of its byte. */
export interface FlagLoad {
  readonly at: number
  readonly four: Int32Array
}

/** Loads yeses and noes. */
export const loadFlags = (loads: readonly FlagLoad[], words: Int32Array, from: number): void => {
  for (let i = 0; i < loads.length; i += 1) {
    const { at, four } = loads[i]!
    let yes = 0
    let seen = 0
    for (let q = 0; q < 8; q += 1) {
      const codes = four[from + q]!
      seen |= codes
      yes |= (codes & lowestBits) << q
    }
    const unknown = (seen & highestBits) === 0 ? 0 : unknownAmong(four, from)
    words[at] = unknown
    words[at + 1] = ~(yes | unknown)
    words[at + 2] = yes
  }
}

const highestBits = 0x8080_8080 | 0

const unknownAmong = (four: Int32Array, from: number): number => {
  let unknown = 0
  for (let q = 0; q < 8; q += 1) unknown |= fourOf(four[from + q]!, 7) << q
  return unknown
}

/** A fact of a byte a code. */
export interface ByteLoad extends FactWords {
  readonly four: Int32Array
  /** By the byte of a code, which of the fact’s words, counted from the first. */
  readonly table: Uint8Array
}

/** Which of a fact’s words a byte falls to. */
export const byteTable = ({ domain, wordOf }: FactWords): Uint8Array => {
  const table = new Uint8Array(256)
  const { least, greatest } = rangeOf(domain.fact)
  for (let code = Math.max(-127, least); code <= Math.min(127, greatest); code += 1)
    table[code & 255] = wordOf[placeIn(domain, code)]!
  return table
}

/** Which of the words four codes fall to, a byte each. */
const look = (table: Uint8Array, codes: number): number =>
  table[codes & 255]! |
  (table[(codes >>> 8) & 255]! << 8) |
  (table[(codes >>> 16) & 255]! << 16) |
  (table[codes >>> 24]! << 24)

/** How many words three bits can tell apart. */
export const fewCount = 8

/** Loads facts of at most eight words: which word a code falls to is three bits, each in a word of its own; from these the words are made. */
export const loadFew = (loads: readonly ByteLoad[], words: Int32Array, from: number): void => {
  for (let i = 0; i < loads.length; i += 1) {
    const { at, count, four, table } = loads[i]!
    let ones = 0
    let twos = 0
    let fours = 0
    for (let q = 0; q < 8; q += 1) {
      const found = look(table, four[from + q]!)
      ones |= (found & lowestBits) << q
      twos |= fourOf(found, 1) << q
      fours |= fourOf(found, 2) << q
    }
    writePair(words, at, count, ~twos & ~fours, ones)
    if (count > 2) writePair(words, at + 2, count - 2, twos & ~fours, ones)
    if (count > 4) writePair(words, at + 4, count - 4, ~twos & fours, ones)
    if (count > 6) writePair(words, at + 6, count - 6, twos & fours, ones)
  }
}

const writePair = (words: Int32Array, at: number, count: number, among: number, ones: number): void => {
  words[at] = among & ~ones
  if (count > 1) words[at + 1] = among & ones
}

/** Loads facts of any number of words. */
export const loadMany = (loads: readonly ByteLoad[], words: Int32Array, from: number): void => {
  for (let i = 0; i < loads.length; i += 1) {
    const { at, count, four, table } = loads[i]!
    for (let k = 0; k < count; k += 1) words[at + k] = 0
    for (let q = 0; q < 8; q += 1) {
      const codes = four[from + q]!
      const bit = 1 << q
      words[at + table[codes & 255]!]! |= bit
      words[at + table[(codes >>> 8) & 255]!]! |= bit << 8
      words[at + table[(codes >>> 16) & 255]!]! |= bit << 16
      words[at + table[codes >>> 24]!]! |= bit << 24
    }
  }
}
