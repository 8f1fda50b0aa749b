import type { CodeSet } from '@virtual-school/rules'
import { dayNumberOf, firstDayOf, lastDayOf, type Rules } from '@virtual-school/rules/internal'
import type { Writer } from './writer.ts'

/** A list of codes of a return. */
export type ReturnCodeList = CodeSet['lists'][number]
/** One of its codes. */
export type ReturnCode = ReturnCodeList['codes'][number]
type Periods = NonNullable<CodeSet['tables'][number]['periods']>

/** The codes of a table of episodes, and how these make up times in care. */
export interface CareCodes {
  readonly periods: Periods
  readonly began: ReturnCodeList
  readonly status: ReturnCodeList
  readonly ended: ReturnCodeList
}

const setOf = ({ rulebook }: Rules, reference: string): readonly [CodeSet | undefined, string] => {
  const [set = '', name = ''] = reference.split('/')
  return [rulebook.codeSets.get(set), name]
}

/** The list that a map names as `set/list`. */
export const findList = (rules: Rules, reference: string): ReturnCodeList | undefined => {
  const [set, name] = setOf(rules, reference)
  return set?.lists.find(one => one.id === name)
}

/** The codes of the table of episodes that a map names as `set/table`. */
export const findCareCodes = (rules: Rules, reference: string): CareCodes | undefined => {
  const [set, name] = setOf(rules, reference)
  const table = set?.tables.find(one => one.id === name)
  const { periods, parts } = table ?? {}
  const listOf = (column: string | undefined): ReturnCodeList | undefined => {
    const id = set?.columns.find(one => one.name === column)?.list
    return set?.lists.find(one => one.id === id)
  }
  const [began, status, ended] = [listOf(parts?.began), listOf(parts?.status), listOf(parts?.ended)]
  if (periods === undefined || began === undefined || status === undefined || ended === undefined) return undefined
  return { periods, began, status, ended }
}

/** The names by which a map can refer to lists, or to tables of episodes. */
export const referencesTo = ({ rulebook }: Rules, what: 'lists' | 'episodes'): readonly string[] =>
  [...rulebook.codeSets.values()].flatMap(set =>
    what === 'lists'
      ? set.lists.map(one => `${set.id}/${one.id}`)
      : set.tables.filter(one => one.periods !== undefined).map(one => `${set.id}/${one.id}`),
  )

/** All ways in which a code may be written. */
export const waysToWrite = ({ code, also = [] }: ReturnCode): readonly string[] => [code, ...also]

/** Whether a word is a code that may be used on a day: a test. */
export const isCodeOn = (w: Writer, word: string, code: ReturnCode, day: string): string => {
  const { op, number } = w
  const { validFrom, validTo } = code
  const tests = [
    w.isAmong(word, waysToWrite(code)),
    ...(validFrom === undefined ? [] : [op.lessOrEqual(number(dayNumberOf(firstDayOf(validFrom))), day)]),
    ...(validTo === undefined ? [] : [op.lessOrEqual(day, number(dayNumberOf(lastDayOf(validTo))))]),
  ]
  return tests.length === 1 ? tests[0]! : op.every(...tests)
}
