import type { Axis } from './axis.ts'

/** Children who are alike in some respects: of each axis the classes that they may be in. What is not named is free. */
export type Cube = ReadonlyMap<Axis, readonly number[]>

/** The narrowest cube around them all. */
export const hull = (cubes: readonly Cube[]): Cube => {
  const [first = new Map()] = cubes
  const inAll = [...first.keys()].filter(axis => cubes.every(cube => cube.has(axis)))
  return new Map(
    inAll.flatMap((axis): (readonly [Axis, readonly number[]])[] => {
      const chosen = [...new Set(cubes.flatMap(cube => cube.get(axis)!))].sort((a, b) => a - b)
      const [low, high] = [chosen[0]!, chosen.at(-1)!]
      const all = axis.kind === 'ordered' ? allClasses(axis).slice(low, high + 1) : chosen
      return all.length === axis.classes.length ? [] : [[axis, all]]
    }),
  )
}

/** Every class of an axis. */
export const allClasses = (axis: Axis): readonly number[] => axis.classes.map((_, i) => i)
