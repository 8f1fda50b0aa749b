/** A count of a report; null: it is so small that it could point to a child, or another could be worked out from it. */
export type Shown = number | null

export const smallBelow = 5

const isSmall = (count: number): boolean => count > 0 && count < smallBelow

/**
 * Counts that add up to a total that is shown. Small ones are left out, and where that is one alone, the next smallest too:
 * the one would be what the others leave of the total. `before`: null for those that are left out already.
 */
export const shownOf = (
  counts: readonly number[],
  isSuppressed: boolean,
  before: readonly Shown[] = counts,
): readonly Shown[] => {
  if (!isSuppressed) return counts
  const small = counts.map((count, at) => isSmall(count) || before[at] === null)
  if (small.filter(Boolean).length === 1) {
    const others = counts.filter((count, at) => !small[at] && count > 0)
    const next = counts.findIndex((count, at) => !small[at] && count === Math.min(...others))
    if (next >= 0) small[next] = true
  }
  return counts.map((count, at) => (small[at] ? null : count))
}

/** One count of its own. */
export const shown = (count: number, isSuppressed: boolean): Shown => (isSuppressed && isSmall(count) ? null : count)
