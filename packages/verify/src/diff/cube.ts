import type { Axis } from './axis.ts'

/** Children who are alike in some respects: for each axis, the classes that they may be in. Any class of other axes will do. */
export type Cube = ReadonlyMap<Axis, readonly number[]>

/** Finds the narrowest cube around all of these. */
export const findHull = (cubes: readonly Cube[]): Cube => {
  const [first = new Map()] = cubes
  const inAll = [...first.keys()].filter(axis => cubes.every(cube => cube.has(axis)))
  return new Map(
    inAll.flatMap((axis): (readonly [Axis, readonly number[]])[] => {
      const chosen = [...new Set(cubes.flatMap(cube => cube.get(axis)!))].sort((a, b) => a - b)
      const [low, high] = [chosen[0]!, chosen.at(-1)!]
      const all = axis.kind === 'ordered' ? listClasses(axis).slice(low, high + 1) : chosen
      return all.length === axis.classes.length ? [] : [[axis, all]]
    }),
  )
}

/** Lists every class of an axis. */
export const listClasses = (axis: Axis): readonly number[] => axis.classes.map((_, i) => i)
