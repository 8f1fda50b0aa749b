import { testSeed } from '../../../../test/support/sizes.ts'

/** Choices that look random and are always the same for the same seed and the same `TEST_SEED`, so that a law that fails can be tried again. */
export interface Picker {
  /** A whole number from 0 to one less than `count`. */
  readonly upTo: (count: number) => number
  readonly of: <T>(items: readonly T[]) => T
  readonly shuffled: <T>(items: readonly T[]) => T[]
}

export const pickerFor = (seed: unknown): Picker => {
  let state = 0x811c9dc5
  for (const character of JSON.stringify([testSeed, seed]))
    state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193)
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (count: number) => Math.floor(next() * count)
  return {
    upTo,
    of: items => items[upTo(items.length)]!,
    shuffled: items => {
      const left = [...items]
      return items.map(() => left.splice(upTo(left.length), 1)[0]!)
    },
  }
}
