import type { Rulebook } from '../../compile/rulebook.ts'
import { lanesCount } from '../passes/lanes.ts'
import type { Program } from '../program/program.ts'
import { type Children, supposeEach } from './cases.ts'
import type { ColumnOf } from './load.ts'
import { createOpenPass, type OpenPass } from './open-pass.ts'
import { planOpen } from './open-plan.ts'
import { bitOf } from './order.ts'
import { searchWorlds } from './search.ts'
import type { Supplied } from './supplied.ts'

/**
 * Narrows the answers of many children by cases, as `narrowAnswers` does of one. Children are taken 32 at a time by what is left
 * to find out: first of all some worlds, then of the others the rest of the worlds, and what no world shows is tried case by case.
 */
export const narrowMany = (
  rulebook: Rulebook,
  program: Program,
  supplied: Supplied,
  children: Int32Array,
  possible: Uint8Array,
): void => {
  if (children.length === 0) return
  const open = planOpen(program, supplied.settled)
  const pass = createOpenPass(rulebook, program, open, supplied.columns)
  const seen = new Uint8Array(possible.length)
  const rest = lookForWorlds(pass, children, possible, seen)
  for (let at = 0; at < rest.length; at += lanesCount) {
    const block = { all: rest, at, length: Math.min(lanesCount, rest.length - at) }
    narrowByCases(program, pass, supplied.columns, block, possible, seen)
  }
}

/**
 * Looks for worlds that show the answers of children, first in worlds that are the same for all. Of so many children of 32 whom
 * these leave, worlds are looked for at once; fewer are put together with others of whom they leave few.
 */
const togetherCount = 12

/** Looks for worlds that show the answers of children; gives those of whom an answer was not shown. */
const lookForWorlds = (pass: OpenPass, children: Int32Array, possible: Uint8Array, seen: Uint8Array): Int32Array => {
  const missed: number[] = []
  const left = lookFor(
    pass,
    children,
    possible,
    seen,
    unseen => {
      tryWorlds(pass, unseen)
      if (countChildren(unseen) < togetherCount) return true
      search(pass, unseen)
      return false
    },
    missed,
  )
  lookFor(
    pass,
    left,
    possible,
    seen,
    unseen => {
      search(pass, unseen)
      return false
    },
    missed,
  )
  return Int32Array.from(missed)
}

/** Tries one world for each answer, the same for all children. */
const tryWorlds = (pass: OpenPass, unseen: Int32Array): void => {
  for (let k = 0; k < unseen.length; k += 1) {
    if (unseen[k] === 0) continue
    pass.runWorld(pass.open.worlds[k]!)
    for (let a = 0; a < unseen.length; a += 1) unseen[a]! &= ~pass.possible(a)
  }
}

const countChildren = (unseen: Int32Array): number => {
  let count = 0
  for (let rest = unseen.reduce((all, word) => all | word, 0); rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Looks for a world of each child that shows an answer, once for each answer; leaves what was not shown. */
const search = (pass: OpenPass, unseen: Int32Array): void => {
  const missed = new Int32Array(unseen.length)
  for (let turn = 0; turn < unseen.length && !isEmpty(unseen); turn += 1) {
    const wanted = firstOnly(unseen)
    for (let a = 0; a < unseen.length; a += 1) unseen[a]! &= ~wanted[a]!
    searchWorlds(pass, wanted)
    // What was not found at once is not looked for again.
    for (let a = 0; a < unseen.length; a += 1) missed[a]! |= wanted[a]!
  }
  unseen.set(missed)
}

/** Of each child only the first of its answers. */
const firstOnly = (words: Int32Array): Int32Array => {
  let taken = 0
  return words.map(word => {
    const first = word & ~taken
    taken |= word
    return first
  })
}

/**
 * Looks at children, 32 at a time, for worlds that show their answers; `look` takes out what it sees, and says whether to look at
 * those again of whom not every answer was seen. Gives these; the others of whom one was not seen are put among the missed.
 */
const lookFor = (
  pass: OpenPass,
  children: Int32Array,
  possible: Uint8Array,
  seen: Uint8Array,
  look: (unseen: Int32Array) => boolean,
  missed: number[],
): Int32Array => {
  const left = new Int32Array(children.length)
  const unseen = new Int32Array(pass.open.answersCount)
  let count = 0
  for (let at = 0; at < children.length; at += lanesCount) {
    const length = Math.min(lanesCount, children.length - at)
    unseen.fill(0)
    for (let i = 0; i < length; i += 1) addBits(unseen, possible[children[at + i]!]! & ~seen[children[at + i]!]!, i)
    pass.gather(children, at, length)
    const isDependent = pass.dependent.reduce((among, one) => among | one, 0)
    // Of whom the answer depends on no fact, nothing narrows it.
    for (let a = 0; a < unseen.length; a += 1) unseen[a]! &= isDependent
    const isAgain = look(unseen)
    for (let i = 0; i < length; i += 1) {
      const child = children[at + i]!
      const unseenOf = setOf(unseen, i)
      seen[child] = possible[child]! & ~unseenOf
      if (unseenOf === 0) continue
      if (isAgain) left[count++] = child
      else missed.push(child)
    }
  }
  return left.subarray(0, count)
}

/** Narrows each fact’s values in turn. An answer that was seen is possible whatever fact is tried, so only the others count. */
const narrowByCases = (
  program: Program,
  pass: OpenPass,
  columnOf: ColumnOf,
  children: Children,
  possible: Uint8Array,
  seen: Uint8Array,
): void => {
  const { all, at, length } = children
  const { answersCount, supposable } = pass.open
  const [left, shown, found] = [0, 1, 2].map(() => new Int32Array(answersCount)) as [Int32Array, Int32Array, Int32Array]
  for (let i = 0; i < length; i += 1) {
    addBits(left, possible[all[at + i]!]!, i)
    addBits(shown, seen[all[at + i]!]!, i)
  }
  pass.gather(all, at, length)
  for (const one of supposable) {
    let among = 0
    for (let a = 0; a < answersCount; a += 1) among |= left[a]! & ~shown[a]!
    among &= pass.dependent[one.fact.slot]!
    if (among === 0) continue
    for (let a = 0; a < answersCount; a += 1) found[a] = shown[a]! | ~among
    supposeEach(program, pass, columnOf, one, children, among, permitted => {
      let open = 0
      for (let a = 0; a < answersCount; a += 1) {
        found[a]! |= pass.possible(a) & permitted
        open |= left[a]! & ~found[a]!
      }
      return open === 0
    })
    let agreed = 0
    for (let a = 0; a < answersCount; a += 1) agreed |= left[a]! & found[a]!
    // A fact whose values leave no answer at all narrows nothing.
    for (let a = 0; a < answersCount; a += 1) left[a]! &= found[a]! | ~agreed
  }
  for (let i = 0; i < length; i += 1) possible[all[at + i]!] = setOf(left, i)
}

/** Words by answer: adds a child with this set of answers. */
const addBits = (words: Int32Array, set: number, child: number): void => {
  for (let rest = set; rest !== 0; rest &= rest - 1) words[31 - Math.clz32(rest & -rest)]! |= 1 << bitOf(child)
}

/** Of words by answer the set of one child. */
const setOf = (words: Int32Array, child: number): number => {
  const bit = bitOf(child)
  let set = 0
  for (let a = 0; a < words.length; a += 1) set |= ((words[a]! >>> bit) & 1) << a
  return set
}

/** Whether no bit is set in any of these. */
const isEmpty = (words: Int32Array): boolean => {
  for (let a = 0; a < words.length; a += 1) if (words[a] !== 0) return false
  return true
}
