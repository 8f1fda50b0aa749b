import { ageOn, isOfSchoolAge } from './birth.ts'
import { type Facts, type Known, knownFrom } from './known.ts'
import { isDay, isOfKind, kinds } from './vocabulary.ts'

/** Why a request is refused. The library’s issues say more: the nearest right word, and what was expected in full. */
export interface HandIssue {
  readonly pointer: string
  readonly message: string
}

/** What is asked, unchecked. */
export interface HandRequest {
  readonly decision?: unknown
  readonly authority?: unknown
  readonly asOf?: unknown
  readonly trace?: unknown
  readonly facts?: unknown
}

export interface Understood {
  readonly asOf: string
  readonly facts: Facts
  readonly known: Known
}

/** The day from which the edition of 2024 counts, and with it everything that is written out here. */
const firstDay = '2024-08-19'

/** The request understood, or every reason why it is refused. */
export const understand = (request: HandRequest): Understood | readonly HandIssue[] => {
  const issues: HandIssue[] = []
  for (const name in request) {
    if (name !== 'decision' && name !== 'authority' && name !== 'asOf' && name !== 'trace' && name !== 'facts') {
      issues.push({ pointer: `/${name}`, message: 'A request has no such member.' })
    }
  }
  const { decision, authority, asOf, trace, facts } = request
  if (decision !== 'reduced-timetable')
    issues.push({ pointer: '/decision', message: 'Only reduced timetables are decided here.' })
  if (authority !== 'luton') issues.push({ pointer: '/authority', message: 'Only Luton’s rules are written here.' })
  if (!isDay(asOf) || asOf < firstDay)
    issues.push({ pointer: '/asOf', message: `“asOf” is a day from ${firstDay} on.` })
  if (trace !== undefined && trace !== 'full' && trace !== 'none')
    issues.push({ pointer: '/trace', message: '“trace” is “full” or “none”.' })
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) {
    issues.push({ pointer: '/facts', message: '“facts” is an object.' })
    return issues
  }
  checkFacts(facts as Facts, issues)
  if (issues.length > 0) return issues
  return understandFacts(facts as Facts, asOf as string)
}

const checkFacts = (facts: Facts, issues: HandIssue[]): void => {
  for (const name in facts) {
    const kind = kinds.get(name)
    const value = facts[name]
    if (kind === undefined) issues.push({ pointer: `/facts/${name}`, message: 'There is no such fact.' })
    else if (value !== null && value !== undefined && !isOfKind(kind, value)) {
      issues.push({ pointer: `/facts/${name}`, message: 'The fact has a value of another kind.' })
    }
  }
}

/** A date of birth becomes the age and whether the child is of school age; facts that contradict one another are refused. */
const understandFacts = (facts: Facts, asOf: string): Understood | readonly HandIssue[] => {
  const issues: HandIssue[] = []
  const birth = facts.dateOfBirth
  let age = facts.ageYears
  let schoolAge = facts.compulsorySchoolAge
  if (typeof birth === 'string') {
    const years = ageOn(birth, asOf)
    if (birth > asOf || years > 25)
      issues.push({ pointer: '/facts/dateOfBirth', message: 'No child has this date of birth.' })
    else {
      age ??= years
      schoolAge ??= isOfSchoolAge(birth, asOf)
      if (age !== years)
        issues.push({ pointer: '/facts/ageYears', message: 'The age and the date of birth do not fit.' })
    }
  }
  if (issues.length > 0) return issues
  if (facts.careStatus === 'looked-after' && typeof age === 'number' && age >= 18)
    issues.push({ pointer: '/facts/careStatus', message: 'An adult is not looked after.' })
  const { inKeyStage4, yearGroup } = facts
  const isYear10Or11 = yearGroup === 10 || yearGroup === 11
  if (typeof inKeyStage4 === 'boolean' && typeof yearGroup === 'number' && inKeyStage4 !== isYear10Or11)
    issues.push({ pointer: '/facts/inKeyStage4', message: 'Key stage 4 and the school year do not fit.' })
  return issues.length > 0 ? issues : { asOf, facts, known: knownFrom(facts, age, schoolAge) }
}
