import type { AlternativeEffect } from './alternatives.ts'
import type { Scratch } from './assess.ts'
import type { ReadingFinding } from './decision.ts'
import { narrowCases } from './narrowing.ts'
import { type AnswerSet, answerOf, isOne } from './possible.ts'
import type { Program } from './program.ts'

/** Each alternative by which anything would come out otherwise. Its answer, too, is narrowed by cases. */
export const readingsOf = (
  program: Program,
  scratch: Scratch,
  effects: readonly AlternativeEffect[],
  possible: AnswerSet,
): readonly ReadingFinding[] => {
  const narrowing = program.narrowing.filter(slot => scratch.lanes.classes[slot]! < 0)
  const would = narrowCases(
    program,
    scratch,
    narrowing,
    effects.map(one => ({ alternative: one.index, supposed: undefined, possible: one.possible })),
  )
  return effects.flatMap(({ index, changes }, i): ReadingFinding[] => {
    const all = would[i] === possible ? changes : ['answer', ...changes]
    if (all.length === 0) return []
    const { reading, text } = program.alternatives[index]!
    const answerWouldBe = isOne(would[i]!) ? answerOf(program, would[i]!) : null
    return [
      {
        id: reading.id,
        taken: reading.taken,
        alternative: text,
        answerWouldBe,
        changes: all.length === 1 ? all : [...new Set(all)].sort(),
      },
    ]
  })
}
