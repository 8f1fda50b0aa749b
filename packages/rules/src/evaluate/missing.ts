import type { Rulebook } from '../compile/rulebook.ts'
import type { MissingFact } from './decision.ts'
import { type Hanging, slotsHeld } from './hanging.ts'
import type { FactValues, Program } from './program.ts'

interface Open {
  readonly index: number
  isForAnswer: boolean
  settles: boolean
  openRules: number
}

/**
 * The facts that can be asked and would still matter. First those on which the answer hangs, then those that settle it
 * alone, then by how many open rules hang on them, then by the vocabulary's order.
 */
export const missingOf = (
  rulebook: Rulebook,
  program: Program,
  values: FactValues,
  truths: Uint8Array,
  hanging: Hanging,
  forAnswer: ReadonlyMap<number, boolean>,
): readonly MissingFact[] => {
  const open = new Map<number, Open>()
  const count = (index: number) => {
    const known = open.get(index)
    if (known) known.openRules += 1
    else open.set(index, { index, isForAnswer: false, settles: false, openRules: 1 })
  }
  for (const { truth, test, rule: { event } } of program.rules) {
    if (truths[truth] === 0) continue
    for (const slot of slotsHeld(hanging, [truth, test])) count(program.facts[slot]!.fact.index)
    if (event.type === 'deadline') {
      const start = rulebook.factsByName.get(event.of)!.index
      if (values[start] == null) count(start)
    }
  }
  for (const [slot, settles] of forAnswer) {
    const entry = open.get(program.facts[slot]!.fact.index)!
    entry.isForAnswer = true
    entry.settles = settles
  }
  const rank = (a: Open, b: Open): number =>
    Number(b.isForAnswer) - Number(a.isForAnswer) || Number(b.settles) - Number(a.settles) || b.openRules - a.openRules || a.index - b.index
  return [...open.values()].sort(rank).map(({ index, isForAnswer, settles }) => {
    const fact = rulebook.facts[index]!
    return { fact: fact.name, question: fact.question, state: values[index] === null ? 'not-known' : 'not-asked', for: isForAnswer ? 'answer' : 'detail', settles }
  })
}
