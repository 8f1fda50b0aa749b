import { type AnswerSet, type Supposed, type WhatIfs, isOne, supposable } from './possible.ts'
import type { Lanes } from './lanes.ts'
import type { Program } from './program.ts'

/**
 * Narrowing by cases: an unknown fact has one of its values, so an answer that none of them leaves possible is not possible.
 * Kleene’s logic alone misses that where a fact speaks both for and against an answer; only such facts are tried (`narrows`).
 */
export const narrow = (possible: AnswerSet, unions: Iterable<AnswerSet>): AnswerSet => {
  let left = possible
  for (const union of unions) if ((left & union) !== 0) left &= union
  return left
}

/** What the answers would be, were one unknown fact known: a set for each value; 0 where it contradicts what is known. */
export interface Supposition {
  readonly slot: number
  readonly values: readonly Supposed[]
  readonly sets: readonly AnswerSet[]
}

const unite = (sets: readonly AnswerSet[]): AnswerSet => {
  let union = 0
  for (const set of sets) union |= set
  return union
}

export const unionOf = ({ sets }: Supposition): AnswerSet => unite(sets)

/** Supposes each of `slots` in turn, one fact at a time. */
export const suppose = (program: Program, lanes: Lanes, ask: WhatIfs, slots: readonly number[]): readonly Supposition[] => {
  const values = slots.map(slot => supposable(program, lanes, slot))
  for (const each of values) for (const one of each) ask.ask(-1, one)
  const sets = ask.answers()
  let next = 0
  return values.map((each, i) => ({ slot: slots[i]!, values: each, sets: sets.slice(next, (next += each.length)) }))
}

/** What stays possible, of what Kleene truth leaves possible, under an alternative of a reading or a value of a fact: all narrowed together. */
export interface Case {
  readonly alternative: number
  readonly supposed: Supposed | undefined
  readonly possible: AnswerSet
}

/** Narrows each case by every fact of `slots` that can narrow anything. */
export const narrowCases = (program: Program, lanes: Lanes, ask: WhatIfs, slots: readonly number[], cases: readonly Case[]): readonly AnswerSet[] => {
  const narrowing = slots.filter(slot => program.facts[slot]!.narrows)
  const asked = cases.map(one => {
    if (isOne(one.possible) || one.possible === 0) return []
    return narrowing.filter(slot => slot !== one.supposed?.slot).map(slot => {
      const values = supposable(program, lanes, slot, one.supposed)
      for (const value of values) ask.ask(one.alternative, value, one.supposed)
      return values.length
    })
  })
  const sets = ask.answers()
  let next = 0
  return cases.map((one, i) => narrow(one.possible, asked[i]!.map(count => unite(sets.slice(next, (next += count))))))
}
