import type { VocabularyFact } from '../../compile/rulebook.ts'
import { plusDays } from '../../kernel/dates.ts'
import type { Scalar } from '../../language/values.ts'

/** Which of a fact’s tests hold, as text: values with the same signature are one class. */
export type Tests = readonly ((value: Scalar) => boolean)[]
const signature = (value: Scalar, tests: Tests): string => tests.map(test => (test(value) ? '1' : '0')).join('')

/**
 * Each side of every boundary: the values among which every test that the question makes can tell a difference. `reach` is
 * how far from a boundary to go: 1, or further if values of other unknown facts must fit between.
 */
export const listBoundaryValues = (
  fact: VocabularyFact,
  constants: readonly Scalar[],
  reach = 1,
): readonly Scalar[] => {
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values!.map(one => one.value)
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  const around = constants.flatMap((value): Scalar[] =>
    steps.map(step => (fact.type === 'date' ? plusDays(value as string, step) : (value as number) + step)),
  )
  const within =
    fact.type === 'integer'
      ? around.filter(value => (value as number) >= fact.min! && (value as number) <= fact.max!)
      : around
  const ends = fact.type === 'integer' ? [fact.min!, fact.max!] : within.length === 0 ? ['2000-01-01'] : []
  return [...new Set([...ends, ...within])].sort((a, b) => (a < b ? -1 : 1))
}

/** One value of each class, and the class of any value, by its place among those. */
export interface Classes {
  readonly representatives: readonly Scalar[]
  readonly classOf: (value: Scalar) => number
}

/** The classes of a fact’s values, and a quick way from a value to its class. */
export const buildClasses = (fact: VocabularyFact, constants: readonly Scalar[], tests: Tests): Classes => {
  const representatives: Scalar[] = []
  const bySignature = new Map<string, number>()
  const classify = (value: Scalar): number => {
    const key = signature(value, tests)
    const known = bySignature.get(key)
    if (known !== undefined) return known
    bySignature.set(key, representatives.length)
    return representatives.push(value) - 1
  }
  const table = new Map(listBoundaryValues(fact, constants).map(value => [value, classify(value)]))
  if (fact.type === 'boolean' || fact.type === 'enum') {
    return { representatives, classOf: value => table.get(value)! }
  }
  // Between two neighbouring candidates no test changes, so the greatest candidate not above the value decides.
  const bounds = [...table.keys()]
  const classAt = [...table.values()]
  return {
    representatives,
    classOf: value => {
      let i = bounds.length - 1
      while (i > 0 && value < bounds[i]!) i -= 1
      return classAt[i]!
    },
  }
}

/** The values to try of a fact that is compared with `linksCount` others. Its values themselves matter, so they have no classes. */
export const listSupposableDays = (fact: VocabularyFact, slot: number, bounds: readonly Scalar[], linksCount: number) =>
  listBoundaryValues(fact, bounds, 1 + linksCount).map(value => ({ slot, class: 0, value, isCompared: true }))
