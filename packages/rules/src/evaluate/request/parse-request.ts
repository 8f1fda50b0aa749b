import type { Authority, Rulebook, VocabularyFact } from '../../compile/rulebook.ts'
import {
  ageFact,
  ageInYears,
  birthFact,
  isOfCompulsorySchoolAge,
  mayBeOfCompulsorySchoolAge,
  schoolAgeFact,
} from '../../kernel/birth.ts'
import { type CivilDate, hasDateForm, isCivilDate } from '../../kernel/dates.ts'
import { isObject } from '../../kernel/guards.ts'
import { accepted, type Checked, type Issue, refused } from '../../kernel/issue.ts'
import { limits } from '../../kernel/limits.ts'
import { memoize } from '../../kernel/memo.ts'
import { nearest, withSuggestion } from '../../kernel/nearest.ts'
import { pointerOf } from '../../kernel/pointer.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { Scalar } from '../../language/values.ts'
import { supplyFacts } from './supplied.ts'

/** The request’s facts, by the vocabulary’s order. Undefined: not asked. Null: asked, not known. */
export type FactValues = readonly (Scalar | null | undefined)[]

/** A request in which every name is known and every value is one that its fact can have. */
export interface ParsedRequest {
  readonly decision: DecisionDefinition
  readonly authority: Authority
  readonly asOf: CivilDate
  readonly trace: 'full' | 'none'
  readonly values: FactValues
  /** The places of values that nobody gave: they follow from the question and the day. */
  readonly supplied: readonly number[]
}

const nothingSupplied: readonly number[] = []

const members: ReadonlySet<string> = new Set(['decision', 'authority', 'asOf', 'trace', 'facts'])
type Values = (Scalar | null | undefined)[]

/** A request, checked against the vocabulary; or every issue it has. Whether its facts contradict one another is found out when they meet the rules. */
export const parseRequest = (rulebook: Rulebook, request: unknown): Checked<ParsedRequest> => {
  const issues: Issue[] = []
  if (!isObject(request))
    return refused([
      { code: 'wrong-type', pointer: '', message: 'A request is an object with “decision”, “asOf” and “facts”.' },
    ])
  for (const name in request)
    if (!members.has(name)) issues.push(unknown('unknown-member', [name], 'A request has no member', name, members))
  const decision = known(rulebook.decisions, request.decision, 'decision', 'unknown-decision', issues)
  const authority = known(
    rulebook.authorities,
    request.authority === undefined ? rulebook.national : request.authority,
    'authority',
    'unknown-authority',
    issues,
  )
  const asOf = request.asOf
  if (typeof asOf !== 'string' || !isCivilDate(asOf)) issues.push(notADate(['asOf'], asOf))
  const trace = request.trace === undefined ? 'full' : request.trace
  if (trace !== 'full' && trace !== 'none')
    issues.push(
      issue(typeof trace === 'string' ? 'unknown-word' : 'wrong-type', ['trace'], '“trace” is “full” or “none”.'),
    )
  const values = parseFacts(rulebook, request.facts, asOf, issues)
  if (issues.length > 0) return refused(issues)
  const supplied = rulebook.semantics === 1 ? nothingSupplied : supplyFacts(rulebook, decision!, asOf as string, values)
  return accepted({
    decision: decision!,
    authority: authority!,
    asOf: asOf as string,
    trace: trace as 'full' | 'none',
    values,
    supplied,
  })
}

const issue = (code: Issue['code'], path: readonly string[], message: string): Issue => ({
  code,
  pointer: pointerOf(path),
  message,
})

const unknown = (
  code: Issue['code'],
  path: readonly string[],
  what: string,
  word: string,
  permitted: Iterable<string>,
): Issue => withSuggestion(issue(code, path, `${what} “${word.slice(0, 80)}”.`), nearest(word, permitted))

const known = <T>(
  names: ReadonlyMap<string, T>,
  name: unknown,
  what: string,
  code: Issue['code'],
  issues: Issue[],
): T | undefined => {
  const found = typeof name === 'string' ? names.get(name) : undefined
  if (found !== undefined) return found
  if (name === undefined)
    issues.push(issue('missing-member', [what], `“${what}” is required. Permitted: ${[...names.keys()].join(', ')}.`))
  else if (typeof name !== 'string')
    issues.push(issue('wrong-type', [what], `“${what}” is a text. Permitted: ${[...names.keys()].join(', ')}.`))
  else issues.push(unknown(code, [what], `There is no ${what}`, name, names.keys()))
  return undefined
}

const notADate = (path: readonly string[], value: unknown): Issue => {
  const name = path.at(-1)!
  if (value === undefined) return issue('missing-member', path, `“${name}” is required: a date, as “2024-08-19”.`)
  if (typeof value === 'string' && hasDateForm(value))
    return issue('impossible-date', path, `“${name}” is not a day of the calendar.`)
  return issue(
    typeof value === 'string' ? 'malformed' : 'wrong-type',
    path,
    `“${name}” is a date, written as “2024-08-19”: year, month, day, no time.`,
  )
}

const nothingKnownOf = new WeakMap<Rulebook, Values>()
const nothingKnown = (rulebook: Rulebook): Values =>
  memoize(nothingKnownOf, rulebook, () => new Array(rulebook.facts.length).fill(undefined))

const parseFacts = (rulebook: Rulebook, facts: unknown, asOf: unknown, issues: Issue[]): Values => {
  const values: Values = nothingKnown(rulebook).slice()
  if (!isObject(facts)) {
    issues.push(
      issue(
        facts === undefined ? 'missing-member' : 'wrong-type',
        ['facts'],
        '“facts” is an object of facts by name; it may be empty.',
      ),
    )
    return values
  }
  let count = 0
  for (const name in facts) {
    count += 1
    if (count > limits.requestKeysCount) {
      issues.push(issue('too-many', ['facts'], `There may be at most ${limits.requestKeysCount} facts.`))
      break
    }
    const fact = rulebook.factsByName.get(name)
    const value = facts[name]
    if (fact === undefined) issues.push(unknownFact(rulebook, name))
    else if (fact.given !== undefined) issues.push(notAsked(fact))
    else if (value === null || fits(fact, value)) values[fact.index] = value as Scalar | null
    else if (value !== undefined) issues.push(misfit(fact, value))
  }
  if (issues.length === 0) deriveFromBirth(rulebook, values, asOf as string, issues)
  return values
}

const identifying =
  /name|address|postcode|phone|email|mobile|upn|uln|nhs|number|reference|notes?$|comment|text|dob$|surname|forename|initials/i

const unknownFact = (rulebook: Rulebook, name: string): Issue => {
  const suggestion = nearest(name, rulebook.factsByName.keys())
  if (suggestion === undefined && identifying.test(name)) {
    return issue(
      'personal-identifier',
      ['facts', name],
      'Names, addresses, references and free text are not facts. Leave this out: no rule needs it.',
    )
  }
  return unknown('unknown-fact', ['facts', name], 'The vocabulary has no fact', name, rulebook.factsByName.keys())
}

const notAsked = ({ name }: VocabularyFact): Issue =>
  issue('not-allowed-here', ['facts', name], `“${name}” follows from the day of the decision. Leave it out.`)

const fits = (fact: VocabularyFact, value: unknown): boolean => {
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
const misfit = (fact: VocabularyFact, value: unknown): Issue => {
  const path = ['facts', fact.name]
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
const deriveFromBirth = (rulebook: Rulebook, values: Values, asOf: string, issues: Issue[]): void => {
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
