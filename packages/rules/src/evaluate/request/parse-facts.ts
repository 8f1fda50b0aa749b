import type { Rulebook, VocabularyFact } from '../../compile/rulebook.ts'
import {
  ageFact,
  ageInYears,
  birthFact,
  isOfCompulsorySchoolAge,
  mayBeOfCompulsorySchoolAge,
  schoolAgeFact,
} from '../../kernel/birth.ts'
import { type CivilDate, isCivilDate } from '../../kernel/dates.ts'
import { isPlainObject } from '../../kernel/guards.ts'
import type { Issue } from '../../kernel/issue.ts'
import { limits } from '../../kernel/limits.ts'
import { memoize } from '../../kernel/memo.ts'
import { nearest, withSuggestion } from '../../kernel/nearest.ts'
import type { Scalar } from '../../language/values.ts'
import { issue, namesIn, notADate, unknown, unreadableMember } from './members.ts'

type Values = (Scalar | null | undefined)[]

const nothingKnownOf = new WeakMap<Rulebook, Values>()
const nothingKnown = (rulebook: Rulebook): Values =>
  memoize(nothingKnownOf, rulebook, () => new Array(rulebook.facts.length).fill(undefined))

/** The facts of a request, as the vocabulary has them; issues are added of what it does not have. */
export const parseFacts = (rulebook: Rulebook, facts: unknown, asOf: unknown, issues: Issue[]): Values => {
  const values: Values = nothingKnown(rulebook).slice()
  if (!isPlainObject(facts)) {
    issues.push(noFacts(facts))
    return values
  }
  const names = namesIn(facts)
  if (names === undefined) issues.push(unreadableMember(['facts']))
  else if (names.length > limits.requestKeysCount)
    issues.push(issue('too-many', ['facts'], `There may be at most ${limits.requestKeysCount} facts.`))
  for (const name of names?.slice(0, limits.requestKeysCount) ?? []) parseFact(rulebook, facts, name, values, issues)
  if (issues.length === 0) deriveFromBirth(rulebook, values, asOf as string, issues)
  return values
}

const noFacts = (facts: unknown): Issue => {
  const expected = '“facts” is an object of facts by name; it may be empty.'
  if (facts === undefined) return issue('missing-member', ['facts'], expected)
  // Only a program can send these, and not JSON.
  const isOther = typeof facts === 'object' && facts !== null && !isList(facts)
  const hint = isOther ? ' A Map, a Promise or an instance of a class is none: send a plain object.' : ''
  return issue('wrong-type', ['facts'], `${expected}${hint}`)
}

/** A Proxy that is revoked throws at the question. */
const isList = (value: object): boolean => {
  try {
    return Array.isArray(value)
  } catch {
    return false
  }
}

const parseFact = (
  rulebook: Rulebook,
  facts: Readonly<Record<string, unknown>>,
  name: string,
  values: Values,
  issues: Issue[],
): void => {
  const path = ['facts', name]
  const fact = askedFact(rulebook, name, path, issues)
  if (fact === undefined) return
  let value: unknown
  try {
    value = facts[name]
  } catch {
    return void issues.push(unreadableMember(path))
  }
  if (value === null || fits(fact, value)) values[fact.index] = value as Scalar | null
  else if (value !== undefined) issues.push(misfit(fact, value, path))
}

/** The fact of a name, if there is one that can be asked; else an issue is added. */
export const askedFact = (
  rulebook: Rulebook,
  name: string,
  path: readonly string[],
  issues: Issue[],
): VocabularyFact | undefined => {
  const fact = rulebook.factsByName.get(name)
  if (fact !== undefined && fact.given === undefined) return fact
  issues.push(fact === undefined ? unknownFact(rulebook, name, path) : notAsked(fact, path))
  return undefined
}

const identifying =
  /name|address|postcode|phone|email|mobile|upn|uln|nhs|number|reference|notes?$|comment|text|dob$|surname|forename|initials/i

const unknownFact = (rulebook: Rulebook, name: string, path: readonly string[]): Issue => {
  const suggestion = nearest(name, rulebook.factsByName.keys())
  if (suggestion === undefined && identifying.test(name)) {
    return issue(
      'personal-identifier',
      path,
      'Names, addresses, references and free text are not facts. Leave this out: no rule needs it.',
    )
  }
  return unknown('unknown-fact', path, 'The vocabulary has no fact', name, rulebook.factsByName.keys())
}

const notAsked = ({ name }: VocabularyFact, path: readonly string[]): Issue =>
  issue('not-allowed-here', path, `“${name}” follows from the day of the decision. Leave it out.`)

/** Whether a fact can have this value. */
export const fits = (fact: VocabularyFact, value: unknown): boolean => {
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isInteger(value) && (value as number) >= fact.min! && (value as number) <= fact.max!
    case 'enum':
      return fact.words.has(value)
    case 'date':
      return typeof value === 'string' && isCivilDate(value)
  }
}

/** Says what was expected and never what was found, for that may be about a child. */
export const misfit = (fact: VocabularyFact, value: unknown, path: readonly string[]): Issue => {
  if (fact.type === 'date') return notADate(path, value)
  if (fact.type === 'boolean')
    return issue('wrong-type', path, `“${fact.name}” is true, false or null (asked, not known).`)
  if (fact.type === 'integer') {
    return issue(
      typeof value === 'number' ? 'out-of-range' : 'wrong-type',
      path,
      `“${fact.name}” is a whole number from ${fact.min} to ${fact.max}, or null (asked, not known).`,
    )
  }
  const permitted = fact.values!.map(one => one.value)
  return withSuggestion(
    issue(
      typeof value === 'string' ? 'unknown-word' : 'wrong-type',
      path,
      `“${fact.name}” is one of these words, or null (asked, not known): ${permitted.join(', ')}.`,
    ),
    typeof value === 'string' ? nearest(value, permitted) : undefined,
  )
}

/** A date of birth becomes the age and compulsory school age on `asOf`; a value given beside it wins, save an age that it contradicts. */
export const deriveFromBirth = (rulebook: Rulebook, values: Values, asOf: string, issues: Issue[]): void => {
  const birthIndex = rulebook.factsByName.get(birthFact)?.index
  if (birthIndex === undefined) return
  const birth = values[birthIndex]
  values[birthIndex] = undefined
  if (typeof birth !== 'string') return
  const [age, schoolAge] = [rulebook.factsByName.get(ageFact), rulebook.factsByName.get(schoolAgeFact)]
  const years = ageInYears(birth, asOf)
  if (birth > asOf)
    issues.push(issue('out-of-range', ['facts', birthFact], 'The date of birth lies after the day of the decision.'))
  else if (age && years > age.max!)
    issues.push(
      issue(
        'out-of-range',
        ['facts', birthFact],
        `The date of birth makes an age above ${age.max}, to which the rules do not reach.`,
      ),
    )
  else {
    if (age) {
      values[age.index] ??= years
      if (values[age.index] !== years)
        issues.push(
          issue(
            'contradiction',
            ['facts', ageFact],
            'The age and the date of birth do not fit one another on the day of the decision.',
          ),
        )
    }
    if (schoolAge) values[schoolAge.index] ??= compulsorySchoolAgeOf(rulebook, birth, asOf)
  }
}

/** Undefined if it turns on the day on which the school year begins, which is not known. */
const compulsorySchoolAgeOf = ({ semantics }: Rulebook, birth: CivilDate, asOf: CivilDate): boolean | undefined =>
  semantics === 2 && mayBeOfCompulsorySchoolAge(birth, asOf) ? undefined : isOfCompulsorySchoolAge(birth, asOf)
