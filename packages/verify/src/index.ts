/** The public list, by hand: what is not named here is nobody else’s business. */

export { type FindingCode, findingCodes } from '@virtual-school/rules/internal'
export { type CheckOptions, checkFindings } from './check/check.ts'
export type { CheckReport, Finding, Undecided } from './check/finding.ts'
export { buildWitnessScenario, type WitnessScenario } from './check/witness-scenario.ts'
export { type CaseTally, caseCounter } from './diff/case-counter.ts'
export { type DifferenceOptions, type RulesDifference, rulesDifference } from './diff/diff.ts'
export { type Direction, directions } from './diff/direction.ts'
export type { AnswerChange } from './diff/outcomes.ts'
export type { PairDifference } from './diff/pair.ts'
export type { Region } from './diff/region.ts'
export { askBoth } from './diff/replay.ts'
export type { TextChange } from './diff/text-changes.ts'
export { findingInWords } from './diff/words.ts'
export { type Breach, type InvariantReport, type ProveOptions, proveInvariants } from './invariants/prove.ts'
export { type BlankScenario, type BlankScenarioFile, blankScenarios } from './mutate/blank-scenarios.ts'
export type { Proof, QuestionName } from './mutate/equivalence.ts'
export type { MutantGroup, MutantKind } from './mutate/mutant.ts'
export { type MutantText, type MutationOptions, type MutationReport, mutationReport } from './mutate/mutation-report.ts'
export type { ScenarioPlace } from './mutate/run-mutants.ts'
export type { CheckProgress } from './session.ts'
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
