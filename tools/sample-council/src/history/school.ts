import { ageOn, type Day, dayFrom, partsOf, yearBegin } from '../days.ts'
import type { Dice, Weighted } from '../dice.ts'
import type { Exclusion, SchoolRecord } from './history.ts'
import type { orderAfter } from './leaving.ts'

const september = 9

/** What is known of a pupil that school follows from. */
export interface PupilInContext {
  readonly bornOn: Day
  readonly asOf: Day
  /** How care ended, by an order. */
  readonly order?: ReturnType<typeof orderAfter>
  readonly isInCare: boolean
  readonly isInNeed: boolean
}

/** The year group of a child who is in the class of its age; undefined if too young or too old for school. */
export const yearGroupOf = (bornOn: Day, asOf: Day): number | undefined => {
  const group = ageOn(bornOn, yearBegin(asOf, september) - 1) - 4
  return group < -2 || group > 13 ? undefined : group
}

/** As the census writes a year group: N1 and N2 of a nursery, R, then numbers. */
const yearCode = (group: number): string => (group > 0 ? String(group) : (['R', 'N2', 'N1'][-group] ?? 'X'))

const enrolments: readonly Weighted<string>[] = [
  [970, 'C'],
  [15, 'M'],
  [15, 'S'],
]
const mealShares: readonly Weighted<string>[] = [
  [70, ''],
  [24, 'TFSM'],
  [4, 'EFSM'],
  [2, 'OFSM'],
]
const carers: readonly Weighted<string>[] = [
  [97, 'N'],
  [2, 'P'],
  [1, 'S'],
]
const languages: readonly Weighted<string>[] = [
  [88, 'ENG'],
  [4, 'POL'],
  [3, 'URD'],
  [3, 'BNG'],
  [2, 'ALB'],
]

/** What the school census says of a pupil of this council; undefined: the child is in none of its schools. */
export const drawSchool = (dice: Dice, known: PupilInContext): SchoolRecord | undefined => {
  const group = yearGroupOf(known.bornOn, known.asOf)
  if (group === undefined || (group < 0 && dice.chance(0.4)) || (group > 11 && dice.chance(0.6))) return undefined
  const sen = dice.weighted(senShares(known))
  const hasLeft = dice.chance(0.015)
  const entered = dayFrom(
    partsOf(yearBegin(known.asOf, september))[0] - Math.max(0, group % 7),
    september,
    dice.whole(1, 9),
  )
  return {
    school: 4_000 + dice.whole(1, 40),
    entered: Math.max(entered, known.bornOn + 700),
    ...(hasLeft ? { left: known.asOf - dice.whole(1, 60) } : {}),
    status: dice.weighted(enrolments),
    // Some are taught with those a year younger.
    year: yearCode(group > 0 && dice.chance(0.01) ? group - 1 : group),
    sen,
    needs: sen === 'N' ? [] : drawNeeds(dice, sen),
    lookedAfterBefore: drawPlaa(dice, known),
    kinship: drawKinship(dice, known),
    premium: drawPremium(dice, known),
    meals: dice.weighted(mealShares),
    carer: dice.weighted(carers),
    language: dice.weighted(languages),
    exclusions: group > 0 && dice.chance(known.isInNeed ? 0.09 : 0.025) ? drawExclusions(dice, known.asOf) : [],
  }
}

const senShares = ({ isInCare, isInNeed }: PupilInContext): readonly Weighted<string>[] => {
  if (isInCare)
    return [
      [42, 'N'],
      [29, 'K'],
      [29, 'E'],
    ]
  return isInNeed
    ? [
        [51, 'N'],
        [26, 'K'],
        [23, 'E'],
      ]
    : [
        [82, 'N'],
        [13, 'K'],
        [5, 'E'],
      ]
}

const drawNeeds = (dice: Dice, sen: string): readonly string[] => {
  const draw = () =>
    dice.pick(['SEMH', 'SEMH', 'SLCN', 'SLCN', 'ASD', 'ASD', 'MLD', 'SPLD', 'SLD', 'PD', 'HI', 'VI', 'DS', 'OTH'])
  if (sen === 'K' && dice.chance(0.05)) return ['NSA']
  return dice.chance(0.3) ? [...new Set([draw(), draw()])] : [draw()]
}

/** The arrangement after care, which parents may tell or not. */
const drawPlaa = (dice: Dice, { isInCare, order }: PupilInContext): string => {
  if (isInCare) return 'N'
  if (order !== undefined) {
    if (!dice.chance(0.6)) return 'N'
    return order === 'adoption' ? 'A' : order === 'guardianship' ? 'G' : dice.pick(['C', 'C', 'R'])
  }
  return dice.weighted([
    [986, 'N'],
    [5, 'A'],
    [4, 'G'],
    [2, 'C'],
    [1, 'R'],
    [1, 'O'],
  ])
}

const drawKinship = (dice: Dice, { order, isInCare }: PupilInContext): string => {
  if (isInCare) return 'ND'
  if (order === 'guardianship' || order === 'arrangements') return dice.pick(['KF', 'KF', 'ND', 'KU'])
  return dice.weighted([
    [975, 'ND'],
    [9, 'KF'],
    [10, 'KI'],
    [6, 'KU'],
  ])
}

const drawPremium = (dice: Dice, { isInCare, order }: PupilInContext): string => {
  if (isInCare) return 'LAP'
  if (order !== undefined) return 'AFC'
  return dice.weighted([
    [74, ''],
    [24, 'DPP'],
    [2, 'SCP'],
  ])
}

const reasons = ['PP', 'PA', 'VP', 'VA', 'OW', 'DB', 'DA', 'DM', 'TH'] as const

/** Of the last year, the oldest first. A lunchtime is never the last of several, for then nothing would be told. */
const drawExclusions = (dice: Dice, asOf: Day): readonly Exclusion[] => {
  const days = Array.from(
    {
      length: dice.weighted([
        [60, 1],
        [25, 2],
        [15, 3],
      ]),
    },
    () => asOf - dice.whole(2, 340),
  )
  const distinct = [...new Set(days)].sort((a, b) => a - b)
  return distinct.map((on, i) => {
    const isLast = i === distinct.length - 1
    const category =
      isLast && distinct.length > 1
        ? 'SUSP'
        : dice.weighted([
            [88, 'SUSP'],
            [6, 'LNCH'],
            [isLast ? 6 : 0, 'PERM'],
          ] as const)
    const sessions = category === 'SUSP' ? dice.whole(1, 10) : 1
    return { on, category, sessions, reasons: [...new Set([dice.pick(reasons), dice.pick(reasons)])] }
  })
}
