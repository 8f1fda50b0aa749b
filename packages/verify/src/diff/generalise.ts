import type { Case } from '../session.ts'
import { type Axis, classIn } from './axis.ts'
import { allClasses, type Cube } from './cube.ts'
import { fewest, type Widening } from './fewest.ts'

/** The cell of one child: its class on every axis. */
export const cellOf = (axes: readonly Axis[], found: Case): Cube =>
  new Map(axes.map(axis => [axis, [classIn(axis, found)]] as const).filter(([, [at]]) => at! >= 0))

/** The widest cube, as far as one step at a time can tell, around a cell that holds throughout. */
export const widest = async (cell: Cube, widening: Widening): Promise<Cube> => {
  const kept = await fewest([], [...cell.keys()], cell, widening)
  let cube: Cube = new Map(kept.map(axis => [axis, cell.get(axis)!]))
  for (const axis of kept) cube = await widened(cube, axis, widening)
  for (const axis of kept) cube = await trimmed(cube, axis, widening)
  return cube
}

const having = (cube: Cube, axis: Axis, chosen: readonly number[]): Cube => new Map([...cube, [axis, chosen]])

const widened = async (cube: Cube, axis: Axis, widening: Widening): Promise<Cube> => {
  const [at] = cube.get(axis) as [number]
  if (axis.kind === 'ordered') {
    const low = await farthest(0, at, end => having(cube, axis, range(end, at)), widening)
    const high = await farthest(axis.classes.length - 1, at, end => having(cube, axis, range(low, end)), widening)
    return having(cube, axis, range(low, high))
  }
  const others = allClasses(axis).filter(one => one !== at)
  const hold = await widening.holdsThroughout(others.map(one => having(cube, axis, [one])))
  return having(
    cube,
    axis,
    [at, ...others.filter((_, i) => hold[i])].sort((a, b) => a - b),
  )
}

const range = (low: number, high: number): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i)

/** The end nearest to `best` that still holds, from `at`, which does; what holds for a stretch holds for any part of it. */
const farthest = async (
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

/** Without the classes in which there is no child: at the ends of a stretch, or anywhere among values. */
const trimmed = async (cube: Cube, axis: Axis, { isInhabited }: Widening): Promise<Cube> => {
  const chosen = cube.get(axis)!
  // Of one class alone it is known that there is a child in it.
  if (chosen.length === 1) return cube
  const inhabited = await isInhabited(chosen.map(one => having(cube, axis, [one])))
  const left = chosen.filter((_, i) => inhabited[i])
  return having(cube, axis, axis.kind === 'ordered' ? range(left[0]!, left.at(-1)!) : left)
}
