import { type CodeSet, type Domain, memoize, placeIn } from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'
import { bitsOfLink } from './links.ts'
import type { FactWhatIfs, Ground } from './what-ifs.ts'

/** Gives an expression as bits: of the child as it is, all or none; in a word of what-ifs, those of its lanes. */
export type BitsOf = (expression: number) => SqlTerm

/** The expressions of the child as it is. */
export const asItIs = (ground: Ground): BitsOf => createBits(ground, undefined)
/** The expressions in a word of what-ifs. */
export const ifSupposed = (ground: Ground, word: number): BitsOf => createBits(ground, word)

const createBits = (ground: Ground, word: number | undefined): BitsOf => {
  const { circuit, terms } = ground
  const made = new Map<number, SqlTerm>()
  const supposed = new Map(
    ground.whatIfs.flatMap(one => (one.word === word ? [[one.fact.fact.index, one] as const] : [])),
  )
  const bitsOf = (expression: number): SqlTerm => memoize(made, expression, () => make(expression))
  const make = (expression: number): SqlTerm => {
    const one = circuit.expressions[expression]!
    switch (one.kind) {
      case 'all':
        return terms.and(...one.members.map(bitsOf))
      case 'any':
        return terms.or(...one.members.map(bitsOf))
      case 'not':
        return terms.not(bitsOf(one.of))
      case 'set':
        return bitsOfSet(ground, supposed.get(one.fact), one.fact, one.set)
      case 'word':
        return bitsOfLink(ground, supposed, one.name)
    }
  }
  return bitsOf
}

/** Whether a fact’s code is among some. */
const bitsOfSet = (
  { terms, domains, codes }: Ground,
  supposed: FactWhatIfs | undefined,
  index: number,
  set: CodeSet,
): SqlTerm => {
  const { call, number } = terms
  const domain = domains.get(index)!
  const isUnknownIn = ((set >> BigInt(domain.codes.length)) & 1n) === 1n
  const code = codes.get(index)
  const unknown = bitsIfUnknown(terms, codes, domain, supposed, set, isUnknownIn)
  if (code === undefined) return unknown
  const test = isAmong(terms, domain, code, set)
  const known = test === undefined ? [] : [test, number(-1)]
  if (unknown === number(0)) return test === undefined ? number(0) : call('case', ...known, number(0))
  return call('case', call('isNull', code), unknown, ...known, number(0))
}

const bitsIfUnknown = (
  terms: TermMaker,
  codes: ReadonlyMap<number, SqlTerm>,
  domain: Domain,
  supposed: FactWhatIfs | undefined,
  set: CodeSet,
  isUnknownIn: boolean,
): SqlTerm => {
  const { number, or, call } = terms
  if (supposed === undefined) return number(isUnknownIn ? -1 : 0)
  const isIn = (code: number): boolean => ((set >> BigInt(placeIn(domain, code))) & 1n) === 1n
  let bits = isUnknownIn ? ~supposed.lanes.reduce((all, one) => all | one.bit, 0n) : 0n
  const around: SqlTerm[] = []
  for (const { bit, code, beside } of supposed.lanes) {
    if (beside === undefined) {
      if (isIn(code)) bits |= bit
      continue
    }
    const other = codes.get(beside)
    const test = other && isAmong(terms, domain, call('plus', other, number(code)), set)
    if (test !== undefined) around.push(call('case', test, number(bit), number(0)))
  }
  return or(number(bits), ...around)
}

/** A test of a code for being in a set; undefined if no code is. */
const isAmong = (terms: TermMaker, { codes, fact }: Domain, code: SqlTerm, set: CodeSet): SqlTerm | undefined => {
  const { call, number } = terms
  const isIn = codes.map((_, place) => ((set >> BigInt(place)) & 1n) === 1n)
  const isNamed = fact.type === 'boolean' || fact.type === 'enum'
  const among = codes.filter((_, place) => isIn[place]).map(one => number(one))
  const tests =
    isNamed && among.length > 0 ? [call('oneOf', code, ...among)] : isNamed ? [] : listRanges(terms, codes, code, isIn)
  return tests.length < 2 ? tests[0] : call('some', ...tests)
}

/** The ranges of numbers that fall to places that are in a set: each place reaches up to the next one’s code. */
const listRanges = (
  { call, number }: TermMaker,
  codes: readonly number[],
  code: SqlTerm,
  isIn: readonly boolean[],
): readonly SqlTerm[] =>
  codes.flatMap((least, from) => {
    if (!isIn[from] || isIn[from - 1]) return []
    const end = isIn.indexOf(false, from)
    const bounds = [
      ...(from === 0 ? [] : [call('lessOrEqual', number(least), code)]),
      ...(end < 0 ? [] : [call('less', code, number(codes[end]!))]),
    ]
    return [bounds.length === 0 ? call('isKnown', code) : bounds.length === 1 ? bounds[0]! : call('every', ...bounds)]
  })
