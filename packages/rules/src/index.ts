/** The public list, by hand: what is not named here is nobody else’s business. */

export { compareWithRelease, type ReleaseState, releaseIssues } from './compile/releases.ts'
export type {
  Authority,
  Invariant,
  PlacedRegister,
  PlacedScenario,
  Rule,
  Rulebook,
  RuleEvent,
  UnmodelledText,
  VocabularyFact,
} from './compile/rulebook.ts'
export { coverageOf } from './coverage/coverage.ts'
export { coverageLines } from './coverage/coverage-lines.ts'
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
export { differenceLines } from './coverage/difference-lines.ts'
export type {
  Difference,
  ScenarioCase,
  ScenarioOptions,
  ScenarioReport,
  ScenarioResult,
  ScenarioSelection,
} from './coverage/scenario-report.ts'
export { judgeScenario, runScenarios, runScenariosSync, scenariosOf } from './coverage/scenarios.ts'
export type {
  DeadlineColumn,
  ItemColumn,
  MissingColumn,
  RequirementColumn,
  TruthColumn,
} from './evaluate/columns/caseload.ts'
export type { WantedPart } from './evaluate/columns/check-columns.ts'
export { type Column, type Columns, unknownIn } from './evaluate/columns/column.ts'
export { type ChildColumns, columnsOf, type FactRow, factsOfChild } from './evaluate/columns/columns-of.ts'
export {
  type Caution,
  type CautionCode,
  cautionCodes,
  type NotWeighed,
  type ReadingFinding,
  type Refusal,
  type Trace,
  type TraceCondition,
  type TraceFact,
  type TraceParams,
  type TraceRule,
  type TraceText,
} from './evaluate/decision.ts'
export type { DecisionForRecord } from './evaluate/evaluate.ts'
export { listTraceEvents, type TraceEvent } from './evaluate/trace/events.ts'
export type { PackedTrace } from './evaluate/trace/packed.ts'
export { buildExplanation, type ExplanationLength, explain } from './explain/explain.ts'
export type {
  Entry as ExplanationEntry,
  Explanation,
  Section as ExplanationSection,
} from './explain/layout.ts'
export { type ExplanationFormat, sectionAsMarkdown } from './explain/renderers.ts'
export { type DatedChange, type DatedChanges, listDatedChanges } from './holds/dated-changes.ts'
export { type Holds, holdsUntil } from './holds/holds.ts'
export type { HoldsReason } from './holds/reasons.ts'
export { holdsInWords } from './holds/words.ts'
export type { InterviewReply, KnownFacts, SaidReply } from './interview/case.ts'
export type { QuestionBearing } from './interview/choose.ts'
export {
  changeReply,
  giveReply,
  goOnAsking,
  type Interview,
  type InterviewState,
  type InterviewStep,
  type RemovedReply,
  resumeInterview,
  startInterview,
  stepBack,
} from './interview/interview.ts'
export { ageInYears, isOfCompulsorySchoolAge } from './kernel/birth.ts'
export { canonicalJson } from './kernel/canonical-json.ts'
export { type CivilDate, dateInWords, isCivilDate, plusDays } from './kernel/dates.ts'
export { type DayNumber, dateOfDayNumber, dayNumberOf } from './kernel/day-numbers.ts'
export { type Checked, type Issue, type IssueCode, issueCodes, issueLine } from './kernel/issue.ts'
export { limits } from './kernel/limits.ts'
export { didYouMean, nearest } from './kernel/nearest.ts'
export { type JsonLimits, readJson } from './kernel/strict-json.ts'
export { escapeMarkdown, listed, oneLine, sentence } from './kernel/words.ts'
export type { AcceptedFinding } from './language/accepted-findings.ts'
export { evidences } from './language/citation.ts'
export type { CodeSet } from './language/codes.ts'
export type { Condition, Leaf } from './language/condition.ts'
export type { DecisionDefinition } from './language/decisions.ts'
export { type DocumentKind, documentKinds } from './language/documents.ts'
export type { DecisionForm } from './language/forms/form.ts'
export { type FormName, formNames, forms } from './language/forms/forms.ts'
export type { Outcome } from './language/invariants.ts'
export { type OperatorName, operatorNames, operators, type Relation } from './language/operators.ts'
export { type Bearing, bearings, type RegisterEntry, registerClasses } from './language/register.ts'
export type { Release } from './language/releases.ts'
export { type Definition, type Force, forces, type ItemTime, itemTimes, type Reading } from './language/rulebook.ts'
export type { Source } from './language/sources.ts'
export type { Scalar } from './language/values.ts'
export { checkRules, type LoadOptions, loadCodes, loadRules, type RulesRefused, readRules } from './load.ts'
export { packTrace } from './packing/pack.ts'
export { unpackTrace } from './packing/unpack.ts'
export type { RuleFile } from './parse/rule-documents.ts'
export type { DocumentReport, PassageFinding, Stretch, UncitedSentence } from './passages/report.ts'
export { verifyDocument } from './passages/verify.ts'
export { codesOfFact, type FactInReturn } from './returns/codes-of-fact.ts'
export { factsOfReturn } from './returns/facts-of-row.ts'
export { headingsOfReturn, type ReturnHeadings } from './returns/headings.ts'
export { type Rules as AnyRules, rulesFrom, type TypedRules as Rules } from './rules.ts'
export { parseSerializedRules, serializeRules } from './serialized-rules.ts'
export type {
  Answer,
  CaseloadAnswers,
  CaseloadRequest,
  DeadlineFinding,
  Decision,
  DecisionOn,
  DecisionRequest,
  ItemFinding,
  JsonOutcome,
  MissingFact,
  RequestTo,
  RequirementFinding,
} from './typing/typed.ts'
export type {
  AnswerOf,
  AnyVocabulary,
  AuthorityName,
  DecisionName,
  FactName,
  Facts,
  Vocabulary,
} from './typing/vocabulary.ts'
export { vocabularyTypes } from './typing/write-types.ts'
export { type Clauses, factClause, leafClauses } from './wording/clauses.ts'
