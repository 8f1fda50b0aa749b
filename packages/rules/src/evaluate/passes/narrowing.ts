import type { Program, Supposed } from '../program/program.ts'
import type { Scratch } from './first-pass.ts'
import { type AnswerSet, isOne, listSupposable } from './what-ifs.ts'

/**
 * Narrowing by cases: an unknown fact has one of its values, so an answer that none of them leaves possible is not possible.
 * Kleene’s logic alone misses that if the fact speaks both for and against the answer. Values are tried only if no world
 * (`worlds.ts`) shows at once that every answer is possible.
 */

/** The answers still possible if one unknown fact were known: a set for each value, 0 if the value contradicts what is known. */
export interface Supposition {
  readonly slot: number
  readonly values: readonly Supposed[]
  readonly sets: readonly AnswerSet[]
}

/** What is left of the answers that Kleene’s logic leaves possible; `unknown` gives the facts on which they depend. */
export const narrowAnswers = (
  program: Program,
  scratch: Scratch,
  kleene: AnswerSet,
  unknown: () => readonly number[],
): AnswerSet =>
  isOne(kleene) || scratch.worlds.answersSeen() === kleene
    ? kleene
    : narrowByAll(kleene, suppose(program, scratch, unknown()))

/** Supposes each value of each of the facts `slots`, one fact at a time. */
export const suppose = (
  program: Program,
  { lanes, whatIfs }: Scratch,
  slots: readonly number[],
): readonly Supposition[] => {
  if (slots.length === 0) return []
  const asked: (readonly Supposed[])[] = []
  for (const slot of slots) {
    const values = listSupposable(program, lanes, slot)
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

/** What is left of `possible` if each fact supposed has one of its values. */
const narrowByAll = (possible: AnswerSet, suppositions: readonly Supposition[]): AnswerSet => {
  let left = possible
  for (const { sets } of suppositions) {
    let union = 0
    for (const set of sets) union |= set
    left = narrow(left, union)
  }
  return left
}

/** A fact whose values leave no answer at all narrows nothing: facts contradict one another in a way that no given fact shows yet. */
const narrow = (possible: AnswerSet, union: AnswerSet): AnswerSet =>
  (possible & union) === 0 ? possible : possible & union

/** One answer is left; or none, since what was supposed contradicts what is known. */
export const isSettled = (possible: AnswerSet): boolean => possible === 0 || isOne(possible)

/** What Kleene’s logic leaves possible under an alternative of a reading (-1 for none) or a value of a fact. */
export interface NarrowedCase {
  readonly alternative: number
  readonly supposed: Supposed | undefined
  readonly possible: AnswerSet
}

/** Narrows each case by each of the unknown facts `slots`; all cases are asked together. */
export const narrowCases = (
  program: Program,
  scratch: Scratch,
  slots: readonly number[],
  cases: readonly NarrowedCase[],
): readonly AnswerSet[] => {
  const counts = askCases(program, scratch, slots, cases)
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
    for (const slot of slots) if (slot !== supposed?.slot) left = narrow(left, unionOfNext())
    return left
  })
}

/** Asks what every value of every fact would leave of each case. Gives the count of values of each fact in each case, in order. */
const askCases = (
  program: Program,
  { lanes, whatIfs }: Scratch,
  slots: readonly number[],
  cases: readonly NarrowedCase[],
): number[] => {
  const counts: number[] = []
  for (const { alternative, supposed, possible } of cases) {
    if (isSettled(possible)) continue
    for (const slot of slots) {
      if (slot === supposed?.slot) continue
      const values = listSupposable(program, lanes, slot, supposed)
      counts.push(values.length)
      for (const value of values) whatIfs.ask(alternative, value, supposed)
    }
  }
  return counts
}

/**
 * Of each of the unknown facts `slots`, whether it settles the answer alone: all else being as it is, the answer is determined
 * by any value of the fact. If two worlds of the last pass agree on the fact and not on the answer, it does not.
 */
export const findSettling = (program: Program, scratch: Scratch, slots: readonly number[]): readonly boolean[] => {
  const settles = slots.map(slot => !scratch.worlds.isOpen(slot))
  if (settles.includes(true)) tryValues(program, scratch, slots, settles)
  return settles
}

/** One value that leaves the answer open is enough to say no, so each fact’s first open value is tried before any second one. */
const tryValues = (program: Program, scratch: Scratch, slots: readonly number[], settles: boolean[]): void => {
  const owners = slots.flatMap((_, i) => (settles[i] ? [i] : []))
  const suppositions = suppose(
    program,
    scratch,
    owners.map(i => slots[i]!),
  )
  for (let round = 0; ; round += 1) {
    const cases: NarrowedCase[] = []
    const asked: number[] = []
    suppositions.forEach(({ values, sets }, i) => {
      const at = settles[owners[i]!] ? nthOpen(sets, round) : -1
      if (at < 0) return
      cases.push({ alternative: -1, supposed: values[at]!, possible: sets[at]! })
      asked.push(owners[i]!)
    })
    if (cases.length === 0) return
    const left = narrowCases(program, scratch, slots, cases)
    for (let i = 0; i < cases.length; i += 1) if (!isSettled(left[i]!)) settles[asked[i]!] = false
  }
}

/** The place of the nth value, counted from 0, that leaves the answer open; -1 if there are fewer. */
const nthOpen = (sets: readonly AnswerSet[], n: number): number => {
  let left = n
  for (let i = 0; i < sets.length; i += 1) if (!isSettled(sets[i]!) && left-- === 0) return i
  return -1
}
