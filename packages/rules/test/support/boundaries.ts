import type { Condition, Rulebook, Scalar } from '../../src/index.ts'
import type { Rules } from '../../src/internal.ts'
import { isCivilDate, plusDays } from '../../src/kernel/dates.ts'

/** Values of each fact worth trying, found by reading every condition of the rules and nothing that evaluation made of them. */
export interface Boundaries {
  /** Each side of every boundary that a rule names, and the ends; for a yes or no or a word, all there are. */
  readonly valuesOf: (fact: string) => readonly Scalar[]
  /** As `valuesOf`; for a date also the days around the dates that are known, which it may be compared with. */
  readonly domainOf: (fact: string, known: Readonly<Record<string, Scalar | null | undefined>>) => readonly Scalar[]
}

const conditionsIn = (book: Rulebook): readonly Condition[] => [
  ...[...book.authorities.values()].flatMap(({ rules, definitions, readings, unmodelled }) => [
    ...rules.map(rule => rule.conditions),
    ...unmodelled.flatMap(one => one.conditions ?? []),
    ...[...definitions.values()].map(one => one.conditions),
    ...[...readings.values()].flatMap(one => one.alternatives.flatMap(({ condition }) => condition ?? [])),
  ]),
  ...[...book.decisions.values()].flatMap(one => one.requirements.map(({ test }) => test)),
  ...book.facts.flatMap(({ derived }) => [derived?.from ?? [], derived?.cases?.map(one => one.when) ?? []].flat()),
  ...book.contradictions.map(one => one.never),
]

const around = (value: Scalar, reach: number): readonly Scalar[] =>
  Array.from({ length: 2 * reach + 1 }, (_, i) =>
    typeof value === 'number' ? value + i - reach : plusDays(String(value), i - reach),
  )

const found = new WeakMap<Rules, Boundaries>()

export const boundariesOf = (rules: Rules): Boundaries => {
  const known = found.get(rules) ?? findBoundaries(rules.rulebook)
  found.set(rules, known)
  return known
}

const findBoundaries = (book: Rulebook): Boundaries => {
  const constants = new Map<string, Set<Scalar>>()
  const days = new Set<string>()
  const note = (fact: string, value: Scalar) => {
    constants.set(fact, (constants.get(fact) ?? new Set()).add(value))
    if (book.factsByName.get(fact)!.type === 'date') days.add(String(value))
  }
  const read = (at: Condition): void => {
    if ('all' in at) return at.all.forEach(read)
    if ('any' in at) return at.any.forEach(read)
    if ('not' in at) return read(at.not)
    if ('condition' in at || (typeof at.value === 'object' && 'fact' in at.value)) return
    for (const value of Array.isArray(at.value) ? at.value : [at.value]) note(at.fact, value)
  }
  conditionsIn(book).forEach(read)
  for (const { rules } of book.authorities.values()) {
    for (const {
      effective: { clock },
      firstDay,
      lastDay,
    } of rules) {
      if (clock !== undefined) for (const day of [firstDay, lastDay]) if (day !== null) note(clock, day)
    }
  }
  const domainOf: Boundaries['domainOf'] = (name, known) => {
    const fact = book.factsByName.get(name)!
    if (fact.type === 'boolean') return [true, false]
    if (fact.type === 'enum') return fact.values!.map(one => one.value)
    if (fact.type === 'integer') {
      const near = [...(constants.get(name) ?? [])].flatMap(value => around(value, 1)) as number[]
      return [...new Set([fact.min!, fact.max!, ...near])].filter(value => value >= fact.min! && value <= fact.max!)
    }
    const dates = Object.values(known).filter((one): one is string => typeof one === 'string' && isCivilDate(one))
    const near = [...days, ...dates].flatMap(day => around(day, 3))
    return near.length === 0 ? ['2024-02-29'] : [...new Set(near)]
  }
  return { domainOf, valuesOf: fact => domainOf(fact, {}) }
}
