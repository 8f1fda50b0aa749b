import type { Again } from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import type { Request, RequestHandler, Response } from 'express'
import { problem } from '../http/problem.ts'
import { jsonText, type Reply, send } from '../http/reply.ts'
import type { Log } from '../log.ts'
import type { Keeper } from './decision-recorder.ts'

/** What could not be kept is not given out. */
export const recordsUnavailable = (): Reply => problem('records-unavailable', { headers: { 'Retry-After': '5' } })

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

/** What answers a request from the records. Rejects if storage fails. */
export type AnswerFromRecords = (keeper: Keeper, request: Request, response: Response) => Promise<Reply>

/** Answers from the records, where there are any and they can be reached. */
export const fromRecords =
  ({ keeper }: { readonly keeper: Keeper | undefined }, answer: AnswerFromRecords): RequestHandler =>
  async (request, response) => {
    if (keeper === undefined) return send(response, problem('records-off'))
    try {
      send(response, await answer(keeper, request, response))
    } catch (thrown) {
      keeper.failed(thrown)
      send(response, recordsUnavailable())
    }
  }

/** That somebody has to be named who asks, if that is what is wrong. */
export const actorRequired = (issues: readonly Issue[]): Reply | undefined =>
  issues.some(({ code }) => code === 'actor-required')
    ? problem('actor-required', { issues: issues.filter(({ code }) => code === 'actor-required') })
    : undefined

/** What was asked for by id, or that there is no such thing. */
export const ofId = <T>(found: Checked<T>, reply: (value: T) => Reply): Reply => {
  if (found.ok) return reply(found.value)
  const [issue] = found.issues
  const nobody = actorRequired(found.issues)
  if (nobody !== undefined) return nobody
  return issue?.pointer === '/id' ? problem('not-found', { detail: issue.message }) : problem('internal-error')
}
