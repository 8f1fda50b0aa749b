import type { Axis } from './axis.ts'
import type { Cube } from './cube.ts'

/** What is asked of cubes. */
export interface Widening {
  /** Whether all children in the cube are alike in what is looked for. */
  readonly holdsThroughout: (cubes: readonly Cube[]) => Promise<readonly boolean[]>
  /** Whether there is any child in the cube. */
  readonly isInhabited: (cubes: readonly Cube[]) => Promise<readonly boolean[]>
}

const only = (cell: Cube, axes: readonly Axis[]): Cube => new Map(axes.map(axis => [axis, cell.get(axis)!]))

/** The fewest of `candidates` that hold throughout together with `given`, by halves (QuickXplain). */
export const fewest = async (
  given: readonly Axis[],
  candidates: readonly Axis[],
  cell: Cube,
  widening: Widening,
): Promise<readonly Axis[]> => {
  if (candidates.length === 0) return []
  const [isEnough] = await widening.holdsThroughout([only(cell, given)])
  if (isEnough) return []
  return candidates.length === 1 ? candidates : halves(given, candidates, cell, widening)
}

const halves = async (
  given: readonly Axis[],
  candidates: readonly Axis[],
  cell: Cube,
  widening: Widening,
): Promise<readonly Axis[]> => {
  const middle = candidates.length >> 1
  const [first, second] = [candidates.slice(0, middle), candidates.slice(middle)]
  const ofSecond = await fewest([...given, ...first], second, cell, widening)
  const ofFirst = await fewest([...given, ...ofSecond], first, cell, widening)
  return [...ofFirst, ...ofSecond]
}
