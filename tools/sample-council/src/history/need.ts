import { ageOn, type Day } from '../days.ts'
import type { Dice, Weighted } from '../dice.ts'
import type { CareHistory, NeedHistory, ProtectionPlan, Referral, Span } from './history.ts'
import { orderAfter } from './leaving.ts'
import { withSlipInNeed } from './slips.ts'

const sources = ['1A', '1B', '1D', '2A', '2B', '3A', '3D', '5A', '5B', '6', '7', '8', '10'] as const
const factors = ['1C', '2B', '3A', '3B', '4B', '5A', '6A', '8B', '12A', '15A', '17A', '18B', '19B', '24A'] as const
const impairments = ['LD', 'BEH', 'AUT', 'COMM', 'MOB', 'HEAR', 'VIS', 'CON', 'DDA'] as const
const abuse = ['NEG', 'NEG', 'EMO', 'EMO', 'PHY', 'SAB', 'MUL'] as const

/** What the children in need census says of a child who was never looked after. */
export const drawNeed = (dice: Dice, bornOn: Day, asOf: Day): NeedHistory => {
  const isOpen = dice.chance(0.58)
  const latest = drawReferral(dice, bornOn, asOf, isOpen ? undefined : asOf - dice.whole(0, 540))
  const earlier = dice.chance(0.22) ? drawReferral(dice, bornOn, asOf, latest.from - dice.whole(30, 500)) : undefined
  const referrals = earlier === undefined || earlier.from <= bornOn ? [latest] : [earlier, latest]
  return withSlipInNeed(dice, { referrals, disabilities: drawDisabilities(dice, 0.13) })
}

/** The same of a child who is or was looked after: the case was opened before, and is open as long as the child is. */
export const drawNeedBesideCare = (dice: Dice, bornOn: Day, care: CareHistory, asOf: Day): NeedHistory => {
  const last = care.periods.at(-1)!
  const from = Math.max(bornOn, last.from - dice.whole(0, 260))
  const days = last.from - from
  const hadPlan = days > 60 && dice.chance(0.6)
  const protection = hadPlan ? [drawProtection(dice, from + 25, last.from + 14)] : []
  const closedOn = last.to === undefined ? undefined : last.to + (last.left === 'E2' ? 0 : dice.whole(0, 60))
  const isClosed = closedOn !== undefined && closedOn <= asOf
  const referral: Referral = {
    from,
    ...(isClosed ? { to: closedOn, closedFor: closureAfter(last.left) } : {}),
    source: dice.pick(sources),
    need: last.episodes[0].need,
    noFurtherAction: false,
    assessments: asOf - from > 65 ? [drawAssessment(dice, from)] : [],
    plans: [],
    enquiries: hadPlan ? [{ on: from + 8, conference: from + 24 }] : [],
    protection: protection.filter(one => one.to === undefined || one.to <= asOf),
    ...(last.from - from > 40 && dice.chance(0.3)
      ? { proceedings: { from: from + 30, offered: dice.chance(0.7) } }
      : {}),
  }
  const share = last.kind === 'short-break' ? 1 : 0.13
  return { referrals: [referral], disabilities: drawDisabilities(dice, share) }
}

const closureAfter = (left: string | undefined): string => {
  if (left === 'E2') return 'RC2'
  const order = orderAfter(left)
  if (order === 'adoption') return 'RC1'
  if (order === 'arrangements') return 'RC3'
  return order === 'guardianship' ? 'RC4' : 'RC7'
}

const drawDisabilities = (dice: Dice, share: number): readonly string[] =>
  dice.chance(share) ? [...new Set([dice.pick(impairments), dice.pick(impairments)])] : ['NONE']

const drawAssessment = (dice: Dice, from: Day) => ({
  from: from + dice.whole(0, 2),
  to: from + dice.whole(15, 62),
  factors: [...new Set([dice.pick(factors), dice.pick(factors), dice.pick(factors)])],
})

const needs: readonly Weighted<string>[] = [
  [56, 'N1'],
  [10, 'N2'],
  [4, 'N3'],
  [9, 'N4'],
  [16, 'N5'],
  [3, 'N6'],
  [1, 'N7'],
  [1, 'N8'],
]

const drawReferral = (dice: Dice, bornOn: Day, asOf: Day, closed: Day | undefined): Referral => {
  const closedOn = closed === undefined ? undefined : Math.max(closed, bornOn)
  const noFurtherAction = dice.chance(0.07)
  const lasted = noFurtherAction ? dice.whole(0, 2) : 30 + dice.wait(closedOn === undefined ? 330 : 200)
  const from = Math.max(bornOn, (closedOn ?? asOf) - lasted)
  const shared = { from, source: dice.pick(sources), noFurtherAction }
  const nothing = { assessments: [], plans: [], enquiries: [], protection: [] }
  if (noFurtherAction) return { ...shared, ...nothing, need: 'N0', to: closedOn ?? from, closedFor: 'RC8' }
  const days = (closedOn ?? asOf) - from
  const assessed = days > 65 ? [drawAssessment(dice, from)] : []
  const closure =
    closedOn === undefined ? {} : { to: closedOn, closedFor: dice.pick(['RC7', 'RC7', 'RC7', 'RC8', 'RC9', 'RC5']) }
  return {
    ...shared,
    ...nothing,
    ...closure,
    need: dice.weighted(needs),
    assessments: assessed,
    ...drawPlans(dice, from, closedOn, asOf),
  }
}

/** Plans one after another: in need, then perhaps of protection; all end with the case. */
const drawPlans = (
  dice: Dice,
  from: Day,
  closedOn: Day | undefined,
  asOf: Day,
): Pick<Referral, 'plans' | 'protection' | 'enquiries'> => {
  const end = closedOn ?? asOf + 1
  const begin = from + dice.whole(20, 60)
  const way = dice.weighted([
    [30, 'neither'],
    [46, 'in need'],
    [24, 'protection'],
  ])
  if (way === 'neither' || begin >= end) return { plans: [], protection: [], enquiries: [] }
  const step = begin + dice.whole(10, 120)
  if (way === 'in need' || step >= end) {
    const over = dice.chance(0.15) && step < end ? step : closedOn
    return { plans: [spanOf(begin, over)], protection: [], enquiries: [] }
  }
  const down = step + dice.whole(100, 420)
  const isSteppedDown = down + 1 < end && dice.chance(0.5)
  const plan = drawProtection(dice, step, isSteppedDown ? down : closedOn, end)
  return {
    plans: [spanOf(begin, step), ...(isSteppedDown ? [spanOf(down, closedOn)] : [])],
    protection: [plan],
    enquiries: [{ on: Math.max(from, step - 18), conference: step }],
  }
}

const drawProtection = (dice: Dice, from: Day, to: Day | undefined, until = to ?? from): ProtectionPlan => {
  const [firstCategory, lastCategory] = [dice.pick(abuse), dice.pick(abuse)]
  const reviews = [from + 85, from + 265, from + 445].filter(day => day < until)
  return {
    ...spanOf(from, to),
    firstCategory,
    lastCategory,
    before: dice.weighted([
      [78, 0],
      [17, 1],
      [5, 2],
    ]),
    reviews,
  }
}

const spanOf = (from: Day, to: Day | undefined): Span => (to === undefined ? { from } : { from, to })

/** How old a child in need is who was never looked after: of any age, more of them young. */
export const drawBirthInNeed = (dice: Dice, asOf: Day): Day => {
  const bornOn = asOf - dice.whole(20, Math.floor(17.9 * 365.25))
  return ageOn(bornOn, asOf) > 10 && dice.chance(0.2) ? asOf - dice.whole(20, 2_000) : bornOn
}
