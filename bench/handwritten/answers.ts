import {
  AGE,
  AGE_NOT_KNOWN,
  BEST_INTERESTS,
  EARLY_HELP,
  EHC_CONSULTED,
  EHC_PLAN,
  END_DATE,
  EXCEPTIONAL,
  HELD_BEFORE,
  type Known,
  LOOKED_AFTER,
  MAYBE,
  MEETING,
  NO,
  NOT_FOR_BEHAVIOUR,
  ON_A_PLAN,
  OPEN_TO_CARE,
  OTHERS_TRIED,
  PARENT_AGREES,
  PARTNERSHIP,
  REVIEW_DATES,
  SCHOOL_AGE,
  SOCIAL_WORKER,
  WORKER_ASSIGNED,
  WORKER_INVOLVED,
  YES,
} from './known.ts'

/** How Luton’s page is read: as it is taken here, or with one of its ambiguities the other way. */
export const TAKEN = 0
export const ONLY_THE_HEADING = 1
export const NOT_LOOKED_AFTER = 2
export const ONLY_SCHOOL_AGE = 3

/** How true it is that each group of rules applies. */
export interface Applies {
  readonly schoolAge: number
  readonly withWorker: number
  readonly withEhcPlan: number
  readonly lookedAfter: number
  readonly helped: number
}

/** Any of Luton’s two groups, or the national one, asks for exceptional circumstances. */
export const exceptionalApplies = ({ schoolAge, lookedAfter, helped }: Applies): number =>
  Math.max(schoolAge, lookedAfter, helped)
/** Either of Luton’s groups asks that everything else has been tried. */
export const othersTriedApplies = ({ lookedAfter, helped }: Applies): number => Math.max(lookedAfter, helped)

export const ofSchoolAge = (known: Known): number => {
  const age = known[AGE]!
  if (known[SCHOOL_AGE] !== MAYBE || age === AGE_NOT_KNOWN) return known[SCHOOL_AGE]!
  if (age < 5 || age >= 17) return NO
  return age >= 6 && age <= 15 ? YES : MAYBE
}

export const openToCare = (known: Known): number =>
  known[OPEN_TO_CARE] === MAYBE
    ? Math.max(known[LOOKED_AFTER]!, known[SOCIAL_WORKER]!, known[ON_A_PLAN]!)
    : known[OPEN_TO_CARE]!

export const earlyHelpOrCare = (known: Known, reading: number): number => {
  const open = openToCare(known)
  return Math.max(known[EARLY_HELP]!, reading === NOT_LOOKED_AFTER ? Math.min(open, 2 - known[LOOKED_AFTER]!) : open)
}

export const hasWorker = (known: Known): number =>
  known[WORKER_ASSIGNED] === MAYBE ? known[SOCIAL_WORKER]! : known[WORKER_ASSIGNED]!

export const appliesTo = (known: Known, reading: number): Applies => {
  const schoolAge = ofSchoolAge(known)
  const lookedAfter = known[LOOKED_AFTER]!
  const helped = earlyHelpOrCare(known, reading)
  const named =
    reading === ONLY_SCHOOL_AGE ? Math.min(Math.max(lookedAfter, helped), schoolAge) : Math.max(lookedAfter, helped)
  return {
    schoolAge,
    withWorker: Math.min(schoolAge, hasWorker(known)),
    withEhcPlan: Math.min(schoolAge, known[EHC_PLAN]!),
    lookedAfter: Math.min(lookedAfter, named),
    helped: Math.min(reading === ONLY_THE_HEADING ? known[ON_A_PLAN]! : helped, named),
  }
}

export const meetingHeldBefore = (known: Known): number => Math.min(known[MEETING]!, known[HELD_BEFORE]!)

/** A set of answers. */
export const PERMITTED = 1
export const NOT_PERMITTED = 2
export const UNRESTRICTED = 4

const unlessMet = (applies: number, met: number): number => Math.max(2 - applies, met)

/** How true it is that everything that applies is met. */
const allMet = (known: Known, applies: Applies): number => {
  const { schoolAge, withWorker, withEhcPlan, lookedAfter, helped } = applies
  const always = Math.min(
    known[BEST_INTERESTS]!,
    known[NOT_FOR_BEHAVIOUR]!,
    known[PARENT_AGREES]!,
    known[END_DATE]!,
    known[REVIEW_DATES]!,
  )
  return Math.min(
    unlessMet(exceptionalApplies(applies), known[EXCEPTIONAL]!),
    unlessMet(schoolAge, always),
    unlessMet(withWorker, known[WORKER_INVOLVED]!),
    unlessMet(withEhcPlan, known[EHC_CONSULTED]!),
    unlessMet(othersTriedApplies(applies), known[OTHERS_TRIED]!),
    unlessMet(lookedAfter, known[PARTNERSHIP]!),
    unlessMet(helped, meetingHeldBefore(known)),
  )
}

/** How true it is that something applies and is met. */
export const someMet = (known: Known, applies: Applies): number => {
  const { schoolAge, withWorker, withEhcPlan, lookedAfter, helped } = applies
  const always = Math.max(
    known[BEST_INTERESTS]!,
    known[NOT_FOR_BEHAVIOUR]!,
    known[PARENT_AGREES]!,
    known[END_DATE]!,
    known[REVIEW_DATES]!,
  )
  return Math.max(
    Math.min(exceptionalApplies(applies), known[EXCEPTIONAL]!),
    Math.min(schoolAge, always),
    Math.min(withWorker, known[WORKER_INVOLVED]!),
    Math.min(withEhcPlan, known[EHC_CONSULTED]!),
    Math.min(othersTriedApplies(applies), known[OTHERS_TRIED]!),
    Math.min(lookedAfter, known[PARTNERSHIP]!),
    Math.min(helped, meetingHeldBefore(known)),
  )
}

/** The answers that nothing known rules out; none if the facts contradict one another. */
export const possibleAnswers = (known: Known, reading: number): number => {
  if (known[LOOKED_AFTER] === YES && known[AGE]! >= 18) return 0
  const applies = appliesTo(known, reading)
  const met = allMet(known, applies)
  let possible = 0
  if (Math.min(met, someMet(known, applies)) !== NO) possible |= PERMITTED
  if (met !== YES) possible |= NOT_PERMITTED
  if (exceptionalApplies(applies) !== YES) possible |= UNRESTRICTED
  return possible
}

export const isOne = (answers: number): boolean =>
  answers === PERMITTED || answers === NOT_PERMITTED || answers === UNRESTRICTED
