import type { DecisionDefinition } from '@virtual-school/rules'

/** Which way a change goes for a child. */
export const directions = ['more-protective', 'less-protective', 'other'] as const
export type Direction = (typeof directions)[number]

/** How protective each answer is, the more the higher: a duty or a meeting found, a route open, a timetable not permitted. */
const protectionOf = ({ form, answers }: DecisionDefinition, answer: string): number => {
  if (form !== 'permit') return -answers.findIndex(one => one.id === answer)
  // The form gives its answers in the order permitted, not permitted, unrestricted.
  return [1, 2, 0][answers.findIndex(one => one.id === answer)] ?? 0
}

/** Of the answers that were possible and those that are: both ends count, so that an open answer lies between two. */
export const answerDirection = (
  decision: DecisionDefinition,
  before: readonly string[],
  after: readonly string[],
): Direction | undefined => {
  const ends = (possible: readonly string[]) => {
    const ranks = possible.map(answer => protectionOf(decision, answer))
    return [Math.min(...ranks), Math.max(...ranks)] as const
  }
  const [[low, high], [lowNow, highNow]] = [ends(before), ends(after)]
  if (before.join() === after.join()) return undefined
  return directionOf([Math.sign(lowNow - low), Math.sign(highNow - high)])
}

/** Steps up and down, all of one kind or else `other`. */
export const directionOf = (signs: readonly number[]): Direction => {
  const moved = new Set(signs.filter(sign => sign !== 0))
  if (moved.size !== 1) return 'other'
  return moved.has(1) ? 'more-protective' : 'less-protective'
}

/** Of several changes together. Nothing that goes one way makes up for what goes the other. */
export const together = (parts: readonly Direction[]): Direction => {
  const all = new Set(parts)
  return all.size === 1 ? parts[0]! : 'other'
}
