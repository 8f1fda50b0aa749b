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
  const found: ReadingFinding[] = []
  for (let i = 0; i < effects.length; i += 1) {
    const effect = effects[i]!
    if (would[i] === possible && effect.changes.length === 0) continue
    const { findings } = program.alternatives[effect.index]!
    const key = variantKey(program, effect.changes, would[i]!, would[i] !== possible)
    found.push(variant(findings, key, () => findingOf(program, effect, would[i]!, would[i] !== possible)))
  }
  return found
}

/** What an alternative changes, as a number; undefined where there is more that it could change than a number can tell apart. */
const variantKey = (
  { answers, changeable }: Program,
  changes: readonly number[],
  would: AnswerSet,
  isOther: boolean,
): number | undefined => {
  if (answers.length + 1 + changeable.length > 52) return undefined
  let key = would * 2 + (isOther ? 1 : 0)
  for (const place of changes) key += 2 ** (answers.length + 1 + place)
  return key
}

const findingOf = (
  program: Program,
  { index, changes }: AlternativeEffect,
  would: AnswerSet,
  isOther: boolean,
): ReadingFinding => {
  const { reading, text } = program.alternatives[index]!
  const names = changes.map(place => program.changeable[place]!)
  return {
    id: reading.id,
    taken: reading.taken,
    alternative: text,
    answerWouldBe: isOne(would) ? answerOf(program, would) : null,
    changes: [...new Set(isOther ? ['answer', ...names] : names)].sort(),
  }
}

/** The answers possible under each alternative: as worlds show them, or else narrowed by cases. */
const answersUnder = (
  program: Program,
  scratch: Scratch,
  effects: readonly AlternativeEffect[],
): readonly AnswerSet[] => {
  const would: AnswerSet[] = []
  const open: number[] = []
  for (let i = 0; i < effects.length; i += 1) {
    const { possible } = effects[i]!
    would.push(possible)
    if (!isSettled(possible)) open.push(i)
  }
  if (open.length === 0) return would
  const left = unseenAmong(scratch, effects, open)
  if (left.length === 0) return would
  const narrowing = program.narrowing.filter(slot => scratch.lanes.classes[slot]! < 0)
  const cases = left.map(i => ({ alternative: effects[i]!.index, supposed: undefined, possible: would[i]! }))
  const narrowed = narrowCases(program, scratch, narrowing, cases)
  for (let k = 0; k < left.length; k += 1) would[left[k]!] = narrowed[k]!
  return would
}

/** Those of the effects `open` of whose possible answers not every one was seen in some world. */
const unseenAmong = (
  { worlds }: Scratch,
  effects: readonly AlternativeEffect[],
  open: readonly number[],
): readonly number[] => {
  const left: number[] = []
  for (let from = 0; from < open.length; from += groupsCount) {
    const group = open.slice(from, from + groupsCount)
    const seen = worlds.seenUnder(group.map(i => effects[i]!.index))
    for (let g = 0; g < group.length; g += 1) if (seen[g] !== effects[group[g]!]!.possible) left.push(group[g]!)
  }
  return left
}
