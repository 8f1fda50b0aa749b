import {
  addEvent,
  addEventOnce,
  answerAgain,
  eventSchema,
  isRepeat,
  onceOf,
  type Reader,
} from '@virtual-school/records'
import { isObject, limits } from '@virtual-school/rules/internal'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { readActorHeader, readCaller } from '../../auth/actor.ts'
import { getCaller } from '../../auth/caller.ts'
import { refusals } from '../../auth/middleware.ts'
import { jsonMediaType, parseJsonBytes, rawBody, requestLimits, requireContentType } from '../../http/body.ts'
import { problem } from '../../http/problem.ts'
import { rejectQuery } from '../../http/query.ts'
import { nameOccurrence, type Reply } from '../../http/reply.ts'
import { type KnownNames, knownNamesOf, tellIssues } from '../../http/told-issues.ts'
import { answerOnce, describeRequest } from '../../idempotency/answer-once.ts'
import type { Log } from '../../log.ts'
import { accessProblems, bodyProblems, jsonAnswer, problemAnswers } from '../../openapi/operation.ts'
import { nameExamples, type Route } from '../../openapi/route.ts'
import { actorHeader, idempotencyKey, receipt, recordedAt, recordId } from '../../openapi/schemas.ts'
import type { DecisionRecorder } from '../../recording/decision-recorder.ts'
import { answerFromRecords, recordedReply, replyToRepeat } from '../../recording/replies.ts'
import { eventExamples } from '../examples.ts'
import { recordPath } from './record.ts'

const actor = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,200}$/)
  .exactOptional()
  .describe('Your reference for the person who did it; X-Actor may say it instead. Required if a person decides.')

const [first, ...others] = eventSchema.options.map(option => option.extend({ actor }))

const eventRequest = z.discriminatedUnion('type', [first!, ...others]).meta({ id: 'EventRequest' })

const keptEvent = z.object({ id: recordId, recordedAt, receipt }).meta({ id: 'KeptEvent' })

const addEventOperation: ZodOpenApiOperationObject = {
  operationId: 'addEvent',
  tags: ['Records'],
  summary: 'Record what a person did about a decision',
  description:
    'The service gives findings; a person decides, and the record shows who, when and why. A reason is sealed under the key of the decision, and goes when the decision is erased. Nothing that was recorded is ever changed: what comes later stands beside it. `held` and `released` are of the child whom the decision is about.',
  requestParams: { path: recordPath, header: z.object({ 'Idempotency-Key': idempotencyKey, ...actorHeader }) },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: eventRequest, examples: nameExamples(Object.entries(eventExamples)) } },
  },
  responses: {
    ...jsonAnswer('It is on disk.', keptEvent),
    ...problemAnswers(
      ...accessProblems,
      'malformed-address',
      'malformed-body',
      'malformed-actor',
      'malformed-idempotency-key',
      'incomplete-body',
      'query-refused',
      'not-found',
      'records-off',
      'idempotency-key-in-flight',
      'erased',
      ...bodyProblems,
      'request-refused',
      'idempotency-key-reused',
      'overloaded',
      'records-unavailable',
    ),
  },
}

const namesByType: ReadonlyMap<unknown, KnownNames> = new Map(
  eventSchema.options.map(({ shape }) => [shape.type.value, knownNamesOf(shape, ['id', 'actor'])]),
)
const everyName = new Set([...namesByType.values()].flatMap(({ names }) => [...names]))

/** The names that issues with an event may repeat, and those that it may leave out: one event needs what another does not. */
const eventNames = (body?: unknown): KnownNames => ({
  names: everyName,
  optional: (isObject(body) && namesByType.get(body.type)?.optional) || new Set(),
})

/** An event as it was sent. */
interface Sent {
  /** The id of the decision. */
  readonly about: string
  readonly body: unknown
  readonly by: Reader
}

/** The event, and who did it: the person that the event names, or X-Actor. A name that is no text is refused by the records. */
const splitActor = ({ about, body, by }: Sent) => {
  if (typeof body !== 'object' || body === null || !('actor' in body)) return { about, event: body, by }
  const { actor, ...event } = body
  return { about, event, by: { ...by, actor: actor as string } }
}

/** A release lets records be erased again, so it needs the scope to erase. */
const needsErasing = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'type' in body && body.type === 'released'

/** Adds the event; only once if it came with a key. */
const addOnce = ({ records }: DecisionRecorder, sent: Sent, key: string | undefined) => {
  if (key === undefined) return addEvent(records, splitActor(sent))
  const { about, body, by } = sent
  return addEventOnce(records, splitActor(sent), onceOf(records, by, { key, request: { about, event: body } }))
}

const recordEvent = async (
  recorder: DecisionRecorder,
  sent: Sent,
  key: string | undefined,
  log: Log,
): Promise<Reply> => {
  const kept = await addOnce(recorder, sent, key)
  if (kept.ok) {
    if (!isRepeat(kept.value)) return recordedReply(kept.value)
    return replyToRepeat(await answerAgain(recorder.records, kept.value, { hasTrace: false }), log)
  }
  const none = kept.issues.find(({ code, pointer }) => pointer === '/id' && code !== 'not-allowed-here')
  return none === undefined
    ? problem('request-refused', { issues: tellIssues(kept.issues, eventNames(sent.body), sent.body) })
    : problem('not-found', { detail: none.message })
}

/** POST /records/{id}/events. */
export const eventsRoute: Route = {
  method: 'post',
  path: '/records/{id}/events',
  scope: 'records:write',
  operation: addEventOperation,
  handlers: service => [
    rejectQuery,
    requireContentType([jsonMediaType]),
    readActorHeader(service),
    rawBody(limits.requestBytes),
    answerFromRecords(service, async (recorder, request, response) => {
      const read = parseJsonBytes(request.body, requestLimits)
      if (!read.ok) return problem('malformed-body', { issues: tellIssues(read.issues, eventNames()) })
      if (needsErasing(read.value) && !getCaller(response).scopes.has('records:erase'))
        return refusals.notAllowed('records:erase')
      const sent: Sent = { about: String(request.params.id), body: read.value, by: readCaller(response) }
      const { actor, client } = splitActor(sent).by
      if (typeof actor === 'string') service.watchLogin(client, actor)
      const answer = async (key?: string) =>
        nameOccurrence(await recordEvent(recorder, sent, key, service.log), response.locals)
      const asked = describeRequest(request, sent.by, { about: sent.about, event: sent.body })
      return answerOnce(service.idempotency, asked, answer)
    }),
  ],
}
