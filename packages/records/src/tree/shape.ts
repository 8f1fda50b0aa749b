// Sizes pass 2^31 without harm: numbers are halved by division, for the bit operators of JavaScript have 32 bits.

/** Leaves `from` up to, not including, `to`. */
export interface LeafRange {
  readonly from: number
  readonly to: number
}

/** Whether a number of any size is odd. */
export const isOdd = (n: number): boolean => n % 2 === 1
/** Half of a number, rounded down. */
export const half = (n: number): number => Math.floor(n / 2)
/** Whether a number can be that of leaves in a tree. */
export const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** The largest power of two below `n`, for `n` of 2 or more: where RFC 6962 splits a tree of `n` leaves. */
export const findSplit = (n: number): number => {
  let split = 1
  while (split * 2 < n) split *= 2
  return split
}

/** How many perfect subtrees a tree of `size` leaves falls into: one for each bit that is set. */
export const countEdge = (size: number): number => {
  let count = 0
  for (let rest = size; rest > 0; rest = half(rest)) if (isOdd(rest)) count += 1
  return count
}
