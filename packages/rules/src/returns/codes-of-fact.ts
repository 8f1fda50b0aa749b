import type { Rulebook } from '../compile/rulebook.ts'
import type { CodeSet, ReturnColumn } from '../language/codes.ts'
import type { Scalar } from '../language/values.ts'

/** How a national return states a fact: by these codes of a column or, if there are none, by a date in it. */
export interface FactInReturn {
  readonly set: string
  readonly column: string
  readonly codes: readonly string[]
  /** The value that they state; absent if the date itself is the value. */
  readonly value?: Scalar
}

/** The matching codes of the national returns; none if the rules were loaded without them. */
export const codesOfFact = ({ codeSets }: Rulebook, fact: string): readonly FactInReturn[] =>
  [...codeSets.values()].flatMap(set => set.columns.flatMap(column => tellings(set, column, fact)))

const tellings = (set: CodeSet, column: ReturnColumn, fact: string): readonly FactInReturn[] => {
  const at = { set: set.id, column: column.name }
  if (column.fact === fact) return [{ ...at, codes: [] }]
  const always = column.facts?.[fact]
  if (always !== undefined) return [{ ...at, codes: [], value: always }]
  const byValue = new Map<Scalar, string[]>()
  for (const { code, facts } of set.lists.find(one => one.id === column.list)?.codes ?? []) {
    const value = facts?.[fact]
    if (value !== undefined) byValue.set(value, [...(byValue.get(value) ?? []), code])
  }
  return [...byValue].map(([value, codes]) => ({ ...at, codes, value }))
}
