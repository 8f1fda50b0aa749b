/** The public list, by hand: what is not named here is nobody else’s business. */

export type { QuestionTerms } from './encode/question-terms.ts'
export { type Breach, type InvariantReport, type ProveOptions, proveInvariants } from './invariants/prove.ts'
export { type BlankScenario, type BlankScenarioFile, blankScenarios } from './mutate/blank-scenarios.ts'
export type { MutantGroup, MutantKind } from './mutate/mutant.ts'
export { type MutantText, type MutationOptions, type MutationReport, mutationReport } from './mutate/mutation-report.ts'
export type { ScenarioPlace } from './mutate/run-mutants.ts'
export type { Proof, QuestionName } from './mutate/settle.ts'

export { openSession, type Session, type SessionOptions } from './session.ts'
export type {
  FactStep,
  Forcing,
  GivenFact,
  Proposal,
  Smallest,
  WhyNot,
  WhyNotOptions,
  WhyNotOutcome,
} from './why-not/result.ts'
export { whyNotLines } from './why-not/text.ts'
export { whyNot } from './why-not/why-not.ts'
export { caseInWords, shrink, type Witness, type WitnessCase, witnessOf } from './witness/witness.ts'
