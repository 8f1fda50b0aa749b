import type { Council } from './children.ts'
import { isoDay } from './days.ts'
import { type Child, isOn, type Referral } from './history/history.ts'
import { annexATables } from './tables/annex-a.ts'
import { type Facts, leavingFacts, statusFacts, type Truth } from './truth.ts'

const none: Facts = {}

/**
 * What the lists of Annex A say of a child on the day they were made; undefined: the child is in none of those given. `names`: of
 * the lists that are looked at.
 */
export const listsTruth = (child: Child, council: Council, names: readonly string[]): Truth | undefined => {
  const isIn = (name: string): boolean =>
    names.includes(name) && annexATables.some(one => one.name === name && one.rowsOf(child, council).length > 0)
  const lists = ['List 6', 'List 7', 'List 8', 'List 9'].filter(isIn)
  if (lists.length === 0) return undefined
  const { asOf } = council
  if (child.diedOn !== undefined && child.diedOn <= asOf) return { refused: 'died' }
  if (isWrong(child, isIn)) return { refused: 'contradiction' }
  const facts: Facts = {
    dateOfBirth: isoDay(child.bornOn),
    ...(isIn('List 9') ? { careStatus: 'ceased' } : none),
    ...(isIn('List 6') ? caseFacts(child, council) : none),
    ...(isIn('List 7') && openReferrals(child, council).some(one => isProtected(one, council))
      ? { plan: 'child-protection' }
      : none),
    ...(isIn('List 8') ? careFacts(child, council) : none),
  }
  return { facts }
}

const openReferrals = ({ need }: Child, { asOf }: Council): readonly Referral[] =>
  (need?.referrals ?? []).filter(one => !one.noFurtherAction && isOn(one, asOf))

const isProtected = (one: Referral, { asOf }: Council): boolean => one.protection.some(plan => isOn(plan, asOf))

/** The list of cases has both days of one that was closed before it was opened. The plan that outlasts its case is on no list. */
const isWrong = ({ need }: Child, isIn: (name: string) => boolean): boolean =>
  need?.slip === 'closed-before-referral' && isIn('List 6')

const isLookedAfter = ({ care }: Child, { asOf }: Council): boolean =>
  care?.periods.some(one => one.kind === 'care' && isOn(one, asOf)) === true

const caseFacts = (child: Child, council: Council): Facts => {
  const [open] = openReferrals(child, council)
  if (open === undefined) return none
  if (isLookedAfter(child, council)) return { careStatus: 'looked-after', careJurisdiction: 'england' }
  if (isProtected(open, council)) return { plan: 'child-protection' }
  return open.plans.some(plan => isOn(plan, council.asOf)) ? { plan: 'child-in-need' } : { openToSocialCare: true }
}

const careFacts = (child: Child, { asOf }: Council): Facts => {
  const last = child.care!.periods.at(-1)!
  if (last.to !== undefined && last.to <= asOf) return last.kind === 'care' ? leavingFacts(child, last) : none
  const episode = last.episodes.at(-1)!
  return {
    ...statusFacts(episode.status),
    livesInThisAuthority: episode.inArea,
    ...(last.kind === 'care' ? { lookedAfterSince: isoDay(last.from) } : none),
  }
}
