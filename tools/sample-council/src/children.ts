import { type Day, dayOf } from './days.ts'
import { createDice, type Dice } from './dice.ts'
import { drawChildInCare } from './history/care.ts'
import type { Child } from './history/history.ts'
import { orderAfter } from './history/leaving.ts'
import { drawBirthInNeed, drawNeed, drawNeedBesideCare } from './history/need.ts'
import { drawSchool } from './history/school.ts'

/** A council that does not exist: so many children who are or were looked after, as many again in need, twice as many other pupils. */
export interface Council {
  readonly children: number
  readonly seed: number
  /** The day on which its files were made. */
  readonly asOf: Day
  /** The number by which the department knows it. */
  readonly number: string
}

/**
 * A council of which the files are made. The number is that of Luton, whose rules are at hand to ask; no child is. The same
 * numbers give the same children.
 */
export const sampleCouncil = (given: Partial<Council> = {}): Council => ({
  children: 900,
  seed: 1,
  asOf: dayOf('2026-11-22'),
  number: '821',
  ...given,
})

/** All of its children, one after another: nothing of the one before is kept. */
export function* childrenOf(council: Council): Generator<Child> {
  for (let place = 0; place < council.children * 4; place += 1) yield childAt(council, place)
}

/** Those who are or were looked after. */
export function* careChildrenOf(council: Council): Generator<Child> {
  for (let place = 0; place < council.children; place += 1) yield childAt(council, place)
}

const ethnicities = [
  'WBRI',
  'WBRI',
  'WBRI',
  'WBRI',
  'WBRI',
  'WOTH',
  'MWBC',
  'MWAS',
  'APKN',
  'BAFR',
  'OOTH',
  'NOBT',
] as const

const childAt = (council: Council, place: number): Child => {
  const dice = createDice(council.seed, place)
  const number = String(place + 1)
  const shared = {
    id: `S${number.padStart(6, '0')}`,
    upn: `S${number.padStart(12, '0')}`,
    sex: dice.pick(['F', 'M'] as const),
    ethnicity: dice.pick(ethnicities),
  }
  if (place < council.children) return { ...shared, ...drawCareChild(dice, council) }
  return { ...shared, ...drawOtherChild(dice, council, place < council.children * 2) }
}

type Drawn = Omit<Child, 'id' | 'upn' | 'sex' | 'ethnicity'>

/** How long a closed case stays in the files of the census: its year and the one before. */
const casesKept = 600

const drawCareChild = (dice: Dice, { asOf }: Council): Drawn => {
  const child = drawChildInCare(dice, asOf)
  const last = child.care.periods.at(-1)!
  const isInCare = last.to === undefined
  const isKept = (last.to ?? asOf) > asOf - casesKept
  const need =
    isKept && child.care.slip === undefined ? drawNeedBesideCare(dice, child.bornOn, child.care, asOf) : undefined
  const order = orderAfter(last.left)
  // A third of those in care, and of those who left, go to school elsewhere.
  const isHere = child.diedOn === undefined && dice.chance(0.66)
  const school = isHere
    ? drawSchool(dice, {
        bornOn: child.bornOn,
        asOf,
        isInCare,
        isInNeed: need !== undefined,
        ...(order === undefined ? {} : { order }),
      })
    : undefined
  return { ...child, ...(need === undefined ? {} : { need }), ...(school === undefined ? {} : { school }) }
}

const drawOtherChild = (dice: Dice, { asOf }: Council, isInNeed: boolean): Drawn => {
  const bornOn = isInNeed ? drawBirthInNeed(dice, asOf) : asOf - dice.whole(1_400, 5_900)
  const need = isInNeed ? drawNeed(dice, bornOn, asOf) : undefined
  const school = dice.chance(0.9) ? drawSchool(dice, { bornOn, asOf, isInCare: false, isInNeed }) : undefined
  return { bornOn, ...(need === undefined ? {} : { need }), ...(school === undefined ? {} : { school }) }
}
