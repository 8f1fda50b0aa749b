import type { Again } from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import type { Request, RequestHandler, Response } from 'express'
import { problem } from '../http/problem.ts'
import { jsonText, type Reply, send } from '../http/reply.ts'
import type { Log } from '../log.ts'
import type { DecisionRecorder } from './decision-recorder.ts'

/** The reply if storage failed: what cannot be recorded is not given out. */
export const recordsUnavailable = (): Reply => problem('records-unavailable', { headers: { 'Retry-After': '5' } })

/** A record as its caller gets it. */
interface RecordedAnswer {
  readonly id: string
  readonly recordedAt: string
  readonly receipt: string
  /** The decision as JSON; left out: it is an event. */
  readonly result?: string
}

/** A record as JSON text. */
export const renderRecord = ({ id, recordedAt, receipt, result }: RecordedAnswer): string =>
  `{"id":"${id}","recordedAt":"${recordedAt}","receipt":${receipt}${result === undefined ? '' : `,"result":${result}`}}`

/** The reply to a request that was recorded. */
export const recordedReply = (answer: RecordedAnswer): Reply => ({
  ...jsonText(renderRecord(answer)),
  isRecorded: true,
})

/** The reply to a request whose key has been answered before. */
export const replyToRepeat = (again: Again, log: Log): Reply => {
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

/** What answers a request from the records. Rejects if storage fails. */
export type AnswerFromRecords = (recorder: DecisionRecorder, request: Request, response: Response) => Promise<Reply>

/** A handler that answers from the records; with a problem if they are off or storage fails. */
export const answerFromRecords =
  ({ recorder }: { readonly recorder: DecisionRecorder | undefined }, answer: AnswerFromRecords): RequestHandler =>
  async (request, response) => {
    if (recorder === undefined) return send(response, problem('records-off'))
    try {
      send(response, await answer(recorder, request, response))
    } catch (thrown) {
      recorder.noteFailure(thrown)
      send(response, recordsUnavailable())
    }
  }

/** The reply if no person is named and one has to be. Undefined: that is not what is wrong. */
export const actorRequired = (issues: readonly Issue[]): Reply | undefined =>
  issues.some(({ code }) => code === 'actor-required')
    ? problem('actor-required', { issues: issues.filter(({ code }) => code === 'actor-required') })
    : undefined

/** The reply with what was found by its id, or that there is no such thing. */
export const replyWithRecord = <T>(found: Checked<T>, reply: (value: T) => Reply): Reply => {
  if (found.ok) return reply(found.value)
  const [issue] = found.issues
  const nobody = actorRequired(found.issues)
  if (nobody !== undefined) return nobody
  return issue?.pointer === '/id' ? problem('not-found', { detail: issue.message }) : problem('internal-error')
}
