import { type LeafRange, splitOf } from './shape.ts'

/** RFC 6962 §2.1.1: the ranges whose roots make the inclusion proof of leaf `index` in a tree of `size`, from the leaf up. */
export const inclusionRanges = (index: number, size: number): readonly LeafRange[] => {
  const ranges: LeafRange[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    ranges.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return ranges.reverse()
}

/** RFC 6962 §2.1.2: the ranges whose roots make the consistency proof from a tree of `older` leaves to one of `newer`. */
export const consistencyRanges = (older: number, newer: number): readonly LeafRange[] => {
  if (older === 0) return []
  const ranges: LeafRange[] = []
  let [from, to] = [0, newer]
  while (older < to) {
    const middle = from + splitOf(to - from)
    ranges.push(older <= middle ? { from: middle, to } : { from, to: middle })
    if (older <= middle) to = middle
    else from = middle
  }
  // Where the old tree is itself a subtree of the new one, whoever checks has its root already.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}
