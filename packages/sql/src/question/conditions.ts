import {
  type Circuit,
  type CodeSet,
  codeAsFirst,
  type Domain,
  type Link,
  placeIn,
  type Rules,
  relationOf,
  wordName,
} from '@virtual-school/rules/internal'
import type { Term, Terms } from '../form/term.ts'
import type { Lane, WhatIfs } from './what-ifs.ts'

/** What the expressions of a question are made of. */
export interface Ground {
  readonly rules: Rules
  readonly terms: Terms
  readonly circuit: Circuit
  readonly domains: ReadonlyMap<number, Domain>
  readonly links: readonly Link[]
  readonly codes: ReadonlyMap<number, Term>
  readonly whatIfs: readonly WhatIfs[]
}

/** Gives an expression as bits: of the child as it is, all or none; in a word of what-ifs, those of its lanes. */
export type BitsOf = (expression: number) => Term

/** The expressions of the child as it is. */
export const asItIs = (ground: Ground): BitsOf => createBits(ground, undefined)
/** The expressions in a word of what-ifs. */
export const ifSupposed = (ground: Ground, word: number): BitsOf => createBits(ground, word)

const createBits = (ground: Ground, word: number | undefined): BitsOf => {
  const { circuit, terms } = ground
  const made = new Map<number, Term>()
  const supposed = new Map(
    ground.whatIfs.flatMap(one => (one.word === word ? [[one.fact.fact.index, one] as const] : [])),
  )
  const bitsOf = (expression: number): Term => {
    const known = made.get(expression)
    if (known !== undefined) return known
    const found = make(expression)
    made.set(expression, found)
    return found
  }
  const make = (expression: number): Term => {
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
  supposed: WhatIfs | undefined,
  index: number,
  set: CodeSet,
): Term => {
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
  terms: Terms,
  codes: ReadonlyMap<number, Term>,
  domain: Domain,
  supposed: WhatIfs | undefined,
  set: CodeSet,
  isUnknownIn: boolean,
): Term => {
  const { number, or, call } = terms
  if (supposed === undefined) return number(isUnknownIn ? -1 : 0)
  const isIn = (code: number): boolean => ((set >> BigInt(placeIn(domain, code))) & 1n) === 1n
  let bits = isUnknownIn ? ~supposed.lanes.reduce((all, one) => all | one.bit, 0n) : 0n
  const around: Term[] = []
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
const isAmong = (terms: Terms, { codes, fact }: Domain, code: Term, set: CodeSet): Term | undefined => {
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
  { call, number }: Terms,
  codes: readonly number[],
  code: Term,
  isIn: readonly boolean[],
): readonly Term[] =>
  codes.flatMap((least, from) => {
    if (!isIn[from] || isIn[from - 1]) return []
    const end = isIn.indexOf(false, from)
    const bounds = [
      ...(from === 0 ? [] : [call('lessOrEqual', number(least), code)]),
      ...(end < 0 ? [] : [call('less', code, number(codes[end]!))]),
    ]
    return [bounds.length === 0 ? call('isKnown', code) : bounds.length === 1 ? bounds[0]! : call('every', ...bounds)]
  })

/** Whether a comparison of two facts holds, or does not. */
const bitsOfLink = (ground: Ground, supposed: ReadonlyMap<number, WhatIfs>, name: string): Term => {
  const { rules, terms, codes, links } = ground
  const { call, number, or } = terms
  const place = links.findIndex((_, i) => [true, false].some(truth => wordName.linked(i, truth) === name))
  // How law bears that is not held is not known in any case.
  if (place < 0) return number(0)
  const link = links[place]!
  const wanted = name === wordName.linked(place, true)
  const relation = relationOf(rules.rulebook, link)
  const translate = translator(ground, link)
  const [first, second] = [codes.get(link.first), codes.get(link.second)]
  const holds = (one: Term, other: Term): Term =>
    call(
      'case',
      call('less', one, other),
      number(relation.isLess === wanted ? 1 : 0),
      call('equal', one, other),
      number(relation.isEqual === wanted ? 1 : 0),
      call('isKnown', call('plus', one, other)),
      number(relation.isGreater === wanted ? 1 : 0),
      number(0),
    )
  const valueIn = ({ code, beside }: Lane): Term | undefined => {
    if (beside === undefined) return number(code)
    const other = codes.get(beside)
    return other && call('plus', other, number(code))
  }
  /** Values of one side beside what is known of the other. */
  const suppose = (index: number, compare: (value: Term) => Term): Term =>
    or(
      ...(supposed.get(index)?.lanes ?? []).flatMap(lane => {
        const value = valueIn(lane)
        return value === undefined
          ? []
          : [call('case', call('equal', compare(value), number(1)), number(lane.bit), number(0))]
      }),
    )
  const known =
    first && second
      ? call('case', call('equal', holds(first, translate(second)), number(1)), number(-1), number(0))
      : number(0)
  const ifFirst = second ? suppose(link.first, value => holds(value, translate(second))) : number(0)
  const ifSecond = first ? suppose(link.second, value => holds(first, translate(value))) : number(0)
  const whens = [
    ...(ifFirst === number(0) ? [] : first ? [call('isNull', first), ifFirst] : [call('isKnown', second!), ifFirst]),
    ...(ifSecond === number(0)
      ? []
      : second
        ? [call('isNull', second), ifSecond]
        : [call('isKnown', first!), ifSecond]),
  ]
  return whens.length === 0 ? known : call('case', ...whens, known)
}

/** Codes of the second fact of a link as those of its first. */
const translator = ({ rules: { rulebook }, terms: { call, number } }: Ground, link: Link): ((code: Term) => Term) => {
  const second = rulebook.facts[link.second]!
  if (second.type !== 'enum') return code => code
  const asFirst = codeAsFirst(rulebook, link)
  return code =>
    call(
      'case',
      ...second.values!.flatMap((_, i) => [call('equal', code, number(i)), number(asFirst(i))]),
      call('null'),
    )
}
