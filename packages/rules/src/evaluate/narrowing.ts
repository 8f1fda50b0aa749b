import type { Scratch } from './assess.ts'
import { type AnswerSet, isOne, supposable } from './possible.ts'
import type { Program, Supposed } from './program.ts'

/**
 * Narrowing by cases: an unknown fact has one of its values, so an answer that none of them leaves possible is not possible.
 * Kleene’s logic alone misses that where a fact speaks both for and against an answer; only such facts are tried (`narrows`),
 * and only where no world (`worlds.ts`) shows at once that every answer is possible.
 */

/** The answers still possible were one unknown fact known: a set for each value; 0 where it contradicts what is known. */
export interface Supposition {
  readonly slot: number
  readonly values: readonly Supposed[]
  readonly sets: readonly AnswerSet[]
}

/** What is left of the answers that Kleene truth leaves possible; `held` are the facts on which they hang. */
export const narrowedBy = (
  program: Program,
  scratch: Scratch,
  kleene: AnswerSet,
  held: () => readonly number[],
): AnswerSet =>
  isOne(kleene) || scratch.worlds.seen() === kleene
    ? kleene
    : narrowBy(kleene, suppose(program, scratch, narrowingOf(program, held())))

const narrowingOf = ({ facts }: Program, slots: readonly number[]): readonly number[] =>
  slots.filter(slot => facts[slot]!.narrows)

/** Supposes each of `slots` in turn, one fact at a time. */
export const suppose = (
  program: Program,
  { lanes, whatIfs }: Scratch,
  slots: readonly number[],
): readonly Supposition[] => {
  if (slots.length === 0) return []
  const asked: (readonly Supposed[])[] = []
  for (const slot of slots) {
    const values = supposable(program, lanes, slot)
    for (const value of values) whatIfs.ask(-1, value, undefined)
    asked.push(values)
  }
  const answers = whatIfs.answers()
  const found: Supposition[] = []
  let next = 0
  for (let i = 0; i < slots.length; i += 1) {
    const values = asked[i]!
    const sets: AnswerSet[] = []
    for (let left = values.length; left > 0; left -= 1) sets.push(answers[next++]!)
    found.push({ slot: slots[i]!, values, sets })
  }
  return found
}

/** What is left of `possible` when each fact supposed has one of its values, whichever. */
const narrowBy = (possible: AnswerSet, suppositions: readonly Supposition[]): AnswerSet => {
  let left = possible
  for (const { sets } of suppositions) {
    let union = 0
    for (const set of sets) union |= set
    left = narrowed(left, union)
  }
  return left
}

/** Facts that leave no answer at all contradict one another in a way that nothing given does yet; they narrow nothing. */
const narrowed = (possible: AnswerSet, union: AnswerSet): AnswerSet =>
  (possible & union) === 0 ? possible : possible & union

/** One answer is left, or none, as what was supposed contradicts what is known. */
export const isSettled = (possible: AnswerSet): boolean => possible === 0 || isOne(possible)

/** What Kleene truth leaves possible under an alternative of a reading (-1 for none) or a value of a fact. */
export interface Case {
  readonly alternative: number
  readonly supposed: Supposed | undefined
  readonly possible: AnswerSet
}

/** Narrows each case by each of the unknown facts `narrowing`, all of them together. */
export const narrowCases = (
  program: Program,
  scratch: Scratch,
  narrowing: readonly number[],
  cases: readonly Case[],
): readonly AnswerSet[] => {
  const counts = askCases(program, scratch, narrowing, cases)
  const answers = counts.length === 0 ? counts : scratch.whatIfs.answers()
  let next = 0
  let asked = 0
  const unionOfNext = (): AnswerSet => {
    let union = 0
    for (let count = counts[asked++]!; count > 0; count -= 1) union |= answers[next++]!
    return union
  }
  return cases.map(({ supposed, possible }) => {
    if (isSettled(possible)) return possible
    let left = possible
    for (const slot of narrowing) if (slot !== supposed?.slot) left = narrowed(left, unionOfNext())
    return left
  })
}

/** Asks what every value of every fact `narrowing` would leave of each case; gives how many values each such fact had, by turns. */
const askCases = (
  program: Program,
  { lanes, whatIfs }: Scratch,
  narrowing: readonly number[],
  cases: readonly Case[],
): number[] => {
  const counts: number[] = []
  for (const { alternative, supposed, possible } of cases) {
    if (isSettled(possible)) continue
    for (const slot of narrowing) {
      if (slot === supposed?.slot) continue
      const values = supposable(program, lanes, slot, supposed)
      counts.push(values.length)
      for (const value of values) whatIfs.ask(alternative, value, supposed)
    }
  }
  return counts
}

/**
 * For each of the facts `held` whether the answer is determined whichever value the fact has, all else being as it is. Where
 * two worlds of the last pass agree on the fact and not on the answer, it is not.
 */
export const settlesOf = (program: Program, scratch: Scratch, held: readonly number[]): readonly boolean[] => {
  const settles = held.map(slot => !scratch.worlds.isSeenOpen(slot))
  if (settles.includes(true)) tryValues(program, scratch, held, settles)
  return settles
}

/** One value that leaves the answer open is enough to say no, so each fact’s first open value is tried before any second one. */
const tryValues = (program: Program, scratch: Scratch, held: readonly number[], settles: boolean[]): void => {
  const narrowing = narrowingOf(program, held)
  const owners = held.flatMap((_, i) => (settles[i] ? [i] : []))
  const suppositions = suppose(
    program,
    scratch,
    owners.map(i => held[i]!),
  )
  for (let round = 0; ; round += 1) {
    const cases: Case[] = []
    const asked: number[] = []
    suppositions.forEach(({ values, sets }, i) => {
      const at = settles[owners[i]!] ? nthOpen(sets, round) : -1
      if (at < 0) return
      cases.push({ alternative: -1, supposed: values[at]!, possible: sets[at]! })
      asked.push(owners[i]!)
    })
    if (cases.length === 0) return
    const left = narrowCases(program, scratch, narrowing, cases)
    for (let i = 0; i < cases.length; i += 1) if (!isSettled(left[i]!)) settles[asked[i]!] = false
  }
}

/** Where the value stands that is, counting from 0, the nth to leave the answer open; -1 where there is none. */
const nthOpen = (sets: readonly AnswerSet[], n: number): number => {
  let left = n
  for (let i = 0; i < sets.length; i += 1) if (!isSettled(sets[i]!) && left-- === 0) return i
  return -1
}
