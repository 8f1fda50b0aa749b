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
export { askBoth } from './diff/ask-both.ts'
export { type CaseTally, caseCounter } from './diff/cases.ts'
export { type DifferenceOptions, type RulesDifference, rulesDifference } from './diff/diff.ts'
export { type Direction, directions } from './diff/direction.ts'
export { findingInWords } from './diff/finding-in-words.ts'
export type { Outcome } from './diff/outcomes.ts'
export type { PairDifference } from './diff/pair-difference.ts'
export type { Region } from './diff/region.ts'
export type { TextChange } from './diff/text.ts'
export { type Breach, type InvariantReport, type ProveOptions, proveInvariants } from './invariants/prove.ts'
export { type BlankScenario, type BlankScenarioFile, blankScenarios } from './mutate/blank-scenarios.ts'
export type { MutantGroup, MutantKind } from './mutate/mutant.ts'
export { type MutantText, type MutationOptions, type MutationReport, mutationReport } from './mutate/mutation-report.ts'
export type { ScenarioPlace } from './mutate/run-mutants.ts'
export type { Proof, QuestionName } from './mutate/verdict.ts'

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
export type { Witness, WitnessCase } from './witness/witness.ts'
