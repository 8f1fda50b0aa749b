import type { OperatorName, Scalar, VocabularyFact } from '@virtual-school/rules'
import { dayNumber, dayOfNumber } from '../encode/days.ts'
import type { FoundCase } from '../session.ts'

/** An interval of numbers or days, both ends included; null: without end. */
export interface Interval {
  readonly low: number | null
  readonly high: number | null
}

/**
 * One respect in which children can differ, and the few classes of it that the rules can tell apart. `ordered`: neighbouring
 * classes make an interval. `pair`: how two facts compare.
 */
export type Axis =
  | {
      readonly kind: 'ordered'
      readonly name: string
      readonly fact: VocabularyFact | null
      readonly classes: readonly Interval[]
    }
  | {
      readonly kind: 'values'
      readonly name: string
      readonly fact: VocabularyFact
      readonly classes: readonly (Scalar | null)[]
    }
  | {
      readonly kind: 'pair'
      readonly name: string
      readonly facts: readonly [string, string]
      readonly classes: readonly OperatorName[]
    }

/** The name of the axis of days on which the law changes; no fact has it. */
export const dayAxis = 'as of'

/** Finds the class of an axis that a child is in whose facts are all known; -1 if it is in none. */
export const findClass = (axis: Axis, { asOf, facts }: FoundCase): number => {
  switch (axis.kind) {
    case 'ordered': {
      const found = axis.fact === null ? asOf : facts[axis.name]
      if (found === undefined || found === null) return -1
      const value = typeof found === 'number' ? found : dayNumber(String(found))
      return axis.classes.findIndex(({ low, high }) => (low ?? value) <= value && value <= (high ?? value))
    }
    case 'values':
      return axis.classes.indexOf(facts[axis.name] ?? null)
    case 'pair': {
      const [a, b] = axis.facts.map(name => facts[name]!)
      const relation =
        a === b ? 'equal' : axis.classes.length === 2 ? 'notEqual' : a! < b! ? axis.classes[0]! : axis.classes[2]!
      return axis.classes.indexOf(relation)
    }
  }
}

/** The value of a number on an axis. */
export const toScalar = (axis: Extract<Axis, { kind: 'ordered' }>, value: number): Scalar =>
  axis.fact?.type === 'integer' ? value : dayOfNumber(value)

type Ordered = Extract<Axis, { kind: 'ordered' }>

/** Joins neighbouring classes into one interval. */
export const joinIntervals = ({ classes }: Ordered, chosen: readonly number[]): Interval => ({
  low: classes[chosen[0]!]!.low,
  high: classes[chosen.at(-1)!]!.high,
})
