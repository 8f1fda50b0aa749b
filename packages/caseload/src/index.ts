export type { CaseloadTally } from './answering/answer-caseload.ts'
export type { CaseloadQuestion } from './answering/answer-child.ts'
export type { AnswerRow, ChildDeadline, WantedParts } from './answering/answer-row.ts'
export { type FileReaders, type GatheredChildren, gatherChildren } from './gathering/gather.ts'
export { type FileToGather, type FoundInFile, type GatheredFile, gatherFile } from './gathering/gather-file.ts'
export type { TableHead } from './gathering/judge.ts'
export type { StoredRows } from './gathering/row-form.ts'
export { readFile } from './reading/read-file.ts'
export type { TableTaker, TakeRow } from './reading/table-taker.ts'
export {
  type AnswerChildren,
  type AnsweredChildren,
  type CaseloadJob,
  type CaseloadPool,
  changesPath,
  createCaseloadWork,
  writeAnswers,
} from './write-answers.ts'
export { type AnswerForm, answerForms } from './writing/answer-file.ts'
