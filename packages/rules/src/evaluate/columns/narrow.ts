import type { Rulebook } from '../../compile/rulebook.ts'
import { lanesCount } from '../passes/lanes.ts'
import type { Program } from '../program/program.ts'
import { type Children, supposeEach } from './cases.ts'
import type { ColumnOf } from './load.ts'
import { createOpenPass, type OpenPass } from './open-pass.ts'
import type { OpenPlan } from './open-plan.ts'
import { bitOf } from './order.ts'
import { searchWorlds } from './search.ts'
import type { Supplied } from './supplied.ts'

/**
 * Narrows the answers of many children by cases, as `narrowAnswers` does of one; 32 children at a time, in stages: worlds that are
 * the same for all; a world looked for of each child; and case by case. Children who are left after a stage go through the next one
 * together, if they are many of the 32; else they wait until there are more who are left after that stage.
 */
export const narrowMany = (
  rulebook: Rulebook,
  program: Program,
  open: OpenPlan,
  supplied: Supplied,
  children: Int32Array,
  possible: Uint8Array,
): void => {
  const pass = createOpenPass(rulebook, program, open, supplied.columns)
  const seen = new Uint8Array(possible.length)
  const unseen = new Int32Array(open.answersCount)
  const waiting: [number[], number[]] = [[], []]
  const stages: readonly Stage[] = [
    () => tryWorlds(pass, unseen),
    () => search(pass, unseen),
    block => narrowByCases(program, pass, supplied.columns, block, possible, unseen),
  ]
  for (let from = 0; from < stages.length; from += 1) {
    const all = from === 0 ? children : Int32Array.from(waiting[from - 1]!)
    for (let at = 0; at < all.length; at += lanesCount) {
      const block = { all, at, length: Math.min(lanesCount, all.length - at) }
      loadUnseen(pass, block, possible, seen, unseen)
      let stage = from
      stages[stage]!(block)
      while (stage + 1 < stages.length && countChildren(unseen) >= togetherCount) stages[++stage]!(block)
      if (stage + 1 < stages.length) leave(block, possible, seen, unseen, waiting[stage]!)
    }
  }
}

/** How many of 32 children are enough to go on with. */
const togetherCount = 12

/** Takes out of the answers that were not seen what it sees, or settles. */
type Stage = (children: Children) => void

/** Loads children, and the answers of whom none is known to be possible yet. */
const loadUnseen = (
  pass: OpenPass,
  { all, at, length }: Children,
  possible: Uint8Array,
  seen: Uint8Array,
  unseen: Int32Array,
): void => {
  unseen.fill(0)
  for (let i = 0; i < length; i += 1) addBits(unseen, possible[all[at + i]!]! & ~seen[all[at + i]!]!, i)
  pass.gather(all, at, length)
  let isDependent = 0
  for (let slot = 0; slot < pass.dependent.length; slot += 1) isDependent |= pass.dependent[slot]!
  // Of whom the answer depends on no fact, nothing narrows it.
  for (let a = 0; a < unseen.length; a += 1) unseen[a]! &= isDependent
}

/** Notes what was seen; those of whom not every answer was have to wait. */
const leave = (
  { all, at, length }: Children,
  possible: Uint8Array,
  seen: Uint8Array,
  unseen: Int32Array,
  waiting: number[],
): void => {
  if (isEmpty(unseen)) return
  for (let i = 0; i < length; i += 1) {
    const unseenOf = setOf(unseen, i)
    if (unseenOf === 0) continue
    seen[all[at + i]!] = possible[all[at + i]!]! & ~unseenOf
    waiting.push(all[at + i]!)
  }
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

/** Narrows each fact’s values in turn. An answer that was seen is possible whatever fact is tried, so only the others count. */
const narrowByCases = (
  program: Program,
  pass: OpenPass,
  columnOf: ColumnOf,
  children: Children,
  possible: Uint8Array,
  unseen: Int32Array,
): void => {
  const { all, at, length } = children
  const { answersCount, supposable } = pass.open
  const [left, shown, found] = [0, 1, 2].map(() => new Int32Array(answersCount)) as [Int32Array, Int32Array, Int32Array]
  for (let i = 0; i < length; i += 1) addBits(left, possible[all[at + i]!]!, i)
  for (let a = 0; a < answersCount; a += 1) shown[a] = left[a]! & ~unseen[a]!
  unseen.fill(0)
  pass.words.set(pass.base)
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
