import { type CivilDate, firstDayOf, lastDayOf } from '../kernel/dates.ts'
import { memoize } from '../kernel/memo.ts'
import type { Code, CodeList, CodeSet } from '../language/codes.ts'

/** What a code means on a day, whether it was mended for it; or why it means nothing. `known`: there is such a code on other days. */
export type FoundCode =
  | { readonly code: Code; readonly isMended: boolean }
  | { readonly fault: 'unknown' }
  | { readonly fault: 'ended' | 'early'; readonly known: Code }

/** A list, ready to be looked up. */
export interface CodeIndex {
  readonly list: CodeList
  readonly exact: ReadonlyMap<string, readonly Code[]>
  /** By what is left of a code without case and blanks; nothing if two codes are alike then. */
  readonly alike: ReadonlyMap<string, readonly Code[]>
  /** Whether any code has a first or last day. */
  readonly isDated: boolean
  /** Whether any code records a death. */
  readonly recordsDeath: boolean
}

/** The lists of a set by their names. */
export const indexLists = (set: CodeSet): ReadonlyMap<string, CodeIndex> =>
  memoize(indexed, set, () => new Map(set.lists.map(list => [list.id, indexList(list)])))
const indexed = new WeakMap<CodeSet, ReadonlyMap<string, CodeIndex>>()

const withoutCaseAndBlanks = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '')

const indexList = (list: CodeList): CodeIndex => {
  const exact = new Map<string, Code[]>()
  const alike = new Map<string, Code[]>()
  const add = (to: Map<string, Code[]>, key: string, code: Code) => to.set(key, [...(to.get(key) ?? []), code])
  for (const code of list.codes)
    for (const written of [code.code, ...(code.also ?? [])]) {
      add(exact, written, code)
      const key = withoutCaseAndBlanks(written)
      if (!alike.get(key)?.includes(code)) add(alike, key, code)
    }
  for (const [key, codes] of alike) if (codes.some(one => one.code !== codes[0]!.code)) alike.delete(key)
  const isDated = list.codes.some(one => one.validFrom !== undefined || one.validTo !== undefined)
  return { list, exact, alike, isDated, recordsDeath: list.codes.some(one => one.records === 'death') }
}

const hasBegun = ({ validFrom }: Code, day: CivilDate): boolean =>
  validFrom === undefined || firstDayOf(validFrom) <= day
const hasEnded = ({ validTo }: Code, day: CivilDate): boolean => validTo !== undefined && lastDayOf(validTo) < day

/** Whether a code may be used on a day. */
export const isValidOn = (code: Code, day: CivilDate): boolean => hasBegun(code, day) && !hasEnded(code, day)

/** A code among words: “E12 - Adopted”, “b) E12: Adopted”. The letter before it differs from list to list. */
const amongWords = /^(?:[a-z]\)\s*)?(?:CLA - )?([A-Z]{1,2}\d{1,2}[A-Za-z]?)\b/

/** What stands in a cell of a column of codes. A slip in case or blanks is mended; nothing else is. `day`: the day it is of. */
export const findCode = ({ list, exact, alike }: CodeIndex, text: string, day: CivilDate): FoundCode => {
  const code = list.hasWords === true ? amongWords.exec(text)?.[1]?.toUpperCase() : undefined
  const written = exact.get(code ?? text)
  const editions = written ?? alike.get(withoutCaseAndBlanks(code ?? text))
  if (editions === undefined) return { fault: 'unknown' }
  for (const code of editions)
    if (isValidOn(code, day)) return { code, isMended: written === undefined && list.hasWords !== true }
  const ended = editions.filter(one => hasEnded(one, day))
  const last = ended.sort((a, b) => (a.validTo! < b.validTo! ? 1 : -1))[0]
  if (last !== undefined) return { fault: 'ended', known: last }
  return { fault: 'early', known: [...editions].sort((a, b) => (a.validFrom! < b.validFrom! ? -1 : 1))[0]! }
}
