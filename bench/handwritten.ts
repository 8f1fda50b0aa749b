import { appliesTo, NOT_PERMITTED, PERMITTED, TAKEN, UNRESTRICTED } from './handwritten/answers.ts'
import { missingFacts, turnsOn } from './handwritten/missing.ts'
import { answerOf, readingsFound } from './handwritten/readings.ts'
import { type HandIssue, type HandRequest, understand } from './handwritten/request.ts'
import { cautionsFound, partiesFound, requirementsFound } from './handwritten/requirements.ts'
import { narrowedAnswers } from './handwritten/what-if.ts'

/**
 * The floor of what is possible: the question “may a reduced timetable go ahead in Luton?”, from 19 August 2024 on, as a
 * developer would write it by hand and for nothing else. No rule file is read here, and nothing of the library is used.
 */

interface HandAnswer {
  readonly status: 'determined' | 'undetermined'
  readonly answer: string | null
  readonly possibleAnswers: readonly string[]
}

interface Refused {
  readonly issues: readonly HandIssue[]
}

/** Which rules the function was written from: their version and digest stand in every result. */
export interface Edition {
  readonly version: string
  readonly digest: string
  readonly layers: readonly string[]
}

/** The answer alone. */
export const handAnswer = (request: HandRequest): HandAnswer | Refused => {
  const understood = understand(request)
  return 'known' in understood ? answered(narrowedAnswers(understood.known, TAKEN)) : { issues: understood }
}

const answered = (answers: number): HandAnswer => {
  const answer = answerOf(answers)
  const possibleAnswers: string[] = []
  if (answers & PERMITTED) possibleAnswers.push('permitted')
  if (answers & NOT_PERMITTED) possibleAnswers.push('not-permitted')
  if (answers & UNRESTRICTED) possibleAnswers.push('unrestricted')
  return { status: answer === null ? 'undetermined' : 'determined', answer, possibleAnswers }
}

/** The whole result, its trace left null whatever is asked: a trace is what nobody writes by hand. */
export const handFull = (request: HandRequest, edition: Edition) => {
  const understood = understand(request)
  if (!('known' in understood)) return { issues: understood }
  const { known, facts, asOf } = understood
  const applies = appliesTo(known, TAKEN)
  const answers = narrowedAnswers(known, TAKEN)
  const { status, answer, possibleAnswers } = answered(answers)
  const requirements = requirementsFound(known, applies)
  const missing = missingFacts(known, facts, applies, answer !== null)
  return {
    decision: 'reduced-timetable',
    authority: 'luton',
    asOf,
    status,
    answer,
    possibleAnswers,
    summary: summary(answer, requirements, missing),
    requirements,
    lists: { parties: partiesFound(applies) },
    deadlines: [],
    missing,
    readings: readingsFound(known, applies, answers),
    cautions: cautionsFound(applies, answers === UNRESTRICTED),
    rules: { version: edition.version, digest: edition.digest, layers: edition.layers },
    trace: null,
  }
}

const summary = (
  answer: string | null,
  requirements: ReturnType<typeof requirementsFound>,
  missing: ReturnType<typeof missingFacts>,
): string => {
  if (answer === null) return `It cannot yet be said whether a reduced timetable may go ahead${turnsOn(missing)}.`
  if (answer === 'permitted') return 'A reduced timetable may go ahead.'
  if (answer === 'unrestricted') return 'No rule held here restricts a reduced timetable.'
  const unmet = requirements.filter(one => one.applies === 'yes' && one.status === 'unmet').map(one => one.title)
  if (unmet.length === 0) return 'A reduced timetable may not go ahead.'
  return `A reduced timetable may not go ahead, because ${unmet.length === 1 ? 'this is' : 'these are'} not met: ${unmet.join('; ')}.`
}
