import type { AlternativeEffect } from './alternatives.ts'
import type { Scratch } from './assess.ts'
import type { ReadingFinding } from './decision.ts'
import { isSettled, narrowCases } from './narrowing.ts'
import { type AnswerSet, answerOf, isOne } from './possible.ts'
import { variant } from './prepared.ts'
import type { Program } from './program.ts'
import { groupsCount } from './worlds.ts'

/** Each alternative by which anything would come out otherwise. Its answer, too, is narrowed by cases. */
export const readingsOf = (
  program: Program,
  scratch: Scratch,
  effects: readonly AlternativeEffect[],
  possible: AnswerSet,
): readonly ReadingFinding[] => {
  const would = answersUnder(program, scratch, effects)
  return effects.flatMap(({ index, changes }, i): ReadingFinding[] => {
    const all = would[i] === possible ? changes : ['answer', ...changes]
    if (all.length === 0) return []
    const { reading, text, findings } = program.alternatives[index]!
    return [
      variant(findings, `${would[i]} ${all.join()}`, () => ({
        id: reading.id,
        taken: reading.taken,
        alternative: text,
        answerWouldBe: isOne(would[i]!) ? answerOf(program, would[i]!) : null,
        changes: all.length === 1 ? all : [...new Set(all)].sort(),
      })),
    ]
  })
}

/** The answers possible under each alternative: as worlds show them, or else narrowed by cases. */
const answersUnder = (
  program: Program,
  scratch: Scratch,
  effects: readonly AlternativeEffect[],
): readonly AnswerSet[] => {
  const would = effects.map(one => one.possible)
  const open = would.flatMap((possible, i) => (isSettled(possible) ? [] : [i]))
  const left: number[] = []
  for (let from = 0; from < open.length; from += groupsCount) {
    const group = open.slice(from, from + groupsCount)
    const seen = scratch.worlds.seenUnder(group.map(i => effects[i]!.index))
    for (let g = 0; g < group.length; g += 1) if (seen[g] !== would[group[g]!]) left.push(group[g]!)
  }
  if (left.length === 0) return would
  const narrowing = program.narrowing.filter(slot => scratch.lanes.classes[slot]! < 0)
  const cases = left.map(i => ({ alternative: effects[i]!.index, supposed: undefined, possible: would[i]! }))
  const narrowed = narrowCases(program, scratch, narrowing, cases)
  for (let k = 0; k < left.length; k += 1) would[left[k]!] = narrowed[k]!
  return would
}
