import { faultCode, faultWords, isStorageFailed } from '@virtual-school/records'
import { type LogDetails, withoutMessage } from '../log.ts'

/** What is told of a failure: what it was in our words, its code, and where; never what a database said, which may quote a value. */
export const failureDetails = (thrown: unknown): LogDetails => {
  const reason = isStorageFailed(thrown) ? thrown.reason : 'failed'
  const cause = (isStorageFailed(thrown) ? thrown.cause : undefined) ?? thrown
  const { what, todo } = faultWords(cause) ?? {}
  return { reason, code: faultCode(cause), what, todo: todo === '' ? undefined : todo, ...withoutMessage(cause) }
}
