import { ageOn, birthdayOf, type Day } from '../days.ts'
import type { Dice, Weighted } from '../dice.ts'
import type { Episode } from './history.ts'
import { drawPlaceChange, drawPlacement } from './placements.ts'

/** How a child comes into care, and so what follows. */
export type CareKind = 'orders' | 'adoption' | 'voluntary' | 'asylum' | 'remand' | 'short-breaks'

/** A legal status, from a day on. */
interface StatusStage {
  readonly on: Day
  readonly status: string
}

/** Where the child lives, from a day on. */
interface PlaceStage {
  readonly on: Day
  readonly place: string
  readonly provider: string
  readonly hasSameCarer: boolean
  readonly inArea: boolean
}

/** A legal status with which a time in care begins, and how many days later an interim order follows. */
const begins: readonly Weighted<readonly [status: string, low: number, high: number]>[] = [
  [60, ['C1', 0, 0]],
  [24, ['V2', 20, 120]],
  [9, ['L1', 3, 3]],
  [6, ['L2', 4, 8]],
  [1, ['L3', 7, 7]],
]

const interim = 'C1'

/** The legal statuses of a time in care under orders of a court: what, and after how many days. */
const drawOrders = (dice: Dice, kind: CareKind): readonly (readonly [after: number, status: string])[] => {
  const [status, low, high] = dice.weighted(begins)
  const ordered = dice.whole(low, high)
  const full = ordered + dice.whole(110, 260)
  return [
    ...(status === interim ? [] : [[0, status] as const]),
    [ordered, interim],
    [full, 'C2'],
    ...(kind === 'adoption' ? [[full + dice.whole(5, 60), 'E1'] as const] : []),
  ]
}

const remands: readonly Weighted<string>[] = [
  [8, 'J1'],
  [1, 'J2'],
  [1, 'J3'],
]

const drawStatuses = (dice: Dice, kind: CareKind, from: Day): readonly StatusStage[] => {
  if (kind === 'voluntary' || kind === 'asylum') return [{ on: from, status: 'V2' }]
  if (kind === 'remand') return [{ on: from, status: dice.weighted(remands) }]
  return drawOrders(dice, kind).map(([after, status]) => ({ on: from + after, status }))
}

const meanStay = 420

/** The days on which the child moves: any day, some of those on which the legal status changes, and often one at 16. */
const drawMoves = (dice: Dice, statuses: readonly StatusStage[], bornOn: Day, until: Day): readonly Day[] => {
  const days = new Set([statuses[0]!.on])
  const grown = birthdayOf(bornOn, 16) + dice.whole(0, 250)
  if (grown > statuses[0]!.on && dice.chance(0.6)) days.add(grown)
  for (const { on } of statuses) if (dice.chance(0.2)) days.add(on)
  for (let next = statuses[0]!.on + 3 + dice.wait(meanStay); next < until; next += 3 + dice.wait(meanStay))
    days.add(next)
  return [...days].filter(day => day < until).sort((a, b) => a - b)
}

/** `placedOn`: the day on which the child moves in with the family that is going to adopt. */
const drawPlaces = (
  dice: Dice,
  bornOn: Day,
  statuses: readonly StatusStage[],
  until: Day,
  placedOn: Day,
): readonly PlaceStage[] => {
  const days = drawMoves(dice, statuses, bornOn, Math.min(until, placedOn))
  const orderOn = statuses.find(one => one.status.startsWith('C'))?.on ?? Number.POSITIVE_INFINITY
  const found: PlaceStage[] = days.map((on, i) => ({
    on,
    ...drawPlacement(dice, {
      age: ageOn(bornOn, on),
      from: on,
      until: Math.min(days[i + 1] ?? until, placedOn) - 1,
      // Nobody is placed with parents but under an order.
      mayBeAtHome: on >= orderOn,
    }),
    hasSameCarer: dice.chance(0.08),
    inArea: dice.chance(0.66),
  }))
  if (placedOn >= until) return found
  const hasSameCarer = dice.chance(0.2)
  const place = hasSameCarer ? 'A5' : 'A6'
  return [...found, { on: placedOn, place, provider: 'PR1', hasSameCarer, inArea: dice.chance(0.5) }]
}

/** Why an episode began, by what changed on its first day. */
const beganBy = (isFirst: boolean, isNewStatus: boolean, { on, hasSameCarer }: PlaceStage, day: Day): string => {
  if (isFirst) return 'S'
  if (on !== day) return 'L'
  if (isNewStatus) return hasSameCarer ? 'U' : 'B'
  return hasSameCarer ? 'T' : 'P'
}

/** What is known of a time in care before its episodes are drawn. */
export interface CarePlan {
  readonly kind: CareKind
  readonly bornOn: Day
  readonly from: Day
  /** The day on which it ended; absent: it goes on. */
  readonly to?: Day
  readonly left?: string
  /** The day on which the files were made. */
  readonly asOf: Day
}

const drawNeed = (dice: Dice, kind: CareKind): string => {
  if (kind === 'asylum') return 'N8'
  if (kind === 'short-breaks') return 'N2'
  return dice.weighted([
    [64, 'N1'],
    [3, 'N2'],
    [4, 'N3'],
    [8, 'N4'],
    [15, 'N5'],
    [2, 'N6'],
    [4, 'N8'],
  ])
}

/** The episodes of a time in care: one for each change, the last with the reason why the child left. */
export const drawEpisodes = (dice: Dice, plan: CarePlan): readonly [Episode, ...Episode[]] => {
  const { from, to } = plan
  const until = to ?? plan.asOf + 1
  const statuses = drawStatuses(dice, plan.kind, from).filter(one => one.on < until)
  const orderOn = statuses.find(one => one.status === 'E1')?.on ?? Number.POSITIVE_INFINITY
  const places = drawPlaces(dice, plan.bornOn, statuses, until, orderOn + dice.whole(30, 200))
  const days = [...new Set([...statuses, ...places].map(one => one.on))].sort((a, b) => a - b)
  const need = drawNeed(dice, plan.kind)
  const episodes = days.map((day, i): Episode => {
    const status = statuses.findLast(one => one.on <= day)!
    const stage = places.findLast(one => one.on <= day)!
    const end = days[i + 1] ?? to
    const isMoving = places.some(one => one.on === days[i + 1])
    return {
      from: day,
      began: beganBy(i === 0, status.on === day, stage, day),
      status: status.status,
      need,
      place: stage.place,
      provider: stage.provider,
      inArea: stage.inArea,
      ...(end === undefined ? {} : { to: end, ended: i < days.length - 1 ? 'X1' : plan.left! }),
      ...(isMoving ? { placeChange: drawPlaceChange(dice) } : {}),
    }
  })
  return episodes as [Episode, ...Episode[]]
}
