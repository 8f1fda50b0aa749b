import { expect } from 'vitest'
import { wantedParts } from '../../src/evaluate/columns/check-columns.ts'
import { columnsOf } from '../../src/evaluate/columns/columns-of.ts'
import type { Scalar } from '../../src/index.ts'
import type { Rules } from '../../src/internal.ts'
import { plusDays } from '../../src/kernel/dates.ts'
import { dateOfDayNumber } from '../../src/kernel/day-numbers.ts'
import { boundariesOf } from './boundaries.ts'
import type { Picker } from './picker.ts'
import type { Facts, FullRequest } from './random-requests.ts'

export type Question = Omit<FullRequest, 'facts'>

/** What one child alone is given, as far as columns tell it; undefined if the request is refused. */
const oneByOne = (rules: Rules, question: Question, facts: Facts) => {
  const found = rules.evaluate({ ...question, facts, trace: 'none' })
  if ('issues' in found) return undefined
  return {
    possible: found.possibleAnswers,
    requirements: found.requirements.map(({ id, status, applies }) => `${id} ${applies} ${status}`),
    items: Object.entries(found.lists).flatMap(([list, items]) =>
      items.map(({ item, verb, status }) => `${list} ${item} ${verb ?? ''} ${status}`),
    ),
    deadlines: found.deadlines.map(({ action, role, status, date }) => `${action} ${role} ${status} ${date}`),
    missing: found.missing
      .filter(one => one.for === 'answer')
      .map(({ fact, settles }) => `${fact} ${settles}`)
      .sort(),
  }
}

type Told = NonNullable<ReturnType<typeof oneByOne>>

const appliesWords = ['no', 'unknown', 'yes'] as const
const metWords = ['unmet', 'unknown', 'met'] as const
const statusWords = ['', 'possible', 'applies'] as const

/** What the columns say of each child. */
const byColumns = (rules: Rules, question: Question, rows: readonly Facts[]): readonly (Told | undefined)[] => {
  const made = columnsOf(rules, rows)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const found = rules.answerAll({ ...question, ...made.value, want: wantedParts })
  if ('issues' in found) throw new Error(JSON.stringify(found.issues))
  return rows.map((_, child) => {
    if (found.refused[child] === 1) {
      expect(found.possible[child]).toBe(0)
      return undefined
    }
    return {
      possible: found.answers.filter((_, i) => ((found.possible[child]! >> i) & 1) === 1),
      requirements: found.requirements!.flatMap(({ id, applies, met }) =>
        applies[child] === 0 ? [] : [`${id} ${appliesWords[applies[child]!]} ${metWords[met[child]!]}`],
      ),
      items: found.items!.flatMap(({ list, item, verb, applies }) =>
        applies[child] === 0 ? [] : [`${list} ${item} ${verb ?? ''} ${statusWords[applies[child]!]}`],
      ),
      deadlines: found.deadlines!.flatMap(({ action, role, applies, date }) => {
        if (applies[child] === 0) return []
        const day = date[child] === -(2 ** 31) ? null : dateOfDayNumber(date[child]!)
        return [`${action} ${role} ${statusWords[applies[child]!]} ${day}`]
      }),
      missing: found
        .missing!.flatMap(({ fact, matters }) => (matters[child] === 0 ? [] : [`${fact} ${matters[child] === 2}`]))
        .sort(),
    }
  })
}

/** How many children were refused, open and determined. */
export interface Tally {
  refused: number
  open: number
  determined: number
}

/** Asks about all rows at once and about each alone; throws if anything differs. */
export const expectSame = (rules: Rules, question: Question, rows: readonly Facts[], tally: Tally): void => {
  const found = byColumns(rules, question, rows)
  rows.forEach((facts, child) => {
    const wanted = oneByOne(rules, question, facts)
    if (JSON.stringify(found[child]) !== JSON.stringify(wanted))
      expect(found[child], `${JSON.stringify({ ...question, facts })}`).toEqual(wanted)
    if (wanted === undefined) tally.refused += 1
    else if (wanted.possible.length === 1) tally.determined += 1
    else tally.open += 1
  })
}

/** Days far from all that the rules name. */
const ordinaryDays = ['1999-12-31', '2016-02-29', '2024-02-29', '2026-11-20', '2026-12-24', '2031-05-05']

/** How often something is known of a child, in sixteenths, and which values it then has. */
const drawFacts = (rules: Rules, { asOf }: Question, dice: Picker, chance: number): Record<string, Scalar | null> => {
  const { valuesOf } = boundariesOf(rules)
  const facts: Record<string, Scalar | null> = {}
  for (const { name, type, given, derived, kept } of rules.facts) {
    if (given !== undefined) continue
    const isRare = derived !== undefined || !kept
    const isKnown = dice.upTo(16) < chance && (!isRare || dice.upTo(3) === 0)
    if (!isKnown && dice.upTo(9) > 0) continue
    const values = type === 'date' ? [...valuesOf(name), ...ordinaryDays] : valuesOf(name)
    facts[name] = isKnown ? dice.of(type === 'boolean' ? [true, true, false] : values) : null
    if (isKnown && !kept) facts[name] = plusDays(asOf, 1 - dice.upTo(7_000))
  }
  return facts
}

/**
 * A child: of each fact known with this chance, in sixteenths, a value at or beside a boundary. What the rules refuse is taken
 * out until they do not, but of one child in eight.
 */
export const drawChild = (rules: Rules, question: Question, dice: Picker, chance: number): Facts => {
  const facts = drawFacts(rules, question, dice, chance)
  if (dice.upTo(8) === 0) return facts
  for (;;) {
    const found = rules.parseRequest({ ...question, facts })
    if (found.ok) return facts
    // What contradicts another fact may follow from the date of birth, or from the day.
    const named = found.issues.map(one => one.pointer.split('/')[2]!).filter(one => facts[one] != null)
    const left = 'dateOfBirth' in facts ? ['dateOfBirth'] : [dice.of(Object.keys(facts))]
    for (const name of named.length > 0 ? named : left) delete facts[name]
  }
}
