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
  const left = tryWorlds(pass, children, possible, seen)
  const rest = search(pass, left, possible, seen)
  for (let at = 0; at < rest.length; at += lanesCount) {
    const block = { all: rest, at, length: Math.min(lanesCount, rest.length - at) }
    narrowByCases(program, pass, supplied.columns, block, possible, seen)
  }
}

/** Tries worlds that are the same for all, two for each answer; gives the children of whom an answer was not seen in one. */
const tryWorlds = (pass: OpenPass, children: Int32Array, possible: Uint8Array, seen: Uint8Array): Int32Array => {
  const { worlds, answersCount } = pass.open
  return lookFor(pass, children, possible, seen, unseen => {
    for (let k = 0; k < 2 * answersCount && !isEmpty(unseen); k += 1) {
      if (unseen[worlds[k]!.answer] === 0) continue
      pass.runWorld(worlds[k]!, k >= answersCount)
      for (let a = 0; a < unseen.length; a += 1) unseen[a]! &= ~pass.possible(a)
    }
  })
}

/** Looks for a world of each child that shows an answer, once for each answer; gives the children of whom one was not shown. */
const search = (pass: OpenPass, children: Int32Array, possible: Uint8Array, seen: Uint8Array): Int32Array =>
  lookFor(pass, children, possible, seen, unseen => {
    // What was not found at once is not looked for again.
    const missed = new Int32Array(unseen.length)
    for (let turn = 0; turn < unseen.length && !isEmpty(unseen); turn += 1) {
      const wanted = firstOnly(unseen)
      for (let a = 0; a < unseen.length; a += 1) unseen[a]! &= ~wanted[a]!
      searchWorlds(pass, wanted)
      for (let a = 0; a < unseen.length; a += 1) missed[a]! |= wanted[a]!
    }
    unseen.set(missed)
  })

/** Of each child only the first of its answers. */
const firstOnly = (words: Int32Array): Int32Array => {
  let taken = 0
  return words.map(word => {
    const first = word & ~taken
    taken |= word
    return first
  })
}

/** Looks at children, 32 at a time, for worlds that show their answers; `look` takes out what it sees. Gives those of whom not every answer was seen. */
const lookFor = (
  pass: OpenPass,
  children: Int32Array,
  possible: Uint8Array,
  seen: Uint8Array,
  look: (unseen: Int32Array) => void,
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
    look(unseen)
    for (let i = 0; i < length; i += 1) {
      const child = children[at + i]!
      const unseenOf = setOf(unseen, i)
      seen[child] = possible[child]! & ~unseenOf
      if (unseenOf !== 0) left[count++] = child
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
