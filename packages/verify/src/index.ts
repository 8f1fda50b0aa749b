/** The public list, by hand: what is not named here is nobody else’s business. */

export type { QuestionTerms } from './encode/question.ts'
export { openSession, type Session, type SessionOptions } from './session.ts'
export { caseInWords, shrink, type Witness, type WitnessCase, witnessOf } from './witness/witness.ts'
