/** Three truths, so that `Math.min` is “and”, `Math.max` is “or” and `2 - x` is “not”. */
export type Truth = 0 | 1 | 2
export const NO: Truth = 0
export const MAYBE: Truth = 1
export const YES: Truth = 2

/**
 * What is known of a child and of what is proposed, by the names below: how true it is, and of the age the age itself, -1
 * if it is not known. In the vocabulary’s order, in which equally pressing questions are asked.
 */
export type Known = number[]

export const AGE = 0
export const SCHOOL_AGE = 1
export const LOOKED_AFTER = 2
export const EARLY_HELP = 3
export const SOCIAL_WORKER = 4
export const ON_A_PLAN = 5
export const EHC_PLAN = 6
export const NOT_FOR_BEHAVIOUR = 7
export const BEST_INTERESTS = 8
export const EXCEPTIONAL = 9
export const OTHERS_TRIED = 10
export const END_DATE = 11
export const REVIEW_DATES = 12
export const WORKER_INVOLVED = 13
export const EHC_CONSULTED = 14
export const PARENT_AGREES = 15
export const PARTNERSHIP = 16
export const MEETING = 17
export const MEETING_ON = 18
export const STARTS_ON = 19
/** Not asked themselves: they follow from others if they are not given. */
export const WORKER_ASSIGNED = 20
export const OPEN_TO_CARE = 21
export const HELD_BEFORE = 22

export const AGE_NOT_KNOWN = -1

export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>

const yes = (value: unknown): Truth => (value === undefined || value === null ? MAYBE : value === true ? YES : NO)
const is = (value: unknown, word: string): Truth =>
  value === undefined || value === null ? MAYBE : value === word ? YES : NO
const isNot = (value: unknown, word: string): Truth =>
  value === undefined || value === null ? MAYBE : value === word ? NO : YES
const isGiven = (value: unknown): Truth => (value === undefined || value === null ? MAYBE : YES)

const heldBefore = (meeting: unknown, start: unknown): Truth =>
  typeof meeting !== 'string' || typeof start !== 'string' ? MAYBE : meeting < start ? YES : NO

/** Facts already checked, `age` and `schoolAge` as given or as a date of birth makes them. */
export const knownFrom = (facts: Facts, age: unknown, schoolAge: unknown): Known => [
  typeof age === 'number' ? age : AGE_NOT_KNOWN,
  yes(schoolAge),
  is(facts.careStatus, 'looked-after'),
  yes(facts.earlyHelp),
  is(facts.socialWorker, 'current'),
  isNot(facts.plan, 'none'),
  is(facts.send, 'ehc-plan'),
  isNot(facts.timetableReason, 'behaviour'),
  yes(facts.inBestInterests),
  yes(facts.exceptionalCircumstances),
  yes(facts.otherInterventionsTried),
  yes(facts.endDateSet),
  yes(facts.reviewDatesSet),
  yes(facts.socialWorkerInvolved),
  yes(facts.authorityConsultedOnEhcPlan),
  yes(facts.parentAgrees),
  is(facts.virtualSchoolHeadInvolvement, 'in-partnership'),
  isNot(facts.multiAgencyMeeting, 'none'),
  isGiven(facts.multiAgencyMeetingOn),
  isGiven(facts.timetableStartsOn),
  yes(facts.socialWorkerAssigned),
  yes(facts.openToSocialCare),
  heldBefore(facts.multiAgencyMeetingOn, facts.timetableStartsOn),
]
