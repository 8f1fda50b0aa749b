/** For the packages of this repository alone. No promise is made about these names: they change in any version. */

export { listFactNames, listParts } from './compile/conditions.ts'
export { proposedFact } from './compile/decisions.ts'
export { listDerivingConditions } from './compile/derivations.ts'
export { contradictionsOf, eventsFor, hasEvent } from './compile/questions.ts'
export type { VocabularyFact } from './compile/rulebook.ts'
// Of any rules: every word is a text. The main entry has the same names, which know the words of the published rules.
export type { CaseloadAnswers } from './evaluate/columns/caseload.ts'
export type { Circuit, Expression } from './evaluate/columns/circuit.ts'
export { any as anyOf, isAmong } from './evaluate/columns/circuit.ts'
export { codeOf, emptyColumn, rangeOf, valueOfCode } from './evaluate/columns/column.ts'
export { type CodeSet, type Domain, placeIn, unknownSet } from './evaluate/columns/domain.ts'
export { anyWithFactors } from './evaluate/columns/factors.ts'
export { codeAsFirst, relationOf } from './evaluate/columns/links.ts'
export { type Link, literalsOf, type Making, wordName } from './evaluate/columns/literals.ts'
export { domainsOf, sourceOf, startMaking } from './evaluate/columns/question.ts'
export type {
  DeadlineFinding,
  Decision,
  DecisionRequest,
  ItemFinding,
  MissingFact,
  RequirementFinding,
} from './evaluate/decision.ts'
export type { Answer, JsonOutcome } from './evaluate/evaluate.ts'
export { listMissingOfMany } from './evaluate/missing-of-many.ts'
export { listChangeDates } from './evaluate/program/law-of-day.ts'
export { op, type Program, type ProgramDeadline, type ProgramFact } from './evaluate/program/program.ts'
export { programFor } from './evaluate/program/question.ts'
export { fits } from './evaluate/request/parse-facts.ts'
export { listTelling } from './evaluate/request/supplied.ts'
export { shortAccount } from './explain/explain.ts'
export type { ShortAccount } from './explain/screen.ts'
export { reasonInWords } from './holds/words.ts'
export {
  ageFact,
  ageInYears,
  birthFact,
  isOfCompulsorySchoolAge,
  schoolAgeFact,
  schoolYearsHeld,
  summerOf,
  yearGroupFact,
} from './kernel/birth.ts'
export { type CivilDate, firstDayOf, lastDayOf, plusDays } from './kernel/dates.ts'
export { dateOfDayNumber, dayNumberOf, dayNumbersHeld } from './kernel/day-numbers.ts'
export { errorCode, isObject } from './kernel/guards.ts'
export { accepted, refused } from './kernel/issue.ts'
export { editJson, type JsonEdit, layOutJson } from './kernel/json-text.ts'
export { limits } from './kernel/limits.ts'
export { memoize } from './kernel/memo.ts'
export { type CutLine, createLineCutter } from './kernel/ndjson-lines.ts'
export { didYouMean, nearest, withSuggestion } from './kernel/nearest.ts'
export { pointerOf } from './kernel/pointer.ts'
export { type JsonLimits, readJson } from './kernel/strict-json.ts'
export { capital, escapeMarkdown, listed, oneLine, sentence, stop } from './kernel/words.ts'
export { type FindingCode, findingCodes } from './language/finding-codes.ts'
export type { JsonSchema } from './language/json-schema.ts'
export { readPublishedFiles } from './load.ts'
export { checkDocument } from './parse/check-document.ts'
export {
  type AddedEntry,
  compareRegister,
  type EntryChange,
  type LostEntry,
  type MovedEntry,
  type RegisterComparison,
} from './passages/compare-register.ts'
export { draftRegister, rulesInNoEntry } from './passages/draft-register.ts'
export { restingOnGone } from './passages/gone.ts'
export { listRelocations } from './passages/relocate.ts'
export { isBlank as isBlankCell } from './returns/blank.ts'
export type { ReturnRow } from './returns/cells.ts'
export { type DateWatch, watchDates } from './returns/date-order.ts'
export { readDate } from './returns/dates.ts'
export { type FoldedChild, type FoldOptions, foldChild } from './returns/fold.ts'
export { childOf, type RecognisedTable, recogniseTable, type TableToRecognise } from './returns/recognise.ts'
export type { Remark } from './returns/remarks.ts'
export type { RowSource } from './returns/told.ts'
export type { Rules } from './rules.ts'
export { directorySchemas } from './schemas/directory-schemas.ts'
export {
  factValueSchema,
  type SaidWord,
  sendableFacts,
  vocabularyFactsSchema,
  wordSchema,
  wordsSchema,
} from './typing/facts-schema.ts'
