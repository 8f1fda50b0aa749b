import type { Council } from './children.ts'
import { birthdayOf, type Day, isoDay } from './days.ts'
import { type Child, isOn, type Period, type SchoolRecord } from './history/history.ts'
import { orderAfter } from './history/leaving.ts'
import { filesBegin } from './history/reviews.ts'

/** What is so of a child on a day, as far as a return tells it; or why nothing is said of the child. */
export type Truth = { readonly facts: Facts } | { readonly refused: 'died' | 'contradiction' }
/** Facts by name. */
export type Facts = Readonly<Record<string, boolean | number | string>>

const sure = (...facts: readonly Facts[]): Truth => ({ facts: Object.assign({}, ...facts) as Facts })
const none: Facts = {}

const hasDied = ({ diedOn }: Child, day: Day): boolean => diedOn !== undefined && diedOn <= day

const birthOf = ({ bornOn }: Child): Facts => ({ dateOfBirth: isoDay(bornOn) })

/** By the return about children looked after; undefined: the child is not in it. A slip is one on the day the files were made. */
export const careTruth = (child: Child, council: Council, day: Day): Truth | undefined => {
  const { care } = child
  if (care === undefined) return undefined
  if (hasDied(child, day)) return { refused: 'died' }
  if (care.slip !== undefined) return { refused: 'contradiction' }
  const hasWorker = care.workers.some(one => isOn(one, day))
  return sure(
    birthOf(child),
    careFacts(child, care.periods, council, day),
    hasWorker ? { socialWorkerAssigned: true } : none,
  )
}

const careFacts = (child: Child, periods: readonly Period[], council: Council, day: Day): Facts => {
  const now = periods.find(one => isOn(one, day))
  if (now !== undefined) return inCareFacts(now, council, day)
  const last = periods.findLast(one => one.to !== undefined && one.to <= day)
  return last === undefined || last.kind === 'short-break' ? none : leavingFacts(child, last)
}

/** Whether a legal status is a care order, and whether it can be one of short breaks. */
export const statusFacts = (status: string): Facts => {
  const lookedAfter = { careStatus: 'looked-after', careJurisdiction: 'england' }
  if (status === 'V3' || status === 'V4') return { underCareOrder: false }
  if (status === 'C1' || status === 'C2') return { ...lookedAfter, underCareOrder: true }
  if (status === 'V2') return { ...lookedAfter, underCareOrder: false, shortBreaksOnly: false }
  return { ...lookedAfter, shortBreaksOnly: false }
}

const inCareFacts = (period: Period, council: Council, day: Day): Facts => {
  const { status, place } = period.episodes.find(one => isOn(one, day))!
  if (period.kind === 'short-break') return statusFacts(status)
  const [first] = period.reviews
  const isEmergency = ['L1', 'L2'].includes(period.episodes[0].status)
  return {
    ...statusFacts(status),
    lookedAfterSince: isoDay(period.from),
    // The tables of earlier years would have it.
    ...(first === undefined || first < filesBegin(council.asOf) ? none : { firstReviewOn: isoDay(first) }),
    ...(isEmergency ? { careBeganInEmergency: true } : none),
    ...(/^A[3-6]$/.test(place) ? { placedForAdoption: true } : none),
  }
}

const routes: Readonly<Record<NonNullable<ReturnType<typeof orderAfter>>, string>> = {
  adoption: 'adoption',
  guardianship: 'special-guardianship-order',
  arrangements: 'child-arrangements-order',
}

/** Somebody who leaves on the day of turning 18 left because of that, however the reason puts it, unless an order or a home says more. */
export const leavingFacts = ({ bornOn }: Child, { left = '', to = 0 }: Period): Facts => {
  // Another council looks after the child.
  if (left === 'E3') return { lookedAfterByThisAuthority: false }
  const order = orderAfter(left)
  const isHome = left === 'E4A' || left === 'E4B'
  const isAdult = left === 'E17' || (to >= birthdayOf(bornOn, 18) && left !== 'E15')
  const route = order !== undefined ? routes[order] : isHome ? 'returned-home' : isAdult ? 'aged-out' : 'other'
  return { careStatus: 'ceased', careExitRoute: route, careJurisdiction: 'england' }
}

/** By the census of children in need; undefined: the child is not in it. A slip is one on the day the files were made. */
export const needTruth = (child: Child, day: Day): Truth | undefined => {
  const { need } = child
  if (need === undefined) return undefined
  if (hasDied(child, day)) return { refused: 'died' }
  if (need.slip !== undefined) return { refused: 'contradiction' }
  const isProtected = need.referrals.some(one => one.protection.some(plan => isOn(plan, day)))
  const isPlanned = need.referrals.some(one => one.plans.some(plan => isOn(plan, day)))
  const isOpen = need.referrals.some(one => !one.noFurtherAction && isOn(one, day))
  return sure(
    birthOf(child),
    isProtected ? { plan: 'child-protection' } : isPlanned ? { plan: 'child-in-need' } : none,
    isOpen ? { openToSocialCare: true } : none,
  )
}

/** By the school census; undefined: the child is not in it. */
export const schoolTruth = (child: Child, day: Day): Truth | undefined => {
  const { school } = child
  if (school === undefined) return undefined
  return school.left === undefined ? sure(birthOf(child), schoolFacts(school, day)) : sure(birthOf(child))
}

const yearGroups: Readonly<Record<string, number>> = { N1: -2, N2: -1, R: 0 }
const special: Readonly<Record<string, string>> = { N: 'none', K: 'sen-support', E: 'ehc-plan' }
const arrangements: Readonly<Record<string, string>> = {
  A: 'adoption',
  G: 'special-guardianship-order',
  R: 'child-arrangements-order',
  C: 'child-arrangements-order',
  O: 'adoption-from-state-care-abroad',
}

const schoolFacts = (school: SchoolRecord, day: Day): Facts => {
  const route = arrangements[school.lookedAfterBefore]
  const last = school.exclusions.filter(one => one.on <= day).at(-1)
  const proposed = last?.category === 'PERM' ? 'permanent-exclusion' : 'suspension'
  return {
    yearGroup: yearGroups[school.year] ?? Number(school.year),
    send: special[school.sen]!,
    ...(route === undefined ? none : { careStatus: 'ceased', careExitRoute: route }),
    ...(school.kinship === 'ND' ? none : { kinshipCare: true }),
    // Whether a lunchtime is a suspension is not told.
    ...(last === undefined || last.category === 'LNCH'
      ? none
      : { exclusionOn: isoDay(last.on), proposedAction: proposed }),
  }
}
