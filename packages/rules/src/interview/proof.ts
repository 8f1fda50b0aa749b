import type { Fact } from '../language/facts.ts'
import type { Scalar } from '../language/values.ts'
import {
  answerIf,
  factNamed,
  type InterviewCase,
  inputsOf,
  type KnownFacts,
  knownValue,
  preconditionsOf,
} from './case.ts'
import type { Dice, SupposedChild } from './children.ts'

/** How sensitive each class of data is. */
export const sensitivity: Readonly<Record<Fact['classification'], number>> = {
  none: 0,
  personal: 1,
  special: 2,
  criminal: 3,
  identifier: 4,
}

/** The facts that settle the answer about a child, none of them in vain, and the child’s value of each. */
export interface AnswerProof {
  readonly answer: string
  readonly facts: Readonly<Record<string, Scalar>>
}

/**
 * Few of the open facts that settle the answer about a child: one after another is left out, the more sensitive first, as long
 * as the answer stays settled. What follows from several facts is kept rather than those. A fact is kept only with those that say
 * whether it makes sense to ask about it.
 */
export const proveAnswer = (
  about: InterviewCase,
  { facts, answer }: SupposedChild,
  open: readonly string[],
  dice: Dice,
): AnswerProof => {
  const has = new Map<string, Scalar>()
  for (const name of open) {
    const value = about.known[name] === undefined ? knownValue(about, facts, name) : undefined
    if (value !== undefined) has.set(name, value)
  }
  const inputs = new Set([...has.keys()].flatMap(name => inputsOf(about, name)))
  const cost = (name: string) =>
    4 * sensitivity[factNamed(about, name).classification] + (inputs.has(name) ? 20 : 0) + dice(20)
  const costs = new Map([...has.keys()].map(name => [name, cost(name)]))
  const dearestFirst = [...has.keys()].sort((a, b) => costs.get(b)! - costs.get(a)!)
  const factsOf = (names: ReadonlySet<string>) => Object.fromEntries([...names].map(name => [name, has.get(name)!]))
  let kept: ReadonlySet<string> = new Set(has.keys())
  for (let size = Math.max(1, dearestFirst.length >> 1); size >= 1; size >>= 1) {
    for (let from = 0; from < dearestFirst.length; from += size) {
      const left = withoutThese(about, kept, dearestFirst.slice(from, from + size))
      if (left.size < kept.size && answerIf(about, withKnown(about, has, left)) === answer) kept = left
    }
  }
  return { answer, facts: factsOf(kept) }
}

/** What is known, and the child’s value of each of these facts. */
const withKnown = (
  { known }: InterviewCase,
  has: ReadonlyMap<string, Scalar>,
  names: ReadonlySet<string>,
): KnownFacts => {
  const facts: Record<string, Scalar> = { ...known }
  for (const name of names) facts[name] = has.get(name)!
  return facts
}

/** What is left of `kept` without `left`, nor what it then makes no sense to ask. */
const withoutThese = (
  about: InterviewCase,
  kept: ReadonlySet<string>,
  left: readonly string[],
): ReadonlySet<string> => {
  const found = new Set(kept)
  const leaveOut = (name: string): void => {
    if (!found.delete(name)) return
    for (const other of found) if (preconditionsOf(about, other).includes(name)) leaveOut(other)
  }
  left.forEach(leaveOut)
  return found
}
