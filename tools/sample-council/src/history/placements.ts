import { type Day, dayOf } from '../days.ts'
import type { Dice, Weighted } from '../dice.ts'

/** A placement code with the days on which it was in use. */
interface PlacementCode {
  readonly code: string
  readonly weight: number
  readonly from?: Day
  /** The last day. */
  readonly until?: Day
  readonly minimumAge?: number
  readonly providers: readonly Weighted<string>[]
}

const fostering: readonly Weighted<string>[] = [
  [62, 'PR1'],
  [33, 'PR4'],
  [5, 'PR5'],
]
const homes: readonly Weighted<string>[] = [
  [15, 'PR1'],
  [80, 'PR4'],
  [5, 'PR5'],
]
const placements: readonly PlacementCode[] = [
  { code: 'U1', weight: 9, providers: [[1, 'PR1']] },
  { code: 'U3', weight: 7, providers: [[1, 'PR1']] },
  { code: 'U4', weight: 24, providers: fostering },
  { code: 'U5', weight: 1, providers: fostering },
  { code: 'U6', weight: 28, providers: fostering },
  { code: 'K2', weight: 9, minimumAge: 8, providers: homes },
  { code: 'K1', weight: 0.4, minimumAge: 13, providers: homes },
  { code: 'H5', weight: 45, minimumAge: 16, until: dayOf('2024-03-31'), providers: homes },
  { code: 'K3', weight: 45, minimumAge: 16, from: dayOf('2024-04-01'), providers: homes },
  { code: 'P2', weight: 6, minimumAge: 17, until: dayOf('2023-10-27'), providers: [[1, 'PR4']] },
  { code: 'P1', weight: 7, providers: [[1, 'PR0']] },
  { code: 'R3', weight: 0.6, providers: homes },
  { code: 'S1', weight: 0.5, minimumAge: 10, providers: homes },
  { code: 'R1', weight: 0.6, providers: homes },
  { code: 'Z1', weight: 0.5, minimumAge: 10, until: dayOf('2025-03-31'), providers: homes },
  { code: 'Z12', weight: 0.5, minimumAge: 10, from: dayOf('2025-04-01'), providers: homes },
]

/** What is known of a stay before it is drawn. */
interface Stay {
  readonly age: number
  readonly from: Day
  /** The last day. */
  readonly until: Day
  readonly mayBeAtHome: boolean
}

/** A placement that was in use on all days of a stay: its code and who provides it. */
export const drawPlacement = (
  dice: Dice,
  { age, from, until, mayBeAtHome }: Stay,
): { readonly place: string; readonly provider: string } => {
  const possible = placements
    .filter(one => age >= (one.minimumAge ?? 0) && from >= (one.from ?? from) && until <= (one.until ?? until))
    .filter(one => mayBeAtHome || one.code !== 'P1')
  const found = dice.weighted(possible.map(one => [one.weight, one] as const))
  return { place: found.code, provider: dice.weighted(found.providers) }
}

/** Why a placement changed, of the list that the return has. */
export const drawPlaceChange = (dice: Dice): string =>
  dice.weighted([
    [40, 'CARPL'],
    [16, 'CREQB'],
    [8, 'CREQO'],
    [10, 'CHILD'],
    [6, 'LAREQ'],
    [4, 'CLOSE'],
    [2, 'ALLEG'],
    [2, 'STAND'],
    [1, 'APPRR'],
    [3, 'PLACE'],
    [8, 'OTHER'],
  ])
