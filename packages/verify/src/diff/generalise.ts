import type { FoundCase } from '../session.ts'
import { type Axis, findClass } from './axis.ts'
import { type Cube, listClasses } from './cube.ts'

/** Finds the cell of one child: its class on every axis. */
export const findCell = (axes: readonly Axis[], found: FoundCase): Cube =>
  new Map(axes.map(axis => [axis, [findClass(axis, found)]] as const).filter(([, [at]]) => at! >= 0))

/** Widens a cell that holds throughout to the widest cube that steps of one axis at a time can find. */
export const widenCell = async (cell: Cube, widening: Widening): Promise<Cube> => {
  const kept = await findFewest([], [...cell.keys()], cell, widening)
  let cube: Cube = new Map(kept.map(axis => [axis, cell.get(axis)!]))
  for (const axis of kept) cube = await widenAxis(cube, axis, widening)
  for (const axis of kept) cube = await trimAxis(cube, axis, widening)
  return cube
}

const withClasses = (cube: Cube, axis: Axis, chosen: readonly number[]): Cube => new Map([...cube, [axis, chosen]])

const widenAxis = async (cube: Cube, axis: Axis, widening: Widening): Promise<Cube> => {
  const [at] = cube.get(axis) as [number]
  if (axis.kind === 'ordered') {
    const low = await findEnd(0, at, end => withClasses(cube, axis, range(end, at)), widening)
    const high = await findEnd(axis.classes.length - 1, at, end => withClasses(cube, axis, range(low, end)), widening)
    return withClasses(cube, axis, range(low, high))
  }
  const others = listClasses(axis).filter(one => one !== at)
  const hold = await widening.holdsThroughout(others.map(one => withClasses(cube, axis, [one])))
  return withClasses(
    cube,
    axis,
    [at, ...others.filter((_, i) => hold[i])].sort((a, b) => a - b),
  )
}

const range = (low: number, high: number): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i)

/** Finds the end nearest to `best` that still holds, from `at`, which does; what holds for an interval holds for any part of it. */
const findEnd = async (
  best: number,
  at: number,
  cubeTo: (end: number) => Cube,
  { holdsThroughout }: Widening,
): Promise<number> => {
  let [good, bad] = [at, best < at ? best - 1 : best + 1]
  while (Math.abs(bad - good) > 1) {
    const middle = bad < good ? Math.ceil((bad + good) / 2) : Math.floor((bad + good) / 2)
    const [holds] = await holdsThroughout([cubeTo(middle)])
    if (holds) good = middle
    else bad = middle
  }
  return good
}

/** Drops the classes in which there is no child: at the ends of an interval, or anywhere among values. */
const trimAxis = async (cube: Cube, axis: Axis, { isInhabited }: Widening): Promise<Cube> => {
  const chosen = cube.get(axis)!
  // There is a child in a single class: the one that was found.
  if (chosen.length === 1) return cube
  const inhabited = await isInhabited(chosen.map(one => withClasses(cube, axis, [one])))
  const left = chosen.filter((_, i) => inhabited[i])
  return withClasses(cube, axis, axis.kind === 'ordered' ? range(left[0]!, left.at(-1)!) : left)
}

/** The questions about cubes. */
export interface Widening {
  /** Whether all children in the cube are alike in what is looked for. */
  readonly holdsThroughout: (cubes: readonly Cube[]) => Promise<readonly boolean[]>
  /** Whether there is any child in the cube. */
  readonly isInhabited: (cubes: readonly Cube[]) => Promise<readonly boolean[]>
}

const only = (cell: Cube, axes: readonly Axis[]): Cube => new Map(axes.map(axis => [axis, cell.get(axis)!]))

/** Finds the fewest of `candidates` that hold throughout together with `given`, by halves (QuickXplain). */
const findFewest = async (
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
  const ofSecond = await findFewest([...given, ...first], second, cell, widening)
  const ofFirst = await findFewest([...given, ...ofSecond], first, cell, widening)
  return [...ofFirst, ...ofSecond]
}
