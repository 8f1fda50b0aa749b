import { birthFact, type Rules, type VocabularyFact } from '@virtual-school/rules/internal'
import { isAdultBy } from './care.ts'
import { findList, isCodeOn } from './codes.ts'
import type { ColumnTelling, FactTelling, FactTold, FactValue, TableMap } from './map.ts'
import type { JoinedRows } from './relation.ts'
import type { Writer } from './writer.ts'

/** What tellings are written by. */
export interface Told {
  readonly rules: Rules
  readonly map: TableMap
  readonly w: Writer
  /** By the names that a map uses: `child`, `careNow`, `careEnded`, and rows. */
  readonly relations: ReadonlyMap<string, JoinedRows>
  /** The first day of the time in care as a number, and the day on which the last episode ended. */
  readonly careSince: string
  readonly endedOn: string
}

/** What each fact is told by, as an expression; and tests of which each refuses the child. */
export interface ToldFacts {
  readonly expressions: ReadonlyMap<string, string>
  readonly refusals: readonly string[]
}

/** Writes what a map tells. */
export const tellFacts = (told: Told): ToldFacts => {
  const expressions = new Map<string, string>()
  const refusals: string[] = []
  const entries = Object.entries(told.map.facts)
  const tell = ([name, { from }]: readonly [string, FactTold]): void => {
    const fact = told.rules.rulebook.factsByName.get(name)!
    const parts = from.map(one => besideOthers(told, expressions, one, tellOne(told, expressions, fact, one)))
    expressions.set(name, parts.length === 1 ? parts[0]! : `COALESCE(${parts.join(', ')})`)
    for (const one of from) if ('column' in one) refusals.push(...refusalsOf(told, fact, one))
  }
  const depends = ([, { from }]: readonly [string, FactTold]): boolean => from.some(one => one.beside !== undefined)
  const isBirth = ([name]: readonly [string, FactTold]): boolean => name === birthFact
  for (const some of [
    entries.filter(isBirth),
    entries.filter(one => !isBirth(one) && !depends(one)),
    entries.filter(one => !isBirth(one) && depends(one)),
  ])
    some.forEach(tell)
  refusals.push(...asked(told, expressions))
  return { expressions, refusals }
}

const literal = ({ number, text }: Writer, value: FactValue): string =>
  typeof value === 'string' ? text(value) : number(Number(value))

const besideOthers = (
  { w }: Told,
  expressions: ReadonlyMap<string, string>,
  { beside = {} }: FactTelling,
  expression: string,
): string => {
  const tests = Object.entries(beside).map(([name, value]) => {
    const said = expressions.get(name)!
    return typeof value === 'string' ? w.op.isText(said, w.text(value)) : w.op.equal(said, literal(w, value))
  })
  return tests.length === 0 ? expression : w.op.case(w.op.every(...tests), expression, 'NULL')
}

const tellOne = (
  told: Told,
  expressions: ReadonlyMap<string, string>,
  fact: VocabularyFact,
  telling: FactTelling,
): string => {
  const { w, relations } = told
  const { op } = w
  if ('column' in telling) return tellColumn(told, expressions, fact, telling)
  if ('careSince' in telling) return op.dayOf(told.careSince)
  const value = literal(w, telling.value)
  const there = (name: string): string => relations.get(name)!.isThere
  if ('there' in telling) return op.case(there(telling.there), value, 'NULL')
  return op.case(op.some(...telling.notThere.map(there)), 'NULL', value)
}

const tellColumn = (
  told: Told,
  expressions: ReadonlyMap<string, string>,
  fact: VocabularyFact,
  { of, column, list, values }: ColumnTelling,
): string => {
  const { w, rules, relations } = told
  const relation = relations.get(of)!
  const cell = relation.columnNamed(column)
  if (list === undefined && values === undefined) return fact.type === 'date' ? w.dayIn(cell) : cell
  const word = w.wordOf(cell)
  const pairs =
    values === undefined
      ? findList(rules, list!)!.codes.flatMap(code => {
          const value = code.facts?.[fact.name]
          if (value === undefined) return []
          const atEighteen = of === 'careEnded' ? code.factsAtEighteen?.[fact.name] : undefined
          return [[isCodeOn(w, word, code, relation.judgedOn), byAge(told, expressions, value, atEighteen)] as const]
        })
      : Object.entries(values).map(([one, value]) => [w.isAmong(word, [one]), literal(w, value)] as const)
  return w.op.case(...joinAlike(w, pairs), 'NULL')
}

/** Tests that lead to the same value as one. */
const joinAlike = ({ op }: Writer, pairs: readonly (readonly [string, string])[]): readonly string[] => {
  const tests = new Map<string, string[]>()
  for (const [test, value] of pairs) tests.set(value, [...(tests.get(value) ?? []), test])
  return [...tests].flatMap(([value, some]) => [some.length === 1 ? some[0]! : op.some(...some), value])
}

/** The value, or that of who was 18 when care ended. */
const byAge = (
  { w, endedOn }: Told,
  expressions: ReadonlyMap<string, string>,
  value: FactValue,
  atEighteen: FactValue | undefined,
): string => {
  const birth = expressions.get(birthFact)
  if (atEighteen === undefined || birth === undefined) return literal(w, value)
  return w.op.case(isAdultBy(w, birth, endedOn), literal(w, atEighteen), literal(w, value))
}

/** A cell that is no day, or a word that is not among those that are known if that refuses the child. */
const refusalsOf = (
  told: Told,
  fact: VocabularyFact,
  { of, column, list, values, otherWords }: ColumnTelling,
): readonly string[] => {
  const { w, rules, relations } = told
  const { op, number } = w
  const relation = relations.get(of)!
  const cell = relation.columnNamed(column)
  if (list === undefined && values === undefined) return fact.type === 'date' ? [w.isNoDay(cell)] : []
  if (otherWords !== 'refused') return []
  const word = w.wordOf(cell)
  const known =
    values === undefined
      ? findList(rules, list!)!.codes.map(code => isCodeOn(w, word, code, relation.judgedOn))
      : [w.isAmong(word, Object.keys(values))]
  return [op.every(op.isKnown(word), op.equal(w.flag(op.some(...known)), number(0)))]
}

/** Codes of which something would be presumed that nothing tells. */
const asked = (told: Told, expressions: ReadonlyMap<string, string>): readonly string[] => {
  const { w, rules, relations, map } = told
  const columns = new Map<string, string>()
  for (const { from } of Object.values(map.facts))
    for (const one of from) {
      if (!('column' in one) || one.list === undefined) continue
      const relation = relations.get(one.of)!
      for (const code of findList(rules, one.list)!.codes) {
        if (code.asks === undefined) continue
        const test = isCodeOn(w, w.wordOf(relation.columnNamed(one.column)), code, relation.judgedOn)
        const said = expressions.get(code.asks)
        columns.set(`${test} ${code.asks}`, said === undefined ? test : w.op.every(test, w.op.isNull(said)))
      }
    }
  return [...columns.values()]
}
