import { type Day, partsOf, yearBegin } from '../days.ts'
import type { Dice } from '../dice.ts'

const april = 4

/** The first day that the yearly tables reach back to: the beginning of the year of the return before this one. */
export const filesBegin = (asOf: Day): Day => yearBegin(yearBegin(asOf, april) - 1, april)

/** How long before a year of the return ends a first review is held in time, so that this year’s tables have it. */
const lateAfter = 75

/**
 * The days of the reviews of a time in care: within 20 working days, within three months, then every six months. Some first ones
 * are late. None is so late that it is in the tables of another year than the day on which the child came.
 */
export const drawReviews = (dice: Dice, from: Day, to: Day | undefined, asOf: Day): readonly Day[] => {
  const yearEnd = yearBegin(from, april) + 365
  const mayBeLate = from + lateAfter < yearEnd
  const until = to ?? asOf + 1
  const found: Day[] = []
  let next = from + (mayBeLate && dice.chance(0.06) ? dice.whole(29, 50) : dice.whole(6, 28))
  while (next < until) {
    found.push(next)
    next += found.length === 1 ? dice.whole(60, 90) : dice.whole(160, 183)
  }
  return found
}

/** How a child took part in a review, of the codes of the return. */
export const reviewCode = (bornOn: Day, on: Day): string => {
  if (on - bornOn < 4 * 365.25) return 'PN0'
  const [, , date] = partsOf(on)
  return date < 20 ? 'PN1' : date < 28 ? 'PN5' : 'PN7'
}
