import type { VocabularyFact } from '../compile/rulebook.ts'
import type { Scalar } from '../language/values.ts'
import { readDate } from './dates.ts'

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['0', false],
])
const unknown = new Set(['unknown', 'null'])
const wholeNumber = /^-?\d{1,6}$/

/** What stands in a column of a fact of the vocabulary; null if it says that it is not known, undefined if the fact has no such value. */
export const readFactCell = (fact: VocabularyFact, text: string): { readonly value: Scalar | null } | undefined => {
  const lower = text.toLowerCase()
  if (unknown.has(lower)) return { value: null }
  if (fact.type === 'boolean') {
    const value = words.get(lower)
    return value === undefined ? undefined : { value }
  }
  if (fact.type === 'integer') {
    const value = wholeNumber.test(text) ? Number(text) : Number.NaN
    return value >= (fact.min ?? -Infinity) && value <= (fact.max ?? Infinity) ? { value } : undefined
  }
  if (fact.type === 'date') {
    const found = readDate(text)
    return 'date' in found ? { value: found.date } : undefined
  }
  return fact.words.has(lower) ? { value: lower } : undefined
}
