import type { CivilDate, Rulebook, Scalar, VocabularyFact } from '@virtual-school/rules'
import type { DecisionRequest } from '@virtual-school/rules/internal'
import { parseNumber, type SExpression } from '../smt/s-expression.ts'
import { and, atMost, equal, int, or, type Term } from '../smt/terms.ts'
import { dayNumber, dayOfNumber, firstDayNumber, lastDayNumber } from './days.ts'
import type { Script } from './script.ts'

/** A fact as a request gives it: whether it is known, and its value, which means nothing while it is not. */
export interface FactTerms {
  readonly known: Term
  readonly value: Term
}

/** Any request at all: only the vocabulary is fixed. */
export interface RequestTerms {
  readonly rulebook: Rulebook
  readonly asOf: Term
  /** Facts that can be given, in the vocabulary’s order; a date of birth is not among them, as it only becomes an age. */
  readonly facts: ReadonlyMap<string, FactTerms>
  /** Every fact is given but those that others derive, and those that it makes no sense to ask. */
  readonly total: Term
}

/** The numbers that stand for words, the same ones for every request and rulebook. */
export interface Codes {
  readonly codeOf: (fact: string, word: string) => number
  readonly wordOf: (fact: string, code: number) => string
}

/** Gives words their numbers as they come. */
export const openCodes = (): Codes => {
  const words = new Map<string, string[]>()
  const of = (fact: string): string[] => {
    const known = words.get(fact)
    if (known !== undefined) return known
    const made: string[] = []
    words.set(fact, made)
    return made
  }
  return {
    codeOf: (fact, word) => {
      const known = of(fact)
      return known.includes(word) ? known.indexOf(word) : known.push(word) - 1
    },
    wordOf: (fact, code) => of(fact)[code]!,
  }
}

/** The term of a value of a fact. */
export const valueTerm = (codes: Codes, fact: VocabularyFact, value: Scalar): Term => {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return int(value)
  return int(fact.type === 'date' ? dayNumber(value) : codes.codeOf(fact.name, value))
}

/** Whether a number is a value of the fact. */
const inDomain = (codes: Codes, fact: VocabularyFact, value: Term): Term => {
  const between = (least: number, most: number): Term => and(atMost(int(least), value), atMost(value, int(most)))
  switch (fact.type) {
    case 'boolean':
      return 'true'
    case 'integer':
      return between(fact.min!, fact.max!)
    case 'date':
      return between(firstDayNumber, lastDayNumber)
    case 'enum':
      return or(...fact.values!.map(one => equal(value, valueTerm(codes, fact, one.value))))
  }
}

/** Whether a fact follows from one condition, true or false, so that it need never be given. */
export const isWhollyDerived = (fact: VocabularyFact): boolean => fact.derived?.from !== undefined

/** Whether a request can give the fact: a date of birth only becomes an age, and what the day decides nobody is asked. */
export const canBeGiven = (fact: VocabularyFact): boolean => fact.kept && fact.given === undefined

/** Declares the day and the facts of a request. */
export const declareRequest = (
  script: Script,
  codes: Codes,
  rulebook: Rulebook,
  prefix: string,
): Omit<RequestTerms, 'total'> => {
  const asOf = script.declare(`${prefix}.asOf`, 'Int')
  script.assert(and(atMost(int(firstDayNumber), asOf), atMost(asOf, int(lastDayNumber))))
  const kept = rulebook.facts.filter(canBeGiven)
  const facts = kept.map((fact): readonly [string, FactTerms] => {
    const value = script.declare(`${prefix}.${fact.name}`, fact.type === 'boolean' ? 'Bool' : 'Int')
    const domain = inDomain(codes, fact, value)
    if (domain !== 'true') script.assert(domain)
    return [fact.name, { known: script.declare(`${prefix}.${fact.name}.known`, 'Bool'), value }]
  })
  return { rulebook, asOf, facts: new Map(facts) }
}

/** The terms whose values in a model make up the request. */
export const modelTerms = ({ asOf, facts }: RequestTerms): readonly Term[] => [
  asOf,
  ...[...facts.values()].flatMap(({ known, value }) => [known, value]),
]

/** The request that a model makes: the values of `modelTerms`, in their order. */
export const requestFrom = (
  codes: Codes,
  { rulebook, facts }: RequestTerms,
  [asOf, ...values]: readonly SExpression[],
): { readonly asOf: CivilDate; readonly facts: DecisionRequest['facts'] } => {
  const known = [...facts.keys()].flatMap((name, i): [string, Scalar][] =>
    values[2 * i] === 'true' ? [[name, scalarFrom(codes, rulebook.factsByName.get(name)!, values[2 * i + 1]!)]] : [],
  )
  return { asOf: dayOfNumber(parseNumber(asOf!)), facts: Object.fromEntries(known) }
}

const scalarFrom = (codes: Codes, fact: VocabularyFact, value: SExpression): Scalar => {
  if (fact.type === 'boolean') return value === 'true'
  const found = parseNumber(value)
  if (fact.type === 'integer') return found
  return fact.type === 'date' ? dayOfNumber(found) : codes.wordOf(fact.name, found)
}
