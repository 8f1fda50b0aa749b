/** A count as a report shows it; null: it is five or fewer, or left out so that no such count can be worked out. */
export type Shown = number | null

/** Counts up to this one are not shown. It is above the counts that could point to a child, which are 1 to 4: see `leftOutOf`. */
const mostHidden = 5
const base = 10

/** Whether a count could point to a child. */
export const isSmall = (count: number): boolean => count > 0 && count < mostHidden

/** Five or fewer, and none, as null; all others rounded to the nearest 10. */
export const rounded = (count: number): Shown => (count <= mostHidden ? null : Math.round(count / base) * base)

/** The rule, for whoever reads a report. */
export const roundingRule =
  'All counts are rounded to the nearest 10, each by itself, so that rows do not add up to their total; c stands for five or fewer, or none. Where all numbers together would still tell a count of 1 to 4, more of them are left out and shown as c. Rates are worked out from the rounded counts.'
