const failureMessages = {
  failed: 'The records could not be written',
  full: 'Too many records are waiting to be written',
  late: 'The records could not be written in time',
  closed: 'The records are closed',
} as const

/** Why nothing could be recorded. */
export type StorageFailure = keyof typeof failureMessages

/** Nothing that this was rejected with counts as recorded, and no answer may be given on the strength of it. */
export interface StorageFailed extends Error {
  readonly name: 'StorageFailed'
  readonly reason: StorageFailure
}

/** The error for a reason; `cause` is the error of the database or the system. */
export const createStorageFailed = (reason: StorageFailure, cause?: unknown): StorageFailed =>
  Object.assign(new Error(failureMessages[reason], cause === undefined ? {} : { cause }), {
    name: 'StorageFailed' as const,
    reason,
  })

/** Whether an error says that nothing was recorded. */
export const isStorageFailed = (error: unknown): error is StorageFailed =>
  error instanceof Error && error.name === 'StorageFailed'

/** What is wrong with the records themselves, beside what a database or the system says. `%` is a file, by its name alone. */
const faultMessages = {
  RECORDS_FILE_MISSING:
    'The file “%” is not there and the other file of the records is: it was deleted or moved. Put it back, from a backup if need be.',
  RECORDS_FILE_GONE:
    'The file “%” is no longer the one that was opened: it was deleted, moved or replaced while it was in use. Nothing more is written. Put the files right, then start this process again.',
  RECORDS_LOCKS_GONE:
    'The locks on “%” are gone: something in this process has opened and closed the file beside SQLite. Nothing more is written. Start this process again.',
  RECORDS_NEWER:
    'The tables were made by a newer version of this program (“%”), which this one does not know. Run that version or a later one.',
  RECORDS_DISK_LOW: 'There is hardly any room left on the disk of “%”. Make room.',
  RECORDS_NOT_SIGNED:
    'The end of the log is not signed by the key of this process, though it was when it was opened. Run “virtual-school records verify”.',
  RECORDS_OTHER_NAME:
    'The log has another name than RECORDS_NAME says, and nothing is added to it under this one. Set RECORDS_NAME to the name of the log, then start this process again.',
  RECORDS_RULES_CHANGED:
    'The rules in use are not kept as they were recorded, or not at all. Run “virtual-school records verify”.',
} as const

type RecordsFaultCode = keyof typeof faultMessages

/** An error that says what is wrong with the records themselves. */
export interface RecordsFault extends Error {
  readonly code: RecordsFaultCode
}

/** The error of a code. `about`: the name of the file that it is about. */
export const createRecordsFault = (code: RecordsFaultCode, about = ''): RecordsFault =>
  Object.assign(new Error(faultMessages[code].replace('%', about)), { name: 'RecordsFault', code })

/** Its message is ours, and holds no value. */
export const isRecordsFault = (error: unknown): error is RecordsFault =>
  error instanceof Error && error.name === 'RecordsFault'
