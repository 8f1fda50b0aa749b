import {
  type Applies,
  appliesTo,
  earlyHelpOrCare,
  exceptionalApplies,
  NOT_LOOKED_AFTER,
  NOT_PERMITTED,
  ONLY_SCHOOL_AGE,
  ONLY_THE_HEADING,
  ofSchoolAge,
  openToCare,
  othersTriedApplies,
  PERMITTED,
  TAKEN,
  UNRESTRICTED,
} from './answers.ts'
import { type Known, LOOKED_AFTER, MAYBE, ON_A_PLAN } from './known.ts'
import { narrowedAnswers } from './what-if.ts'
import { readingTexts } from './words.ts'

interface ReadingFinding {
  readonly id: string
  readonly taken: string
  readonly alternative: string
  readonly answerWouldBe: string | null
  readonly changes: readonly string[]
}

export const answerOf = (answers: number): string | null => {
  if (answers === PERMITTED) return 'permitted'
  if (answers === NOT_PERMITTED) return 'not-permitted'
  return answers === UNRESTRICTED ? 'unrestricted' : null
}

/** Each ambiguity that would make a difference, were it read the other way. */
export const readingsFound = (known: Known, applies: Applies, answers: number): readonly ReadingFinding[] => {
  const found: ReadingFinding[] = []
  const help = earlyHelpOrCare(known, TAKEN)
  const open = openToCare(known)
  const named = Math.max(known[LOOKED_AFTER]!, help)
  const consider = (
    reading: number,
    text: Pick<ReadingFinding, 'id' | 'taken' | 'alternative'>,
    taken: number,
    instead: number,
  ) => {
    if (taken === instead && taken !== MAYBE) return
    const one = tried(known, applies, answers, reading, text)
    if (one.changes.length > 0) found.push(one)
  }
  consider(ONLY_THE_HEADING, readingTexts.onlyTheHeading, help, known[ON_A_PLAN]!)
  consider(NOT_LOOKED_AFTER, readingTexts.notLookedAfter, open, Math.min(open, 2 - known[LOOKED_AFTER]!))
  consider(ONLY_SCHOOL_AGE, readingTexts.onlySchoolAge, named, Math.min(named, ofSchoolAge(known)))
  return found
}

const tried = (
  known: Known,
  taken: Applies,
  answers: number,
  reading: number,
  { id, taken: words, alternative }: Pick<ReadingFinding, 'id' | 'taken' | 'alternative'>,
): ReadingFinding => {
  const would = narrowedAnswers(known, reading)
  const instead = appliesTo(known, reading)
  const changes: string[] = []
  if (would !== answers) changes.push('answer')
  if (instead.lookedAfter !== taken.lookedAfter) changes.push('lists/parties/virtual-school-head/partner')
  if (instead.helped !== taken.helped) changes.push('lists/parties/virtual-school/advise')
  if (exceptionalApplies(instead) !== exceptionalApplies(taken)) changes.push('requirements/exceptional-circumstances')
  if (instead.helped !== taken.helped) changes.push('requirements/multi-agency-review-meeting')
  if (othersTriedApplies(instead) !== othersTriedApplies(taken)) changes.push('requirements/other-interventions-tried')
  if (instead.lookedAfter !== taken.lookedAfter) changes.push('requirements/virtual-school-head-partnership')
  return { id, taken: words, alternative, answerWouldBe: answerOf(would), changes }
}
