import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestHandler, Response } from 'express'
import { answersOf } from '../batch/answers.ts'
import { itemsOfArray } from '../batch/array.ts'
import { itemsOfLines } from '../batch/lines.ts'
import { setHead } from '../headers.ts'
import { takesNoKey } from '../idempotency/no-key.ts'
import { collectBytes } from '../intake/collect-bytes.ts'
import { arrayLimits, waitingBytes } from '../intake/limits.ts'
import { jsonMediaType, linesMediaType, mediaTypeOf, takesOnly } from '../intake/media-type.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import { sayContinue } from '../intake/say-continue.ts'
import { batchOperation } from '../openapi/operations/batch.ts'
import { problem } from '../problem.ts'
import { byOf } from '../records/by.ts'
import { namesActor } from '../records/names-actor.ts'
import { send } from '../reply.ts'
import { asOfNow, type Service } from '../service.ts'
import type { Route } from './route.ts'

/** The caller hung up, or was cut off for being too slow: nobody is left to answer, and nothing is wrong here. */
const hungUp = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ABORT_ERR'])
const isHangUp = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && hungUp.has(String(thrown.code))

/** Answers as lines, no faster than they are read. */
const streamed = async (response: Response, run: () => Promise<void>): Promise<void> => {
  setHead(response)
  response.setHeader('Content-Type', linesMediaType)
  try {
    await run()
  } catch (thrown) {
    if (!isHangUp(thrown)) throw thrown
  }
}

const answerLines =
  (service: Service): RequestHandler =>
  (request, response, next) => {
    if (mediaTypeOf(request.headers['content-type']) !== linesMediaType) return next()
    sayContinue(request, response)
    // Many clients read nothing until they have sent everything. Without room to take it in, both sides would wait for ever.
    const waiting = new PassThrough({ highWaterMark: waitingBytes })
    const answers = (pieces: AsyncIterable<Buffer>) => answersOf(asOfNow(service), itemsOfLines(pieces), byOf(response))
    return streamed(response, () => pipeline(request, waiting, answers, response))
  }

const answerArray =
  (service: Service): RequestHandler =>
  (request, response) => {
    const items = itemsOfArray(request.body)
    if (items.ok)
      return streamed(response, () => pipeline(answersOf(asOfNow(service), [items.value], byOf(response)), response))
    const isSound = items.issues.every(({ code }) => code === 'wrong-type' || code === 'too-many')
    send(response, problem(isSound ? 'request-refused' : 'malformed-body', { issues: items.issues }))
  }

export const batchRoute: Route = {
  method: 'post',
  path: '/decide/batch',
  scope: 'decide',
  operation: batchOperation,
  handlers: service => [
    takesNoQuery,
    takesNoKey,
    takesOnly([jsonMediaType, linesMediaType]),
    namesActor(service),
    answerLines(service),
    collectBytes(arrayLimits.bytes),
    answerArray(service),
  ],
}
