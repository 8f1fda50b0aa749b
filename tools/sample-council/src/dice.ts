/** Chance that comes out the same for the same seed. */
export interface Dice {
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  /** True in this share of throws. */
  readonly chance: (share: number) => boolean
  /** How long something takes that ends at any time as likely as at any other: whole days, at least 1. */
  readonly wait: (mean: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly weighted: <T>(from: readonly Weighted<T>[]) => T
}

/** Something with how often it comes, beside the others. */
export type Weighted<T> = readonly [weight: number, value: T]

/** Spreads the bits of a number, so that neighbours have nothing in common. */
const spread = (value: number): number => {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/**
 * The dice of one child, for one part of what is drawn of it: those of each place in a council are its own, so that any child,
 * and any part of it, can be made alone.
 */
export const createDice = (seed: number, place: number, part: number): Dice => {
  let state = spread(spread(spread(seed + 0x9e3779b9) + place) + part)
  /** From 0 up to, not including, 1. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    whole,
    chance: share => next() < share,
    wait: mean => 1 + Math.floor(-Math.log(1 - next()) * mean),
    pick: from => from[whole(0, from.length - 1)]!,
    weighted: from => {
      let left = next() * from.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of from) {
        left -= weight
        if (left < 0) return value
      }
      return from.at(-1)![1]
    },
  }
}
