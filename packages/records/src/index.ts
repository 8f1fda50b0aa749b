/** The public list, by hand. */

export type {
  Account,
  AccountInput,
  AccountPage,
  AccountPart,
  Asked,
  LaterEvent,
  OpenedDecision,
  RecordChecks,
  Safeguard,
  ToldFact,
} from './account/account.ts'
export { accountOf } from './account/build.ts'
export { accountAsHtml, accountAsMarkdown, accountContentSecurityPolicy } from './account/render.ts'
export type { Decided } from './append/decisions.ts'
export { keepDecisionOnce, keepDecisions } from './append/decisions.ts'
export type { Repeat } from './append/draft.ts'
export { type Appended, isRepeat, type Kept, type Once } from './append/draft.ts'
export { forgetRepeats, type Keyed, onceOf, repeatBy } from './append/once.ts'
export type { Records } from './append/records.ts'
export { type Checkpoint, openCheckpoint } from './checkpoint/checkpoint.ts'
export type { CallerKey } from './crypto/bound-rows.ts'
export { type ErasedSubject, type Erasure, eraseSubject } from './erase/erase-subject.ts'
export { type Pruned, type Pruning, prune, type YearOfDecision } from './erase/prune.ts'
export { addEvent, addEventOnce, type NewEvent } from './events/add-event.ts'
export { eventsOf } from './events/events-of.ts'
export { type ExportedSubject, type ExportOptions, exportSubject } from './export/export-subject.ts'
export { isStorageFailed, type StorageFailed } from './faults/errors.ts'
export { faultCode, faultWords } from './faults/fault-words.ts'
export { realmsIn } from './find/realms.ts'
export type { SubjectNamed } from './find/subject.ts'
export { verifierKeysOf } from './log/events.ts'
export { latestCheckpoint } from './log/head.ts'
export { hasClientsBeside } from './log/read.ts'
export {
  addCallerKey,
  type CallerKeys,
  callerKeys,
  callerKeysMark,
  importCallerKeys,
  revokeCallerKey,
} from './manage/caller-keys.ts'
export type { SharedChild } from './manage/children-of.ts'
export { type RotatedSigningKey, rotateSigningKey } from './manage/rotate-signing-key.ts'
export { type Approval, activateRules, approveRules, type RulesNotApproved } from './manage/rules.ts'
export { type RealmSplit, type SplitRealm, splitRealm } from './manage/split-realm.ts'
export type { By, Reader } from './model/actor.ts'
export { type FourEyesAct, fourEyesActs, type Policy } from './model/actor.ts'
export { type Envelope, type ErasureReason, erasureReasons } from './model/envelope.ts'
export {
  type EventMember,
  type EventRequest,
  type EventType,
  eventSchema,
  eventTypes,
  type RecordType,
} from './model/events.ts'
export { defaultRealm, logReadings, realmName } from './model/names.ts'
export { communicationRoles, communicationWays } from './model/record-types.ts'
export { looksLikeLogin, looksPersonal, referenceIssues } from './model/references.ts'
export type { Moving } from './move/check-move.ts'
export { type MovedDecision, moveDecision } from './move/move-decision.ts'
export { type LogReading, type LogToRead, logFromEnvironment } from './open/log-to-read.ts'
export { hasRecords, recordsAreThere, secretBesideRecords } from './open/lost-records.ts'
export { type Opening, openRecords, recordsFromEnvironment } from './open/open.ts'
export { openingIssue } from './open/opening-issue.ts'
export type { RecordsSettings } from './open/platform.ts'
export { type RotatedSecret, rotateSecret, type SecretRotation } from './open/rotate-secret.ts'
export { parseRecordsSettings, type RecordsVariables, recordsSettingsFrom, recordsVariables } from './open/settings.ts'
export { recordLogRead } from './read/accessed.ts'
export { type Again, type AgainOptions, answerAgain } from './read/answer-again.ts'
export { type ExplanationOfFormat, explanationFormats, explanationOf } from './read/explanation.ts'
export { type ListParameter, listLimits, listParameters } from './read/filter.ts'
export type { ListItem } from './read/list.ts'
export { listOf, type RecordList } from './read/list.ts'
export {
  type ConsistencyProof,
  consistencyBetween,
  consistencyOf,
  consistencyParameters,
  currentCheckpoint,
  receiptOf,
} from './read/proofs.ts'
export { type AboutToRead, type ReadRecord, readRecord, subjectRead } from './read/read-record.ts'
export { receiptText } from './receipt/receipt.ts'
export {
  type ReceiptCheck,
  type ReceiptCheckName,
  type ReceiptReport,
  type ReceiptVerdict,
  receiptChecks,
} from './receipt/report.ts'
export { type ReceiptEvidence, receiptVerifier, verifyReceipt } from './receipt/verify-receipt.ts'
export type { ReplaySelection } from './replay/replay.ts'
export { type ReplayOptions, replay } from './replay/replay.ts'
export { traceOf } from './replay/replay-one.ts'
export type {
  AnswerCount,
  EvaluatorName,
  ReplayCounts,
  ReplayFinding,
  ReplayReport,
  WhatIfChange,
  WhatIfRecord,
  WhatIfReport,
} from './replay/report.ts'
export { replayLines } from './replay/report.ts'
export type {
  ActivityReport,
  EventCounts,
  NamedCount,
  ReportCounts,
  ReportRow,
  RulesInUse,
} from './report/activity-report.ts'
export { type ReportOptions, report } from './report/report.ts'
export { reportAsHtml } from './report/report-html.ts'
export { type ReportSection, reportSections, reportTitle } from './report/report-sections.ts'
export type { Conflict } from './second-place/hold.ts'
export type { SecondPlaceEvents } from './second-place/open.ts'
export { leafHash } from './tree/hash.ts'
export { isConsistent, isIncluded, type TreeHead } from './tree/verify.ts'
export { openEach, openRecord } from './unseal/open.ts'
export type { OpenedRecord } from './unseal/payload.ts'
export type { KeptCheckpoint } from './verify/check-outside.ts'
export { type LogFault, type LogFaultCode, logFaultCodes, type RecordRange } from './verify/fault.ts'
export type { LogCounts, LogProgress, LogReport } from './verify/report.ts'
export { logReportLines } from './verify/report.ts'
export { type LogOwner, type VerifyLogOptions, verifyLog } from './verify/verify-log.ts'
