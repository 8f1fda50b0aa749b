const messages = {
  failed: 'The records could not be written',
  full: 'Too many records are waiting to be written',
  late: 'The records could not be written in time',
  closed: 'The records are closed',
} as const

export type StorageFailure = keyof typeof messages

/** Nothing that this was rejected with counts as recorded, and no answer may be given on the strength of it. */
export interface StorageFailed extends Error {
  readonly name: 'StorageFailed'
  readonly reason: StorageFailure
}

export const storageFailed = (reason: StorageFailure, cause?: unknown): StorageFailed =>
  Object.assign(new Error(messages[reason], cause === undefined ? {} : { cause }), {
    name: 'StorageFailed' as const,
    reason,
  })

export const isStorageFailed = (error: unknown): error is StorageFailed =>
  error instanceof Error && error.name === 'StorageFailed'
