import { type DecisionDefinition, forms } from '@virtual-school/rules'

/** The ways in which a change can go for a child. */
export const directions = ['more-protective', 'less-protective', 'other'] as const
/** The way in which a change goes for a child. */
export type Direction = (typeof directions)[number]

/** How protective each answer is, the more the higher: a duty or a meeting found, a route open, a timetable not permitted. */
const protectionOf = ({ form, answers }: DecisionDefinition, answer: string): number => {
  const position = answers.findIndex(one => one.id === answer)
  const { permissiveness } = forms[form]
  if (permissiveness === null) return -position
  // An answer that the decision no longer has counts as the most permissive.
  return -(permissiveness[position] ?? Math.max(...permissiveness))
}

/** Compares the answers that were possible with those that are; undefined if they are the same. Both ends count, so that an open answer lies between two. */
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
  return readDirection([Math.sign(lowNow - low), Math.sign(highNow - high)])
}

/** Reads a direction from steps up and down: all of one kind, or else `other`. */
export const readDirection = (signs: readonly number[]): Direction => {
  const moved = new Set(signs.filter(sign => sign !== 0))
  if (moved.size !== 1) return 'other'
  return moved.has(1) ? 'more-protective' : 'less-protective'
}

/** The direction of several changes together. Nothing that goes one way makes up for what goes the other. */
export const combineDirections = (parts: readonly Direction[]): Direction => {
  const all = new Set(parts)
  return all.size === 1 ? parts[0]! : 'other'
}
