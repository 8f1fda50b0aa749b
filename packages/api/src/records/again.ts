import type { Again } from '@virtual-school/records'
import type { Log } from '../log.ts'
import { problem } from '../problem.ts'
import { jsonText, type Reply } from '../reply.ts'

/** A record as it is told to the caller who asked for it: of a decision with its result. */
interface Told {
  readonly id: string
  readonly recordedAt: string
  readonly receipt: string
  /** JSON. */
  readonly result?: string
}

export const recordText = ({ id, recordedAt, receipt, result }: Told): string =>
  `{"id":"${id}","recordedAt":"${recordedAt}","receipt":${receipt}${result === undefined ? '' : `,"result":${result}`}}`

/** What came of something that was recorded, for the caller. */
export const recordedReply = (told: Told): Reply => ({ ...jsonText(recordText(told)), isRecorded: true })

/** The answer to a request whose key has been answered before. */
export const replyAgain = (again: Again, log: Log): Reply => {
  switch (again.kind) {
    case 'same':
      return recordedReply(again)
    case 'other':
      return problem('idempotency-key-reused')
    case 'erased':
      return problem('erased')
    case 'damaged':
      log.error('record-damaged', { seq: again.seq })
      return problem('internal-error')
  }
}
