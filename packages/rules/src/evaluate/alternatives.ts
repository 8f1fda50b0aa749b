import type { Rulebook } from '../compile/rulebook.ts'
import { dueDay } from './deadlines.ts'
import { type AnswerSet, possibleInLane } from './possible.ts'
import type { FactValues, Program, ProgramDeadline } from './program.ts'

/** What one alternative of a reading would change, apart from what narrowing makes of the answer. */
export interface AlternativeEffect {
  readonly index: number
  /** Places in the program’s `changeable`, ascending. */
  readonly changes: readonly number[]
  readonly possible: AnswerSet
}

/** The lane of an alternative in the first pass over a request; lane 0 is the request as the readings are taken. */
export const laneOfAlternative = (index: number): number => index + 1

/** Compares each alternative’s lane of the last pass with lane 0: which requirements, items and dates come out otherwise. */
export const effectsOf = (rulebook: Rulebook, program: Program, values: FactValues): readonly AlternativeEffect[] => {
  const effects: AlternativeEffect[] = []
  for (const index of program.alternativesTold) {
    if (isInert(program, index)) continue
    effects.push({
      index,
      changes: changesIn(rulebook, program, values, index),
      possible: possibleInLane(program, laneOfAlternative(index)),
    })
  }
  return effects
}

/** Where both readings of a leaf are already known and equal, nothing yet unknown can make them differ. */
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

const changesIn = (rulebook: Rulebook, program: Program, values: FactValues, index: number): readonly number[] => {
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
    if (differs(one.applies) || (isToldNow && otherDay(rulebook, program, one, values, index))) changes.push(place)
    place += 1
  }
  return changes
}

const otherDay = (
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
  return dueDay(rulebook, event, start).date !== dueDay(rulebook, instead, start).date
}
