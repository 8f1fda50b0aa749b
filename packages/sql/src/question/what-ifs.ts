import {
  type Circuit,
  codeOf,
  type Domain,
  dayNumbersHeld,
  type Link,
  type Program,
  type ProgramFact,
  type Rules,
  rangeOf,
} from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'

/**
 * What-ifs of an unknown fact. A child’s case is tried with each value that the fact could have, all in one pass: bit i of a
 * whole number says what is so if the fact had the value of lane i.
 */
export interface FactWhatIfs {
  readonly fact: ProgramFact
  /** Which of the words of bits. */
  readonly word: number
  readonly lanes: readonly Lane[]
  /** The bits of the lanes that are tried of a child; 0 if the fact is known. */
  readonly tried: SqlTerm
}

/** One value that is supposed. */
export interface Lane {
  readonly bit: bigint
  /** The value’s code; or, of a fact that is compared with another, so much more than the other’s. */
  readonly code: number
  readonly beside: number | undefined
}

/** Of a whole number of 64 bits one has the sign, and one is left empty. */
const bitsCount = 62

/** The what-ifs of a question, those of one fact in one word. */
export const listWhatIfs = (
  { facts, answerFactsCount }: Program,
  terms: TermMaker,
  codes: ReadonlyMap<number, SqlTerm>,
): readonly FactWhatIfs[] => {
  const used: number[] = []
  return facts.slice(0, answerFactsCount).flatMap(fact => {
    if (!fact.askable) return []
    const values = listValues(facts, fact)
    let word = used.findIndex(count => count + values.length <= bitsCount)
    if (word < 0) word = used.push(0) - 1
    const lanes = values.map(one => ({ ...one, bit: 1n << BigInt(used[word]!++) }))
    return [{ fact, word, lanes, tried: triedBits(terms, codes, fact, lanes) }]
  })
}

type Value = Omit<Lane, 'bit'>

const listValues = (facts: Program['facts'], fact: ProgramFact): readonly Value[] => {
  const plain = fact.supposable.map(one => ({ code: codeOf(fact.fact, one.value), beside: undefined }))
  const { type } = fact.fact
  if (fact.linkedTo.length === 0 || type === 'enum' || type === 'boolean') return plain
  const reach = 1 + fact.linkedTo.length
  const around = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  const besides = fact.linkedTo.map(slot => facts[slot]!.fact.index)
  return [...plain, ...besides.flatMap(beside => around.map(code => ({ code, beside })))]
}

/** Values around what is known of another fact are tried if that is known. A day that stands for any is tried if nothing names a day. */
const triedBits = (
  { call, number, or }: TermMaker,
  codes: ReadonlyMap<number, SqlTerm>,
  fact: ProgramFact,
  lanes: readonly Lane[],
): SqlTerm => {
  const bits = (some: readonly Lane[]): bigint => some.reduce((all, one) => all | one.bit, 0n)
  const besides = [...new Set(lanes.flatMap(one => one.beside ?? []))].flatMap(index => codes.get(index) ?? [])
  const isAnyDay = fact.fact.type === 'date' && fact.constants.length === 0 && besides.length > 0
  const plain = number(bits(lanes.filter(one => one.beside === undefined)))
  const always = isAnyDay
    ? call('case', call('every', ...besides.map(one => call('isNull', one))), plain, number(0))
    : plain
  const { least, greatest } =
    fact.fact.type === 'date' ? { least: dayNumbersHeld.first, greatest: dayNumbersHeld.last } : rangeOf(fact.fact)
  const around = lanes.flatMap(({ bit, code, beside }) => {
    const other = beside === undefined ? undefined : codes.get(beside)
    if (other === undefined) return []
    const value = call('plus', other, number(code))
    const isHeld = call(
      'every',
      call('lessOrEqual', number(least), value),
      call('lessOrEqual', value, number(greatest)),
    )
    return [call('case', isHeld, number(bit), number(0))]
  })
  const tried = or(always, ...around)
  const code = codes.get(fact.fact.index)
  return code === undefined ? tried : call('case', call('isNull', code), tried, number(0))
}

/** What the expressions of a question are made of. */
export interface Ground {
  readonly rules: Rules
  readonly terms: TermMaker
  readonly circuit: Circuit
  readonly domains: ReadonlyMap<number, Domain>
  readonly links: readonly Link[]
  readonly codes: ReadonlyMap<number, SqlTerm>
  readonly whatIfs: readonly FactWhatIfs[]
}
