import type { Rulebook } from '../../compile/rulebook.ts'
import { prepare } from '../../kernel/prepared.ts'
import type { ReadingFinding } from '../decision.ts'
import { laneOfAlternative, type Scratch } from '../passes/first-pass.ts'
import { isSettled, narrowCases } from '../passes/narrowing.ts'
import { type AnswerSet, isOne, onlyAnswer, readPossible } from '../passes/what-ifs.ts'
import { groupsCount } from '../passes/worlds.ts'
import type { Program, ProgramDeadline } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'
import { countDueDay } from './deadlines.ts'

/** What one alternative of a reading would change, apart from what narrowing makes of the answer. */
export interface AlternativeEffect {
  readonly index: number
  /** Places in the program’s `changeable`, ascending. */
  readonly changes: readonly number[]
  readonly possible: AnswerSet
}

/** Compares each alternative’s lane of the last pass with lane 0: which requirements, items and dates come out otherwise. */
export const compareAlternatives = (
  rulebook: Rulebook,
  program: Program,
  values: FactValues,
): readonly AlternativeEffect[] => {
  const effects: AlternativeEffect[] = []
  for (const index of program.alternativesInOrder) {
    if (isInert(program, index)) continue
    effects.push({
      index,
      changes: listChanges(rulebook, program, values, index),
      possible: readPossible(program, laneOfAlternative(index), 0),
    })
  }
  return effects
}

/** If both readings of a leaf are known and equal, nothing that is unknown can make them differ. */
const isInert = (program: Program, index: number): boolean => {
  const { places, deadline } = program.alternatives[index]!
  if (deadline !== undefined) return false
  for (const { taken, instead } of places) {
    const truth = truthIn(program, taken, 0)
    if (truth === 1 || truth !== truthIn(program, instead, 0)) return false
  }
  return true
}

const truthIn = ({ nodes: { lanes } }: Program, literal: number, lane: number): number =>
  1 + ((lanes[literal]! >>> lane) & 1) - ((lanes[literal ^ 1]! >>> lane) & 1)

const listChanges = (rulebook: Rulebook, program: Program, values: FactValues, index: number): readonly number[] => {
  const lane = laneOfAlternative(index)
  const differs = (node: number) => truthIn(program, node, 0) !== truthIn(program, node, lane)
  const changes: number[] = []
  let place = 0
  for (const { applies, test } of program.requirements) {
    if (differs(applies) || (truthIn(program, applies, 0) > 0 && differs(test))) changes.push(place)
    place += 1
  }
  for (const { applies } of program.items) {
    if (differs(applies)) changes.push(place)
    place += 1
  }
  for (const one of program.deadlines) {
    const isToldNow = truthIn(program, one.applies, 0) > 0
    if (differs(one.applies) || (isToldNow && isOtherDay(rulebook, program, one, values, index))) changes.push(place)
    place += 1
  }
  return changes
}

const isOtherDay = (
  rulebook: Rulebook,
  program: Program,
  { event }: ProgramDeadline,
  values: FactValues,
  index: number,
): boolean => {
  const { reading, deadline } = program.alternatives[index]!
  if (event.reading !== reading.id || deadline === undefined) return false
  const start = values[rulebook.factsByName.get(event.of)!.index] as string | null | undefined
  const instead = { ...event, count: deadline.count ?? event.count, unit: deadline.unit ?? event.unit }
  return countDueDay(rulebook, event, start).date !== countDueDay(rulebook, instead, start).date
}

/** Each alternative by which anything would come out otherwise. Its answer, too, is narrowed by cases. */
export const listReadings = (
  program: Program,
  scratch: Scratch,
  effects: readonly AlternativeEffect[],
  possible: AnswerSet,
): readonly ReadingFinding[] => {
  const would = findAnswersUnder(program, scratch, effects)
  const found: ReadingFinding[] = []
  for (let i = 0; i < effects.length; i += 1) {
    const effect = effects[i]!
    if (would[i] === possible && effect.changes.length === 0) continue
    const { findings } = program.alternatives[effect.index]!
    const isOther = would[i] !== possible
    const key = `${would[i]} ${isOther} ${effect.changes.join()}`
    found.push(prepare(findings, key, () => buildFinding(program, effect, would[i]!, isOther)))
  }
  return found
}

const buildFinding = (
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
    answerWouldBe: isOne(would) ? onlyAnswer(program, would) : null,
    changes: [...new Set(isOther ? ['answer', ...names] : names)].sort(),
  }
}

/** The answers possible under each alternative: as worlds show them, or else narrowed by cases. */
const findAnswersUnder = (
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
  const left = selectUnseen(scratch, effects, open)
  if (left.length === 0) return would
  const narrowing = unknownSlots(program, scratch)
  const cases = left.map(i => ({ alternative: effects[i]!.index, supposed: undefined, possible: would[i]! }))
  const narrow = narrowCases(program, scratch, narrowing, cases)
  for (let k = 0; k < left.length; k += 1) would[left[k]!] = narrow[k]!
  return would
}

/** The facts that could bear on an answer, are not known and can be asked. No value of another narrows anything. */
const unknownSlots = ({ facts, answerFactsCount }: Program, { lanes: { classes } }: Scratch): readonly number[] => {
  const slots: number[] = []
  for (let slot = 0; slot < answerFactsCount; slot += 1)
    if (facts[slot]!.askable && classes[slot]! < 0) slots.push(slot)
  return slots
}

/** Those of the effects `open` of whose possible answers not every one was seen in some world. */
const selectUnseen = (
  { worlds }: Scratch,
  effects: readonly AlternativeEffect[],
  open: readonly number[],
): readonly number[] => {
  const left: number[] = []
  for (let from = 0; from < open.length; from += groupsCount) {
    const group = open.slice(from, from + groupsCount)
    const seen = worlds.answersUnder(group.map(i => effects[i]!.index))
    for (let g = 0; g < group.length; g += 1) if (seen[g] !== effects[group[g]!]!.possible) left.push(group[g]!)
  }
  return left
}
