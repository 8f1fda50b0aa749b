import { birthdayOf, type Day } from '../days.ts'
import type { Dice } from '../dice.ts'
import { drawCareDetails } from './care-details.ts'
import type { CareHistory, Episode, Period } from './history.ts'
import { drawLeavingReason } from './leaving.ts'
import { drawReviews } from './reviews.ts'
import { withSlip } from './slips.ts'
import { type CareKind, drawEpisodes } from './stages.ts'

/** What of a child is drawn here. */
interface ChildInCare {
  readonly bornOn: Day
  readonly diedOn?: Day
  readonly care: CareHistory
}

/** A child who is or was looked after by a council. `asOf`: the day on which the files are made. */
export const drawChildInCare = (dice: Dice, asOf: Day): ChildInCare => {
  const fate = dice.weighted([
    [50, 'in-care'],
    [3, 'short-breaks'],
    [16, 'left-lately'],
    [30, 'left-long-ago'],
    [0.8, 'died'],
  ])
  if (fate === 'in-care') return drawStill(dice, asOf)
  if (fate === 'short-breaks') return drawShortBreaks(dice, asOf)
  const to = asOf - (fate === 'left-long-ago' ? dice.whole(365, 4_400) : dice.whole(0, 364))
  return drawFormer(dice, asOf, to, fate === 'died')
}

const year = 365.25
/** An age in days, as old as children in care are. */
const drawAge = (dice: Dice): number => {
  const [low, high] = dice.weighted<readonly [number, number]>([
    [6, [0.1, 1]],
    [13, [1, 5]],
    [20, [5, 10]],
    [38, [10, 16]],
    [23, [16, 17.9]],
  ])
  return dice.whole(Math.ceil(low * year), Math.floor(high * year))
}

const drawKind = (dice: Dice, ageThen: number, lasted: number): CareKind => {
  const years = ageThen / year
  if (years < 4 && lasted > 330 && dice.chance(0.35)) return 'adoption'
  if (years >= 15 && dice.chance(0.3)) return 'asylum'
  if (years >= 12 && lasted < 200 && dice.chance(0.15)) return 'remand'
  return dice.chance(0.24) ? 'voluntary' : 'orders'
}

const meanStay = 800

const drawStill = (dice: Dice, asOf: Day): ChildInCare => {
  const age = drawAge(dice)
  const bornOn = asOf - age
  const from = Math.max(bornOn, asOf - dice.wait(meanStay) + 1)
  const kind = drawKind(dice, from - bornOn, asOf - from)
  const now = drawPeriod(dice, { kind, bornOn, from, asOf })
  return finish(dice, bornOn, kind, [...drawEarlier(dice, bornOn, from, asOf), now], asOf)
}

/** Nobody in the files is older. */
const oldestYears = 22

const drawFormer = (dice: Dice, asOf: Day, to: Day, isDeath: boolean): ChildInCare => {
  const oldest = Math.floor(oldestYears * year) - (asOf - to)
  const isAdult = !isDeath && oldest > 18 * year && dice.chance(0.3)
  const drawn = drawAge(dice)
  const age = drawn <= oldest ? drawn : dice.whole(40, oldest)
  // Who leaves as an adult leaves on the birthday.
  const bornOn = isAdult ? birthdayOf(to, -18) : to - age
  const end = isAdult ? birthdayOf(bornOn, 18) : to
  const from = Math.max(bornOn, end - 2 - dice.wait(meanStay))
  const kind = drawKind(dice, from - bornOn, end - from)
  // Nobody is adopted at once.
  const settled = kind === 'adoption' && end - from < 500 ? 'orders' : kind
  const left = isDeath ? 'E2' : drawLeavingReason(dice, settled, end, isAdult)
  const last = drawPeriod(dice, { kind: settled, bornOn, from, to: end, left, asOf })
  const child = finish(dice, bornOn, settled, [...drawEarlier(dice, bornOn, from, asOf), last], asOf)
  return isDeath ? { ...child, diedOn: end } : child
}

const drawEarlier = (dice: Dice, bornOn: Day, before: Day, asOf: Day): readonly Period[] => {
  const to = before - dice.whole(30, 900)
  const from = to - 5 - dice.wait(300)
  if (from < bornOn || !dice.chance(0.2)) return []
  const left = dice.weighted([
    [60, 'E4A'],
    [20, 'E4B'],
    [8, 'E13'],
    [6, 'E8'],
    [6, dice.chance(0.5) ? 'E41' : drawLeavingReason(dice, 'orders', to, false)],
  ])
  return [drawPeriod(dice, { kind: 'voluntary', bornOn, from, to, left: left === 'E3' ? 'E4A' : left, asOf })]
}

const drawPeriod = (dice: Dice, plan: Parameters<typeof drawEpisodes>[1]): Period => ({
  kind: 'care',
  from: plan.from,
  ...(plan.to === undefined ? {} : { to: plan.to }),
  ...(plan.left === undefined ? {} : { left: plan.left }),
  episodes: drawEpisodes(dice, plan),
  reviews: drawReviews(dice, plan.from, plan.to, plan.asOf),
})

/** Not one of the codes of somebody who came home for good. */
const stayEnded = 'E8'

/** A child who stays away from home for some days now and then. Of some only the agreement is recorded, as one long episode. */
const drawShortBreaks = (dice: Dice, asOf: Day): ChildInCare => {
  const bornOn = asOf - dice.whole(Math.floor(5 * year), Math.floor(17 * year))
  const isAgreementOnly = dice.chance(0.4)
  const shared = {
    began: 'S',
    status: isAgreementOnly ? 'V4' : 'V3',
    need: 'N2',
    ...dice.pick([
      { place: 'K2', provider: 'PR1' },
      { place: 'U6', provider: 'PR1' },
    ]),
    inArea: true,
  }
  const stay = (from: Day, to?: Day): Period => {
    const end = to === undefined ? {} : { to, ended: stayEnded }
    const episodes: readonly [Episode] = [{ from, ...shared, ...end }]
    return { kind: 'short-break', from, ...(to === undefined ? {} : { to, left: stayEnded }), episodes, reviews: [] }
  }
  if (isAgreementOnly) return finish(dice, bornOn, 'short-breaks', [stay(asOf - dice.whole(60, 600))], asOf)
  const stays: Period[] = []
  for (let from = asOf - dice.whole(100, 300); from <= asOf; from += dice.whole(20, 40)) {
    const to = from + dice.whole(2, 4)
    stays.push(to > asOf ? stay(from) : stay(from, to))
  }
  return finish(dice, bornOn, 'short-breaks', stays, asOf)
}

const finish = (dice: Dice, bornOn: Day, kind: CareKind, periods: readonly Period[], asOf: Day): ChildInCare => {
  const details = drawCareDetails(dice, { bornOn, kind, periods, asOf })
  return { bornOn, care: withSlip(dice, { periods, ...details }) }
}
