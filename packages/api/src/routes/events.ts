import { addEvent, addEventOnce, answerAgain, isRepeat, onceOf, type Reader } from '@virtual-school/records'
import { limits } from '@virtual-school/rules'
import { callerOf } from '../access/caller.ts'
import { refusals } from '../access/refusals.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { askedBy } from '../idempotency/asked.ts'
import { readBytes } from '../intake/body.ts'
import { collectBytes } from '../intake/collect-bytes.ts'
import { requestLimits } from '../intake/limits.ts'
import { jsonMediaType, takesOnly } from '../intake/media-type.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import type { Log } from '../log.ts'
import { addEventOperation } from '../openapi/operations/events.ts'
import { problem } from '../problem.ts'
import { recordedReply, replyAgain } from '../records/again.ts'
import { fromRecords } from '../records/answer.ts'
import { byOf } from '../records/by.ts'
import type { Keeper } from '../records/keeper.ts'
import { namesActor } from '../records/names-actor.ts'
import { asFirstSent, type Reply } from '../reply.ts'
import type { Route } from './route.ts'

/** An event as it was sent. */
interface Sent {
  /** The id of the decision. */
  readonly about: string
  readonly body: unknown
  readonly by: Reader
}

/** The person who did it stands in the event, or in X-Actor. Whatever is no text is left for the reader of events to refuse. */
const eventIn = ({ about, body, by }: Sent) => {
  if (typeof body !== 'object' || body === null || !('actor' in body)) return { about, event: body, by }
  const { actor, ...event } = body
  return { about, event, by: { ...by, actor: actor as string } }
}

/** What was held may be erased again once it is released, so it is for those who may erase. */
const takesErasing = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'type' in body && body.type === 'released'

/** Adds the event, once if it came with a key. */
const added = ({ records }: Keeper, sent: Sent, key: string | undefined) => {
  if (key === undefined) return addEvent(records, eventIn(sent))
  const { about, body, by } = sent
  return addEventOnce(records, eventIn(sent), onceOf(records, by, { key, request: { about, event: body } }))
}

const keepEvent = async (keeper: Keeper, sent: Sent, key: string | undefined, log: Log): Promise<Reply> => {
  const kept = await added(keeper, sent, key)
  if (kept.ok) {
    if (!isRepeat(kept.value)) return recordedReply(kept.value)
    return replyAgain(await answerAgain(keeper.records, kept.value, { hasTrace: false }), log)
  }
  const none = kept.issues.find(({ code, pointer }) => pointer === '/id' && code !== 'not-allowed-here')
  return none === undefined
    ? problem('request-refused', { issues: kept.issues })
    : problem('not-found', { detail: none.message })
}

export const eventsRoute: Route = {
  method: 'post',
  path: '/records/{id}/events',
  scope: 'records:write',
  operation: addEventOperation,
  handlers: service => [
    takesNoQuery,
    takesOnly([jsonMediaType]),
    namesActor(service),
    collectBytes(limits.requestBytes),
    fromRecords(service, async (keeper, request, response) => {
      const read = readBytes(request.body, requestLimits)
      if (!read.ok) return problem('malformed-body', { issues: read.issues })
      if (takesErasing(read.value) && !callerOf(response).scopes.has('records:erase'))
        return refusals.notAllowed('records:erase')
      const sent: Sent = { about: String(request.params.id), body: read.value, by: byOf(response) }
      const { actor, client } = eventIn(sent).by
      if (typeof actor === 'string') service.watchLogin(client, actor)
      const answer = async (key?: string) =>
        asFirstSent(await keepEvent(keeper, sent, key, service.log), response.locals)
      const asked = askedBy(request, sent.by, { about: sent.about, event: sent.body })
      return answerOnce(service.idempotency, asked, answer)
    }),
  ],
}
