import type { Leaf, OperatorName, Rulebook, Scalar, VocabularyFact } from '@virtual-school/rules'
import { isLinked } from '../encode/candidates.ts'
import { dayNumber } from '../encode/days.ts'
import { type Axis, dayAxis, type Interval } from './axis.ts'
import type { FindingDependencies } from './dependencies.ts'

/** Lists the axes of everything that the rules test. Not being given is a class too, of the facts that are derived `otherwise`. */
export const listAxes = (
  vocabulary: Rulebook,
  { leaves, changeDates }: FindingDependencies,
  otherwise: ReadonlySet<string>,
): readonly Axis[] => [
  ...vocabulary.facts
    .filter(fact => leaves.some(leaf => leaf.fact === fact.name))
    .flatMap(fact => factAxes(fact, leaves, otherwise.has(fact.name))),
  ...pairAxes(vocabulary, leaves),
  ...(changeDates.length === 0
    ? []
    : [
        {
          kind: 'ordered',
          name: dayAxis,
          fact: null,
          classes: buildIntervals(changeDates.map(dayNumber), null, null),
        } as const,
      ]),
]

const factAxes = (fact: VocabularyFact, leaves: readonly Leaf[], isOtherwise: boolean): readonly Axis[] => {
  const { name } = fact
  const none = isOtherwise ? [null] : []
  if (fact.type === 'boolean') return [{ kind: 'values', name, fact, classes: [true, false, ...none] }]
  if (fact.type === 'enum')
    return [{ kind: 'values', name, fact, classes: [...fact.values!.map(one => one.value), ...none] }]
  const bounds = leaves
    .filter(leaf => leaf.fact === name && !isLinked(leaf))
    .flatMap(({ value }) => (Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]))
    .map(value => (typeof value === 'number' ? value : dayNumber(value as string)))
  if (bounds.length === 0) return []
  const cuts = bounds.flatMap(bound => [bound, bound + 1])
  return [{ kind: 'ordered', name, fact, classes: buildIntervals(cuts, fact.min ?? null, fact.max ?? null) }]
}

/** The intervals between cuts; each cut begins one. */
const buildIntervals = (cuts: readonly number[], min: number | null, max: number | null): readonly Interval[] => {
  const inside = [...new Set(cuts)]
    .filter(cut => (min === null || cut > min) && (max === null || cut <= max))
    .sort((a, b) => a - b)
  return [min, ...inside].map((low, i) => ({ low, high: i < inside.length ? inside[i]! - 1 : max }))
}

const pairAxes = (vocabulary: Rulebook, leaves: readonly Leaf[]): readonly Axis[] => {
  const pairs = new Map<string, Axis>()
  for (const leaf of leaves.filter(isLinked)) {
    const facts = [leaf.fact, leaf.value.fact].sort() as [string, string]
    const { type } = vocabulary.factsByName.get(leaf.fact)!
    const name = facts.join(' ')
    pairs.set(name, { kind: 'pair', name, facts, classes: relations[type] })
  }
  return [...pairs.values()]
}

const relations: Readonly<Record<VocabularyFact['type'], readonly OperatorName[]>> = {
  boolean: ['equal', 'notEqual'],
  enum: ['equal', 'notEqual'],
  integer: ['lessThan', 'equal', 'greaterThan'],
  date: ['dateBefore', 'equal', 'dateAfter'],
}
