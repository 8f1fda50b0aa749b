import { isStorageFailed, type StorageFailed, storageFailed } from '../log/storage-failed.ts'
import type { PostedError, Settled } from './messages.ts'

const posted = (error: unknown): PostedError | undefined => {
  if (error === undefined) return undefined
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { name, message, stack } = error
  return { name, message, stack, ...('code' in error ? { code: String(error.code) } : {}) }
}

/** A call that was rejected, as it is posted. */
export const rejection = (call: number, error: unknown): Settled =>
  isStorageFailed(error)
    ? { call, failed: error.reason, cause: posted(error.cause) }
    : { call, failed: 'failed', cause: posted(error) }

/** The error that the call was rejected with. */
export const rejectedWith = ({ failed, cause }: Extract<Settled, { failed: unknown }>): StorageFailed =>
  storageFailed(failed, cause && Object.assign(new Error(cause.message), cause))
