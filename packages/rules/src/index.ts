/** The public list, by hand: what is not named here is nobody else’s business. */
export { type Issue, type IssueCode, type Checked, issueCodes, issueLine } from './kernel/issue.ts'
export { didYouMean, nearest } from './kernel/nearest.ts'
export { limits } from './kernel/limits.ts'
export { isCivilDate, type CivilDate } from './kernel/dates.ts'
export { type JsonLimits, readJson } from './kernel/strict-json.ts'
export { canonicalJson } from './kernel/canonical-json.ts'
export { type Condition, type Scalar, operatorNames } from './language/condition.ts'
export { type Force, forces } from './language/rulebook.ts'
export { evidences } from './language/citation.ts'
export { type DocumentKind, documentKinds } from './language/documents.ts'
export type { DecisionDefinition } from './language/decisions.ts'
export type { Source } from './language/sources.ts'
export type { RuleFile } from './parse/rule-documents.ts'
export { operators } from './compile/operators.ts'
export type { Authority, Rule, RuleEvent, Rulebook, VocabularyFact } from './compile/rulebook.ts'
export {
  type Caution,
  type CautionCode,
  type DeadlineFinding,
  type Decision,
  type DecisionRequest,
  type ItemFinding,
  type MissingFact,
  type ReadingFinding,
  type Refusal,
  type RequirementFinding,
  type Trace,
  type TraceCondition,
  type TraceFact,
  type TraceRule,
  cautionCodes,
} from './evaluate/decision.ts'
export type { Answer } from './evaluate/evaluate.ts'
export type {
  Difference,
  ScenarioCase,
  ScenarioOptions,
  ScenarioReport,
  ScenarioResult,
  ScenarioSelection,
} from './coverage/scenario-report.ts'
export { judgeScenario, runScenarios, runScenariosSync, scenariosOf } from './coverage/scenarios.ts'
export { differenceLines } from './coverage/difference-lines.ts'
export type {
  AnswerGap,
  CoverageReport,
  EditionGap,
  RequirementGap,
  RuleGap,
  SideGap,
  Tally,
  TestedPart,
} from './coverage/coverage-report.ts'
export { coverageOf } from './coverage/coverage.ts'
export { coverageLines } from './coverage/coverage-lines.ts'
export { type ExplanationFormat, explain } from './explain/explain.ts'
export { type Rules } from './rules.ts'
export { type RulesRefused, checkRules, loadRules, readRules } from './load.ts'
