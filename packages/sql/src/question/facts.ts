import type { VocabularyFact } from '@virtual-school/rules/internal'
import {
  ageFact,
  birthFact,
  codeOf,
  dayNumberOf,
  dayNumbersHeld,
  listTelling,
  proposedFact,
  type Rules,
  schoolAgeFact,
} from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'
import { ageBy, isBetweenSchoolYears, schoolAgeBy } from './birth.ts'
import type { DayAsked } from './day-asked.ts'

/** What is known of a child, as numbers: a code by the fact’s place in the vocabulary; without one it is known of nobody. */
export interface ChildCodes {
  readonly codeOf: ReadonlyMap<number, SqlTerm>
  /** Tests of which each says that no child can be so. */
  readonly refusals: readonly SqlTerm[]
}

/** Makes codes of the columns of a table: `columns` are the facts that it has. What nobody need give is supplied, as `evaluate` does. */
export const makeCodes = (
  { rulebook }: Rules,
  terms: TermMaker,
  day: DayAsked,
  columns: ReadonlySet<string>,
  proposes: readonly string[] | undefined,
): ChildCodes => {
  const codes = new Map<number, SqlTerm>()
  const refusals: SqlTerm[] = []
  for (const fact of rulebook.facts) {
    if (!columns.has(fact.name) || fact.name === birthFact) continue
    const { code, isWrong } = codeOfColumn(terms, fact)
    codes.set(fact.index, code)
    refusals.push(isWrong)
  }
  const supply = (fact: VocabularyFact | undefined, value: SqlTerm): void => {
    if (fact === undefined) return
    const given = codes.get(fact.index)
    codes.set(fact.index, given === undefined ? value : orElse(terms, given, value))
  }
  if (columns.has(birthFact)) supplyFromBirth(rulebook, terms, day, codes, refusals, supply)
  if (rulebook.semantics === 1) return { codeOf: codes, refusals }
  for (const fact of rulebook.facts) {
    const { given } = fact
    if (given === undefined) continue
    supply(
      fact,
      given === 'calendar'
        ? isBetweenSchoolYears(terms, day)
        : asBit(terms, isWithin(terms, day.number, dayNumberOf(given.from), dayNumberOf(given.to))),
    )
  }
  supplyProposed(rulebook, terms, codes, proposes, supply)
  return { codeOf: codes, refusals }
}

type Supply = (fact: VocabularyFact | undefined, value: SqlTerm) => void

/** The first of two values that is known. */
const orElse = ({ call }: TermMaker, one: SqlTerm, other: SqlTerm): SqlTerm =>
  call('case', call('isKnown', one), one, other)

/** 1 if a test holds, else 0. */
const asBit = ({ call, number }: TermMaker, test: SqlTerm): SqlTerm => call('case', test, number(1), number(0))

const isWithin = ({ call, number }: TermMaker, of: SqlTerm, from: number, to: number): SqlTerm =>
  call('every', call('lessOrEqual', number(from), of), call('lessOrEqual', of, number(to)))

const codeOfColumn = (
  terms: TermMaker,
  fact: VocabularyFact,
): { readonly code: SqlTerm; readonly isWrong: SqlTerm } => {
  const { call, number, text, source } = terms
  const column = source(fact.name)
  const isOutside = (code: SqlTerm, least: number, greatest: number): SqlTerm =>
    call('some', call('less', code, number(least)), call('less', number(greatest), code))
  switch (fact.type) {
    case 'boolean': {
      const code = call('bitOf', column)
      return { code, isWrong: isOutside(code, 0, 1) }
    }
    case 'enum': {
      const words = fact.values!.flatMap(({ value }, code) => [call('isText', column, text(value)), number(code)])
      const code = call('case', call('isNull', column), call('null'), ...words, number(-1))
      return { code, isWrong: call('equal', code, number(-1)) }
    }
    case 'integer': {
      const code = call('whole', column)
      return { code, isWrong: isOutside(code, fact.min!, fact.max!) }
    }
    case 'date': {
      const code = call('dayNumber', column)
      return { code, isWrong: isOutside(code, dayNumbersHeld.first, dayNumbersHeld.last) }
    }
  }
}

const supplyFromBirth = (
  rulebook: Rules['rulebook'],
  terms: TermMaker,
  day: DayAsked,
  codes: ReadonlyMap<number, SqlTerm>,
  refusals: SqlTerm[],
  supply: Supply,
): void => {
  const { call, number, source } = terms
  const birth = call('dayDigits', source(birthFact))
  const [age, schoolAge] = [rulebook.factsByName.get(ageFact), rulebook.factsByName.get(schoolAgeFact)]
  refusals.push(call('less', day.digits, birth))
  if (age !== undefined) {
    const years = ageBy(terms, birth, day)
    refusals.push(call('less', number(age.max!), years))
    const given = codes.get(age.index)
    if (given !== undefined) refusals.push(call('notEqual', given, years))
    supply(age, years)
  }
  supply(schoolAge, schoolAgeBy(terms, birth, day, rulebook.semantics))
}

/** The action that a fact tells from which only that action can follow, or the only one that the question is about. */
const supplyProposed = (
  rulebook: Rules['rulebook'],
  { call, number }: TermMaker,
  codes: ReadonlyMap<number, SqlTerm>,
  proposes: readonly string[] | undefined,
  supply: Supply,
): void => {
  const fact = rulebook.factsByName.get(proposedFact)
  if (fact === undefined || proposes === undefined) return
  if (proposes.length === 1) return supply(fact, number(codeOf(fact, proposes[0]!)))
  const telling = listTelling(rulebook).flatMap(one => {
    const told = codes.get(one.index)
    if (told === undefined || !proposes.includes(one.proposed)) return []
    return [
      call('equal', told, number(codeOf(rulebook.facts[one.index]!, one.value))),
      number(codeOf(fact, one.proposed)),
    ]
  })
  if (telling.length > 0) supply(fact, call('case', ...telling, call('null')))
}
