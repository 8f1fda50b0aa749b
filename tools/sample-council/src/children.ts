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

/** Those who are or were looked after, with nothing but what the return about them tells: this is quicker. */
export function* careChildrenOf(council: Council): Generator<Child> {
  for (let place = 0; place < council.children; place += 1) yield careChildAt(council, place)
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

/** What of a child is drawn with dice of its own. */
const parts = { care: 0, need: 1, school: 2 } as const

type WhoChild = Pick<Child, 'id' | 'upn' | 'sex' | 'ethnicity'>

const drawWho = (dice: Dice, place: number): WhoChild => {
  const number = String(place + 1)
  return {
    id: `S${number.padStart(6, '0')}`,
    upn: `S${number.padStart(12, '0')}`,
    sex: dice.pick(['F', 'M']),
    ethnicity: dice.pick(ethnicities),
  }
}

const careChildAt = ({ seed, asOf }: Council, place: number) => {
  const dice = createDice(seed, place, parts.care)
  return { ...drawWho(dice, place), ...drawChildInCare(dice, asOf) }
}

const childAt = (council: Council, place: number): Child =>
  place < council.children ? wholeCareChildAt(council, place) : otherChildAt(council, place)

/** How long a closed case stays in the files of the census: its year and the one before. */
const casesKept = 600

const wholeCareChildAt = (council: Council, place: number): Child => {
  const { seed, asOf } = council
  const child = careChildAt(council, place)
  const { bornOn, care, diedOn } = child
  const { to, left } = care.periods.at(-1)!
  const isKept = care.slip === undefined && (to ?? asOf) > asOf - casesKept
  const need = isKept ? drawNeedBesideCare(createDice(seed, place, parts.need), bornOn, care, asOf) : undefined
  const dice = createDice(seed, place, parts.school)
  const known = { bornOn, asOf, isInCare: to === undefined, isInNeed: isKept, ...given('order', orderAfter(left)) }
  // A third of those in care, and of those who left, go to school elsewhere.
  const school = diedOn === undefined && dice.chance(0.66) ? drawSchool(dice, known) : undefined
  return { ...child, ...given('need', need), ...given('school', school) }
}

const otherChildAt = (council: Council, place: number): Child => {
  const { seed, asOf } = council
  const isInNeed = place < council.children * 2
  const dice = createDice(seed, place, parts.need)
  const who = drawWho(dice, place)
  const bornOn = isInNeed ? drawBirthInNeed(dice, asOf) : asOf - dice.whole(1_400, 5_900)
  const need = isInNeed ? drawNeed(dice, bornOn, asOf) : undefined
  const school = dice.chance(0.9) ? drawSchool(dice, { bornOn, asOf, isInCare: false, isInNeed }) : undefined
  return { ...who, bornOn, ...given('need', need), ...given('school', school) }
}

/** A member of this name; none if there is nothing to give it. */
const given = <Name extends string, Value>(name: Name, value: Value | undefined): { readonly [one in Name]?: Value } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [one in Name]?: Value })
