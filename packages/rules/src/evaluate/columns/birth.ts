import type { Rulebook, VocabularyFact } from '../../compile/rulebook.ts'
import { ageFact, birthFact, schoolAgeFact } from '../../kernel/birth.ts'
import type { CivilDate } from '../../kernel/dates.ts'
import { dateOfDayNumber, dayNumberOf } from '../../kernel/day-numbers.ts'
import type { Issue } from '../../kernel/issue.ts'
import type { Scalar } from '../../language/values.ts'
import { deriveFromBirth } from '../request/parse-facts.ts'
import { type Column, codeOf, copyOf, unknownIn } from './column.ts'

/** What a day of birth comes to on the day of the decision. */
interface Born {
  /** It lies after that day, or too long before it. */
  readonly isRefused: boolean
  readonly age: number | undefined
  readonly schoolAge: number | undefined
}

/**
 * Puts age and school age into `columns` for children of whom the date of birth is known, as `deriveFromBirth` does for one;
 * and takes the dates themselves away. Gives a 1 for each child of whom they cannot be so.
 */
export const supplyFromBirth = (
  rulebook: Rulebook,
  asOf: CivilDate,
  count: number,
  columns: Map<number, Column>,
): Uint8Array | undefined => {
  const factOf = (name: string): VocabularyFact | undefined => rulebook.factsByName.get(name)
  const births = columns.get(factOf(birthFact)?.index ?? -1)
  if (births === undefined) return undefined
  columns.delete(factOf(birthFact)!.index)
  const [ageOf, schoolAgeOf] = [factOf(ageFact), factOf(schoolAgeFact)]
  const [ages, schoolAges] = [copyFor(ageOf, count, columns), copyFor(schoolAgeOf, count, columns)]
  const bornOn = readBirths(rulebook, asOf)
  const isRefused = new Uint8Array(count)
  const unknown = unknownIn(births)
  for (let child = 0; child < count; child += 1) {
    const birth = births[child]!
    if (birth === unknown) continue
    const born = bornOn(birth)
    if (born.isRefused || !fill(ages, child, born.age)) isRefused[child] = 1
    fill(schoolAges, child, born.schoolAge)
  }
  return isRefused
}

const copyFor = (fact: VocabularyFact | undefined, count: number, columns: Map<number, Column>): Column | undefined => {
  if (fact === undefined) return undefined
  const copy = copyOf(fact, columns.get(fact.index), count)
  columns.set(fact.index, copy)
  return copy
}

/** Writes a code that is not known yet; false if another one is known. */
const fill = (column: Column | undefined, child: number, code: number | undefined): boolean => {
  if (column === undefined || code === undefined) return true
  if (column[child] === unknownIn(column)) column[child] = code
  return column[child] === code
}

/** How many days before the day of the decision what a birth comes to is kept: some children share a birthday. */
const daysKept = 40_000

/** What births come to, each worked out once. */
const readBirths = (rulebook: Rulebook, asOf: CivilDate): ((birth: number) => Born) => {
  const kept: Born[] = []
  const day = dayNumberOf(asOf)
  return birth => {
    const before = day - birth
    if (before < 0 || before >= daysKept) return readBirth(rulebook, asOf, birth)
    kept[before] ??= readBirth(rulebook, asOf, birth)
    return kept[before]
  }
}

const readBirth = (rulebook: Rulebook, asOf: CivilDate, birth: number): Born => {
  const values: (Scalar | null | undefined)[] = new Array(rulebook.facts.length).fill(undefined)
  const issues: Issue[] = []
  values[rulebook.factsByName.get(birthFact)!.index] = dateOfDayNumber(birth)
  deriveFromBirth(rulebook, values, asOf, issues)
  const code = (name: string): number | undefined => {
    const fact = rulebook.factsByName.get(name)
    const value = fact && values[fact.index]
    return value === undefined || value === null ? undefined : codeOf(fact!, value)
  }
  return { isRefused: issues.length > 0, age: code(ageFact), schoolAge: code(schoolAgeFact) }
}
