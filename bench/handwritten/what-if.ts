import { isOne, possibleAnswers } from './answers.ts'
import {
  AGE,
  AGE_NOT_KNOWN,
  EARLY_HELP,
  EHC_PLAN,
  HELD_BEFORE,
  type Known,
  LOOKED_AFTER,
  MAYBE,
  MEETING_ON,
  NO,
  ON_A_PLAN,
  SCHOOL_AGE,
  SOCIAL_WORKER,
  STARTS_ON,
  YES,
} from './known.ts'

/** Ages among which the rules can tell a difference: too young, one that leaves it open, of school age, too old. */
const ages = [4, 5, 10, 17]
const either = [YES, NO]

/** Which groups of rules apply hangs on these. The others only meet a requirement or fail it, so that trying them rules nothing out. */
const whoTheChildIs = [AGE, SCHOOL_AGE, LOOKED_AFTER, EARLY_HELP, SOCIAL_WORKER, ON_A_PLAN, EHC_PLAN]

/** The answers still possible once every unknown fact about the child has been tried with each of its values. */
export const narrowedAnswers = (known: Known, reading: number): number => {
  let left = possibleAnswers(known, reading)
  for (const fact of whoTheChildIs) {
    if (isOne(left)) break
    const unknown = fact === AGE ? AGE_NOT_KNOWN : MAYBE
    if (known[fact] !== unknown) continue
    let union = 0
    for (const value of fact === AGE ? ages : either) {
      known[fact] = value
      union |= possibleAnswers(known, reading)
    }
    known[fact] = unknown
    if ((left & union) !== 0) left &= union
  }
  return left
}

/** Whether one answer is left whatever the value of this unknown fact. */
export const settles = (known: Known, reading: number, fact: number): boolean => {
  if (fact === MEETING_ON || fact === STARTS_ON) {
    const isOtherKnown = known[fact === MEETING_ON ? STARTS_ON : MEETING_ON] === YES
    return isOtherKnown && settlesWith(known, reading, HELD_BEFORE, MAYBE, either)
  }
  return fact === AGE
    ? settlesWith(known, reading, AGE, AGE_NOT_KNOWN, ages)
    : settlesWith(known, reading, fact, MAYBE, either)
}

const settlesWith = (
  known: Known,
  reading: number,
  fact: number,
  unknown: number,
  values: readonly number[],
): boolean => {
  let settled = true
  for (const value of values) {
    known[fact] = value
    const left = narrowedAnswers(known, reading)
    if (left !== 0 && !isOne(left)) settled = false
    if (!settled) break
  }
  known[fact] = unknown
  return settled
}
