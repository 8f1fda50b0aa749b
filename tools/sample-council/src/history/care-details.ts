import { ageOn, birthdayOf, type Day } from '../days.ts'
import type { Dice } from '../dice.ts'
import type { CareHistory, Period, Span } from './history.ts'
import { filesBegin } from './reviews.ts'
import type { CareKind } from './stages.ts'

interface Known {
  readonly bornOn: Day
  readonly kind: CareKind
  readonly periods: readonly Period[]
  readonly asOf: Day
}

/** What the smaller tables of the return say: social workers, times missing, health, adoption, life after care. */
export const drawCareDetails = (dice: Dice, known: Known): Omit<CareHistory, 'periods' | 'slip'> => {
  const { bornOn, kind, periods, asOf } = known
  const last = periods.at(-1)!
  const placed = last.episodes.find(one => /^A[3-6]$/.test(one.place))
  const isInCare = last.kind === 'care' && last.to === undefined
  const hasLeft = last.kind === 'care' && last.to !== undefined
  const isLeaver = hasLeft && last.left !== 'E2' && ageOn(bornOn, last.to) >= 17
  const isMother = isInCare && ageOn(bornOn, asOf) >= 16 && dice.chance(0.02)
  return {
    workers: drawWorkers(dice, known),
    missing: isInCare && ageOn(bornOn, asOf) >= 11 && dice.chance(0.16) ? drawMissing(dice, last, asOf) : [],
    permanence: drawPermanence(dice, bornOn, periods[0]!.from),
    deprivations: isInCare ? drawDeprivations(dice, last, asOf) : [],
    ...(kind === 'asylum' ? { asylumUntil: birthdayOf(bornOn, 18) } : {}),
    ...(placed === undefined ? {} : { placedForAdoption: spanOf(placed.from, last.to) }),
    ...(isInCare && asOf - last.from > 365 ? { health: drawHealth(dice, bornOn, asOf) } : {}),
    ...(isLeaver ? { leaver: drawLeaver(dice) } : {}),
    ...(isMother ? { motherOf: asOf - dice.whole(5, Math.min(300, asOf - last.from + 5)) } : {}),
  }
}

const spanOf = (from: Day, to: Day | undefined): Span => (to === undefined ? { from } : { from, to })

const workerReasons = [
  'MANAGE',
  'FCONTA',
  'LEFTRL',
  'ORGRST',
  'TSPROC',
  'ABSENC',
  'CHCHAN',
  'PCCHAN',
  'OTHERS',
] as const

/** Who had the case, one after another, of the years that the tables reach back to. Some wait for the next one. */
const drawWorkers = (dice: Dice, { periods, asOf }: Known): CareHistory['workers'] => {
  const found: CareHistory['workers'][number][] = []
  const begin = filesBegin(asOf)
  for (const period of periods) {
    const until = period.to ?? asOf + 1
    if (until <= begin || period.kind === 'short-break') continue
    for (let from = period.from; from < until; ) {
      const end = from + 20 + dice.wait(380)
      const to = end < until ? end : period.to
      const worker = { id: `SW${dice.whole(100, 999)}`, reason: dice.pick(workerReasons), ...spanOf(from, to) }
      if (to === undefined || to > begin) found.push(worker)
      from = end + (dice.chance(0.1) ? dice.whole(1, 30) : 0)
    }
  }
  return found
}

const drawMissing = (dice: Dice, { from }: Period, asOf: Day): CareHistory['missing'] => {
  const found: CareHistory['missing'][number][] = []
  let next = Math.max(from, filesBegin(asOf)) + dice.wait(120)
  while (next < asOf) {
    const to = next + dice.whole(1, 6)
    found.push({ kind: dice.pick(['M', 'M', 'A']), ...spanOf(next, to > asOf ? undefined : to) })
    next = to + dice.wait(120)
  }
  return found
}

const drawPermanence = (dice: Dice, bornOn: Day, from: Day): CareHistory['permanence'] => {
  const code = dice.weighted([
    [94, 'Z1'],
    [2, 'P1'],
    [4, 'P2'],
  ])
  if (code === 'Z1' || from - bornOn < 800) return { code: 'Z1' }
  return dice.chance(0.7) ? { code, on: from - dice.whole(100, from - bornOn - 300) } : { code }
}

const drawDeprivations = (dice: Dice, { from, episodes }: Period, asOf: Day): readonly Span[] => {
  const place = episodes.at(-1)!
  if (!['K2', 'Z12'].includes(place.place) || !dice.chance(0.15)) return []
  const begin = Math.max(from, place.from, filesBegin(asOf))
  return [spanOf(begin, dice.chance(0.5) && begin + 90 < asOf ? begin + 90 : undefined)]
}

/** Score, why there is none, and yes or no to eight questions: convicted, health, vaccinations, teeth, assessed, drugs, helped, offered. */
const drawHealth = (dice: Dice, bornOn: Day, asOf: Day): readonly string[] => {
  const age = ageOn(bornOn, asOf)
  const yes = (share: number): string => (dice.chance(share) ? '1' : '0')
  const isAsked = age >= 4 && age <= 16
  const hasScore = isAsked && dice.chance(0.8)
  const drugs = age >= 11 && dice.chance(0.04)
  return [
    hasScore ? String(dice.whole(0, 34)) : '',
    isAsked && !hasScore ? dice.pick(['SDQ1', 'SDQ2', 'SDQ3']) : '',
    age >= 10 ? yes(0.03) : '0',
    age < 5 ? yes(0.9) : '0',
    yes(0.85),
    yes(0.82),
    yes(0.9),
    drugs ? '1' : '0',
    drugs ? yes(0.5) : '',
    drugs ? yes(0.5) : '',
  ]
}

const drawLeaver = (dice: Dice): NonNullable<CareHistory['leaver']> => ({
  inTouch: dice.weighted([
    [90, 'YES'],
    [6, 'NO'],
    [2, 'REFU'],
    [2, 'NREQ'],
  ]),
  activity: dice.pick(['F1', 'F2', 'F4', 'F5', 'P2', 'G4', 'G5', 'G6']),
  home: dice.pick(['B', 'D', 'E', 'K', 'T', 'U', 'V']),
})
