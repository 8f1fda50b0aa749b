import { limits } from '../kernel/limits.ts'
import type { Condition } from '../language/condition.ts'
import { sortNames } from './circles.ts'
import { type Names, referencesIn } from './names.ts'

/** How large a condition is once the definitions that it names are written out, as every evaluator does. */
export interface Size {
  readonly leavesCount: number
  readonly levels: number
}

/** Measures conditions by the size of the definitions that they name, each measured once; there are no circles any more. */
export const measureIn = (names: Names): ((condition: Condition) => Size) => {
  const known = new Map<string, Size>()
  const measure = (at: Condition): Size => {
    if ('all' in at) return within(at.all.map(measure))
    if ('any' in at) return within(at.any.map(measure))
    if ('not' in at) return within([measure(at.not)])
    const plain = 'condition' in at ? known.get(at.condition)! : { leavesCount: 1, levels: 1 }
    const reading = at.reading === undefined ? undefined : names.readings.get(at.reading)
    const instead = reading?.alternatives.flatMap(one => (one.condition ? [measure(one.condition)] : [])) ?? []
    return within([plain, ...instead])
  }
  for (const name of sortNames(referencesIn(names)).order) {
    known.set(name, measure(names.definitions.get(name)!.conditions))
  }
  return measure
}

const within = (parts: readonly Size[]): Size => ({
  leavesCount: parts.reduce((sum, one) => sum + one.leavesCount, 0),
  levels: 1 + parts.reduce((most, one) => Math.max(most, one.levels), 0),
})

export const isTooLarge = ({ leavesCount, levels }: Size): boolean =>
  leavesCount > limits.writtenOutLeavesCount || levels > limits.writtenOutDepthLevels
