/** The public list, by hand: what is not named here is nobody else’s business. */

export { type CheckOptions, type CheckProgress, checkFindings } from './check/check.ts'
export {
  type CheckReport,
  type Finding,
  type FindingCode,
  findingCodes,
  type Undecided,
} from './check/finding.ts'
export { scenarioOf, type WitnessScenario } from './check/scenario-of.ts'
export type { QuestionTerms } from './encode/question.ts'
export { openSession, type Session, type SessionOptions } from './session.ts'
export { caseInWords, shrink, type Witness, type WitnessCase, witnessOf } from './witness/witness.ts'
