/** The public list, by hand. */

export type { CallerKey } from './callers/caller-key.ts'
export { addCallerKey, importCallerKeys, revokeCallerKey } from './callers/manage-caller-keys.ts'
export { type CallerKeys, callerKeys, callerKeysMark } from './callers/read-caller-keys.ts'
export { type Checkpoint, openCheckpoint } from './checkpoint/checkpoint.ts'
export { faultCode, faultWords } from './database/fault-words.ts'
export { type Envelope, type ErasureReason, erasureReasons, type RecordType } from './envelope.ts'
export { type ErasedSubject, type Erasure, eraseSubject } from './erasing/erase-subject.ts'
export { type Pruned, type Pruning, prune, type YearOfDecision } from './erasing/prune.ts'
export type { SubjectNamed } from './erasing/subject-of.ts'
export { addEvent, addEventOnce, type NewEvent } from './events/add-event.ts'
export { eventsOf } from './events/events-of.ts'
export {
  communicationRoles,
  communicationWays,
  type EventRequest,
  type EventType,
  eventSchema,
  eventTypes,
} from './events/schema.ts'
export type { Account, AccountPage, AccountPart, Asked, Safeguard, ToldFact } from './explanation/account.ts'
export { accountOf } from './explanation/account-of.ts'
export type { AccountInput, LaterEvent, OpenedDecision, RecordChecks } from './explanation/input.ts'
export { accountAsHtml, accountContentSecurityPolicy } from './explanation/render-html.ts'
export { accountAsMarkdown } from './explanation/render-markdown.ts'
export { type ExportedSubject, type ExportOptions, exportSubject } from './exporting/export-subject.ts'
export { looksLikeLogin } from './intake/logins.ts'
export { looksPersonal, referenceIssues } from './intake/references.ts'
export { activateRules, type RulesNotApproved } from './keeping/activate-rules.ts'
export { type Approval, approveRules } from './keeping/approve-rules.ts'
export type { By, Reader } from './keeping/by.ts'
export type { Decided } from './keeping/decision-draft.ts'
export { type Appended, isRepeat, type Kept } from './keeping/draft.ts'
export { keepDecisionOnce, keepDecisions } from './keeping/keep-decisions.ts'
export { hasClientsBeside } from './log/has-clients-beside.ts'
export { latestCheckpoint } from './log/latest-checkpoint.ts'
export { verifierKeysOf } from './log/rotations.ts'
export { isStorageFailed, type StorageFailed } from './log/storage-failed.ts'
export type { Moving } from './moving/check-move.ts'
export { type MovedDecision, moveDecision } from './moving/move-decision.ts'
export { type LogReading, type LogToRead, logFromEnvironment } from './node/log-to-read.ts'
export { recordsAreThere } from './node/lost-records.ts'
export { type Opening, recordsFromEnvironment } from './node/open-from-settings.ts'
export { openingIssue } from './node/opening-issue.ts'
export { type RotatedSecret, rotateSecret, type SecretRotation } from './node/rotate-secret.ts'
export { secretBesideRecords } from './node/secret-beside.ts'
export { hasRecords } from './node/settings.ts'
export { recordsVariables } from './node/variables.ts'
export { openEach, openRecord } from './opening/open.ts'
export type { OpenedRecord } from './opening/opened.ts'
export { type FourEyesAct, fourEyesActs, type Policy } from './policy.ts'
export { recordLogRead } from './reading/accessed.ts'
export { type ConsistencyProof, consistencyOf, consistencyParameters } from './reading/consistency-of.ts'
export { type ExplanationOfFormat, explanationFormats, explanationOf } from './reading/explanation-of.ts'
export { type ListParameter, listLimits, listParameters } from './reading/filter.ts'
export { listOf, type RecordList } from './reading/list-of.ts'
export type { ListItem } from './reading/listed.ts'
export { logReadings } from './reading/log-readings.ts'
export { type ReadRecord, readRecord } from './reading/read-record.ts'
export { consistencyBetween, currentCheckpoint, receiptOf } from './reading/receipt-of.ts'
export { type AboutToRead, subjectRead } from './reading/subject-read.ts'
export type { SharedChild } from './realms/children-of.ts'
export { realmName } from './realms/name.ts'
export { realmsIn } from './realms/realms-in.ts'
export { type RealmSplit, type SplitRealm, splitRealm } from './realms/split-realm.ts'
export { receiptText } from './receipt/receipt-text.ts'
export {
  type ReceiptCheck,
  type ReceiptCheckName,
  type ReceiptReport,
  type ReceiptVerdict,
  receiptChecks,
} from './receipt/report.ts'
export { type ReceiptEvidence, receiptVerifier, verifyReceipt } from './receipt/verify-receipt.ts'
export type { Records } from './records.ts'
export { type Again, type AgainOptions, answerAgain, repeatBy } from './repeating/answer-again.ts'
export { forgetRepeats } from './repeating/forget.ts'
export { type Keyed, type Once, onceOf } from './repeating/once.ts'
export type { Repeat } from './repeating/repeat.ts'
export { type ReplayOptions, replay } from './replaying/replay.ts'
export { replayLines } from './replaying/replay-lines.ts'
export type {
  AnswerCount,
  EvaluatorName,
  ReplayCounts,
  ReplayFinding,
  ReplayReport,
  WhatIfChange,
  WhatIfRecord,
  WhatIfReport,
} from './replaying/report.ts'
export type { ReplaySelection } from './replaying/selected.ts'
export { traceOf } from './replaying/trace-of.ts'
export type {
  ActivityReport,
  EventCounts,
  NamedCount,
  ReportCounts,
  ReportRow,
  RulesInUse,
} from './reporting/activity-report.ts'
export { type ReportOptions, report } from './reporting/report.ts'
export { reportAsHtml } from './reporting/report-html.ts'
export { type ReportSection, reportSections, reportTitle } from './reporting/report-sections.ts'
export { type RotatedSigningKey, rotateSigningKey } from './rotating/rotate-signing-key.ts'
export type { Conflict } from './second-place/hold.ts'
export type { SecondPlaceEvents } from './second-place/open.ts'
export { defaultRealm } from './secret/deployment-keys.ts'
export { leafHash } from './tree/hash.ts'
export { isConsistent, isIncluded, type TreeHead } from './tree/verify.ts'
export type { KeptCheckpoint } from './verifying/check-outside.ts'
export { type LogFault, type LogFaultCode, logFaultCodes, type RecordRange } from './verifying/fault.ts'
export type { LogCounts, LogProgress, LogReport } from './verifying/report.ts'
export { logReportLines } from './verifying/report-lines.ts'
export { type LogOwner, type VerifyLogOptions, verifyLog } from './verifying/verify-log.ts'
