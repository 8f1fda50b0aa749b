import type { Dice } from '../dice.ts'
import type { CareHistory, Episode, NeedHistory, Period, Referral } from './history.ts'

/** How many in a hundred children have rows that contradict one another. */
const share = 0.015

/** The history, or sometimes one that says in its last episode what cannot be. */
export const withSlip = (dice: Dice, care: CareHistory): CareHistory => {
  if (!dice.chance(share)) return care
  const [last, before] = [care.periods.at(-1)!, care.periods.slice(0, -1)]
  if (last.kind === 'short-break' || last.left === 'E2') return care
  const [episodes, episode] = [last.episodes.slice(0, -1), last.episodes.at(-1)!]
  const again = (wrong: readonly Episode[]): readonly Period[] => [
    ...before,
    { ...last, episodes: wrong as unknown as Period['episodes'] },
  ]
  const previous = episodes.at(-1)
  if (previous !== undefined && dice.chance(0.5)) {
    const late = { ...previous, to: episode.from + 9 }
    return { ...care, slip: 'episodes-overlap', periods: again([...episodes.slice(0, -1), late, episode]) }
  }
  if (episode.to === undefined)
    return { ...care, slip: 'reason-without-day', periods: again([...episodes, { ...episode, ended: 'E4A' }]) }
  const early = { ...episode, to: episode.from - 5 }
  return { ...care, slip: 'ended-before-it-began', periods: again([...episodes, early]) }
}

/** The same of a child in need: a plan that is open though its case was closed, or a case closed before it was opened. */
export const withSlipInNeed = (dice: Dice, need: NeedHistory): NeedHistory => {
  const last = need.referrals.at(-1)!
  if (last.to === undefined || last.noFurtherAction || !dice.chance(share * 2)) return need
  const again = (wrong: Referral): readonly Referral[] => [...need.referrals.slice(0, -1), wrong]
  if (dice.chance(0.5))
    return { ...need, slip: 'plan-outlasts-case', referrals: again({ ...last, plans: [{ from: last.from + 1 }] }) }
  const { to: _, ...open } = last
  const early = { ...open, to: last.from - 3, plans: [], protection: [] }
  return { ...need, slip: 'closed-before-referral', referrals: again(early) }
}
