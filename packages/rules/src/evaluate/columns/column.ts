import type { VocabularyFact } from '../../compile/rulebook.ts'
import { dateOfDayNumber, dayNumberOf, dayNumbersHeld } from '../../kernel/day-numbers.ts'
import type { Scalar } from '../../language/values.ts'

/**
 * One fact of many children, a code each. What is not known of a child is the least number that the array’s type holds; see
 * `unknownIn`. Any of these types will do in which the codes of the fact find room.
 */
export type Column = Int8Array | Int16Array | Int32Array

/** What is known of many children: columns of the same length by the names of facts. A fact without a column is known of nobody. */
export type Columns = Readonly<Record<string, Column | undefined>>

/** The code of what is not known: −128 in an `Int8Array`, −32,768 in an `Int16Array`, −2,147,483,648 in an `Int32Array`. */
export const unknownIn = ({ BYTES_PER_ELEMENT }: Pick<Column, 'BYTES_PER_ELEMENT'>): number =>
  -(2 ** (8 * BYTES_PER_ELEMENT - 1))

/** A number above what is not known and not above any code, from which any code can be counted without an overflow. */
export const leastKnown = (column: Column): number =>
  column instanceof Int32Array ? -(2 ** 30) : unknownIn(column) + 1

/** The least and the greatest code of a fact. */
export interface CodeRange {
  readonly least: number
  readonly greatest: number
}

/** The codes that a fact can have. */
export const rangeOf = (fact: VocabularyFact): CodeRange => {
  switch (fact.type) {
    case 'boolean':
      return { least: 0, greatest: 1 }
    case 'enum':
      return { least: 0, greatest: fact.values!.length - 1 }
    case 'integer':
      return { least: fact.min!, greatest: fact.max! }
    case 'date':
      return { least: dayNumbersHeld.first, greatest: dayNumbersHeld.last }
  }
}

/**
 * The code of a value: of a yes or no 1 or 0, of a word its place among the fact’s values, of a number the number itself, of a
 * day how many days it lies after 1 January 1970.
 */
export const codeOf = (fact: VocabularyFact, value: Scalar): number => {
  switch (fact.type) {
    case 'boolean':
      return value === true ? 1 : 0
    case 'enum':
      return fact.values!.findIndex(one => one.value === value)
    case 'integer':
      return value as number
    case 'date':
      return dayNumberOf(value as string)
  }
}

/** The value of a code. */
export const valueOfCode = (fact: VocabularyFact, code: number): Scalar => {
  switch (fact.type) {
    case 'boolean':
      return code === 1
    case 'enum':
      return fact.values![code]!.value
    case 'integer':
      return code
    case 'date':
      return dateOfDayNumber(code)
  }
}

/** An empty column for a fact, in the smallest type that holds its codes: nothing is known of anybody. */
export const emptyColumn = (fact: VocabularyFact, count: number): Column => {
  const { least, greatest } = rangeOf(fact)
  const holds = (bits: number) => least > -(2 ** (bits - 1)) && greatest < 2 ** (bits - 1)
  const column = holds(8) ? new Int8Array(count) : holds(16) ? new Int16Array(count) : new Int32Array(count)
  return column.fill(unknownIn(column))
}

/** A copy that holds any code of the fact; of a fact without a column, an empty one. */
export const copyOf = (fact: VocabularyFact, column: Column | undefined, count: number): Column => {
  const copy = emptyColumn(fact, count)
  if (column === undefined) return copy
  const [unknown, unknownInCopy] = [unknownIn(column), unknownIn(copy)]
  for (let child = 0; child < count; child += 1) {
    const code = column[child]!
    copy[child] = code === unknown ? unknownInCopy : code
  }
  return copy
}
