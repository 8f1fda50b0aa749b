import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Rules } from '@virtual-school/rules/internal'
import { errorCode } from '@virtual-school/rules/internal'
import type { Request, RequestHandler, Response } from 'express'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { readActorHeader, readCaller } from '../../auth/actor.ts'
import {
  arrayLimits,
  jsonMediaType,
  linesMediaType,
  parseMediaType,
  rawBody,
  requireContentType,
  sendContinue,
  waitingBytes,
} from '../../http/body.ts'
import { setHead } from '../../http/headers.ts'
import { problem } from '../../http/problem.ts'
import { rejectQuery } from '../../http/query.ts'
import { send } from '../../http/reply.ts'
import { tellIssues } from '../../http/told-issues.ts'
import { rejectIdempotencyKey } from '../../idempotency/answer-once.ts'
import { accessProblems, bodyProblems, headerProblems, problemAnswers } from '../../openapi/operation.ts'
import { type Examples, nameExamples, type Route } from '../../openapi/route.ts'
import { actorHeader, issueSchema, problemSchema } from '../../openapi/schemas.ts'
import { type Service, snapshot } from '../../service.ts'
import { batchExample, exampleOfRecorded, renderLines, requestExamples } from '../examples.ts'
import { answerBatch, asArray } from './batch-answers.ts'
import { readArrayItems, readLineItems } from './batch-items.ts'
import { decidedSchema, decisionRequest, requestNames } from './schemas.ts'

const batchRequest = z.array(decisionRequest).max(1_000)

const line = z.int().min(1).describe('The line of the body, or the place in the array, from 1.')

/** One line of the answer to a batch. */
export const batchAnswer = z
  .union([
    decidedSchema,
    z.object({ line, issues: z.array(issueSchema) }),
    z.object({ line, problem: problemSchema.pick({ type: true, title: true, status: true }) }),
  ])
  .meta({
    id: 'BatchAnswer',
    description: 'One line of the answer: a decision; or, of a request that was refused, where it stands and why.',
  })

/** How JSON Schema says that a text holds JSON. Each line is one. */
const lines = (schema: string, meaning: string) =>
  z.string().meta({
    description: meaning,
    contentMediaType: 'application/x-ndjson',
    contentSchema: { $ref: `#/components/schemas/${schema}` },
  })

const batchOperation: ZodOpenApiOperationObject = {
  operationId: 'decideBatch',
  tags: ['Deciding'],
  summary: 'Decide many cases',
  description: [
    'Answers one line of JSON a request, in order, as it goes; or one JSON array of the same, to a caller whose Accept header takes application/json and no lines. A request that is refused answers with its line and its issues, and the batch goes on. If records are on, each decision is on disk before its line goes out, with its id, time and receipt. `trace` is `none` if a request does not ask for it.',
    'Send lines (application/x-ndjson), of at most 64 KiB each, or one JSON array of at most 1,000 requests and 1 MiB. An array is one document: if its JSON is malformed, nothing of it is answered.',
    'Send the whole batch within ten seconds. Up to 8 MiB of it may be sent before you begin to read; beyond that, read while you send. For more, use the command `virtual-school batch`.',
    'A batch takes no `Idempotency-Key` and refuses one (400): each decision has a record of its own, and sent again it has new ones.',
  ].join('\n\n'),
  requestParams: { header: z.object(actorHeader) },
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: batchRequest, example: batchExample },
      'application/x-ndjson': {
        schema: lines('DecisionRequest', 'One DecisionRequest a line.'),
        example: renderLines(batchExample),
      },
    },
  },
  responses: {
    '200': {
      description: 'An answer to each request, in order.',
      content: {
        'application/x-ndjson': { schema: lines('BatchAnswer', 'One BatchAnswer a line.') },
        'application/json': { schema: z.array(batchAnswer) },
      },
    },
    ...problemAnswers(
      ...accessProblems,
      'malformed-body',
      ...headerProblems,
      'incomplete-body',
      'query-refused',
      'not-acceptable',
      ...bodyProblems,
      'request-refused',
      'overloaded',
    ),
  },
}

const linesExample = (rules: Rules): Examples => {
  const results = Object.values(requestExamples).map(request => rules.evaluate({ ...request, trace: 'none' }))
  const answers = results.flatMap(result => ('issues' in result ? [] : [exampleOfRecorded(result)]))
  return answers.length < results.length ? {} : nameExamples([['a line for each request', renderLines(answers)]])
}

/** The codes of errors that say that the caller closed the connection, or was cut off for being slow: nothing is wrong here. */
const hungUp = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ABORT_ERR'])
const isHangUp = (thrown: unknown): boolean => hungUp.has(errorCode(thrown) ?? '')

/** The form of the answer: lines for whoever takes them, else an array. Undefined: the caller takes neither. */
const chooseForm = (request: Request): string | undefined =>
  [linesMediaType, jsonMediaType].find(type => request.accepts(type) !== false)

const refuseOtherForms: RequestHandler = (request, response, next) =>
  chooseForm(request) === undefined ? send(response, problem('not-acceptable')) : next()

/** Streams answers, no faster than they are read. */
const streamed = async (request: Request, response: Response, run: () => Promise<void>): Promise<void> => {
  setHead(response)
  response.setHeader('Content-Type', chooseForm(request) ?? linesMediaType)
  try {
    await run()
  } catch (thrown) {
    if (!isHangUp(thrown)) throw thrown
  }
}

const inForm = (request: Request, answers: AsyncIterable<string>): AsyncIterable<string> =>
  chooseForm(request) === jsonMediaType ? asArray(answers) : answers

const answerLines =
  (service: Service): RequestHandler =>
  (request, response, next) => {
    if (parseMediaType(request.headers['content-type']) !== linesMediaType) return next()
    sendContinue(request, response)
    // Many clients read nothing until they have sent everything. Without this room both sides would wait for ever.
    const waiting = new PassThrough({ highWaterMark: waitingBytes })
    const answers = (pieces: AsyncIterable<Buffer>) =>
      inForm(request, answerBatch(snapshot(service), readLineItems(pieces), readCaller(response)))
    return streamed(request, response, () => pipeline(request, waiting, answers, response))
  }

const answerArray =
  (service: Service): RequestHandler =>
  (request, response) => {
    const items = readArrayItems(request.body)
    if (items.ok)
      return streamed(request, response, () =>
        pipeline(inForm(request, answerBatch(snapshot(service), [items.value], readCaller(response))), response),
      )
    const isSound = items.issues.every(({ code }) => code === 'wrong-type' || code === 'too-many')
    const issues = tellIssues(items.issues, requestNames(service.rules))
    send(response, problem(isSound ? 'request-refused' : 'malformed-body', { issues }))
  }

/** POST /decide/batch. */
export const batchRoute: Route = {
  method: 'post',
  path: '/decide/batch',
  scope: 'decide',
  operation: batchOperation,
  examples: linesExample,
  namedSchemas: { BatchAnswer: batchAnswer },
  handlers: service => [
    rejectQuery,
    rejectIdempotencyKey,
    requireContentType([jsonMediaType, linesMediaType]),
    refuseOtherForms,
    readActorHeader(service),
    answerLines(service),
    rawBody(arrayLimits.bytes),
    answerArray(service),
  ],
}
