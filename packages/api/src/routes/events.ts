import { addEvent, type By, type Records } from '@virtual-school/records'
import { limits } from '@virtual-school/rules'
import { callerOf } from '../access/caller.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { readBytes } from '../intake/body.ts'
import { collectBytes } from '../intake/collect-bytes.ts'
import { requestLimits } from '../intake/limits.ts'
import { jsonMediaType, takesOnly } from '../intake/media-type.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import { addEventOperation } from '../openapi/operations/events.ts'
import { problem } from '../problem.ts'
import { fromRecords } from '../records/answer.ts'
import { byOf } from '../records/by.ts'
import { namesActor } from '../records/names-actor.ts'
import { asFirstSent, jsonText, type Reply } from '../reply.ts'
import type { Route } from './route.ts'

/** The person who did it stands in the event, or in X-Actor. Whatever is no text is left for the reader of events to refuse. */
const apart = (body: unknown, by: By): { readonly event: unknown; readonly by: By } => {
  if (typeof body !== 'object' || body === null || !('actor' in body)) return { event: body, by }
  const { actor, ...event } = body
  return { event, by: { ...by, actor: actor as string } }
}

const keepEvent = async (records: Records, asked: Parameters<typeof addEvent>[1]): Promise<Reply> => {
  const kept = await addEvent(records, asked)
  if (kept.ok) {
    const { id, recordedAt, receipt } = kept.value
    return jsonText(`{"id":"${id}","recordedAt":"${recordedAt}","receipt":${receipt}}`)
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
    fromRecords(service, async ({ records }, request, response) => {
      const read = readBytes(request.body, requestLimits)
      if (!read.ok) return problem('malformed-body', { issues: read.issues })
      const about = String(request.params.id)
      const asked = {
        header: request.headers['idempotency-key'],
        caller: callerOf(response).id,
        body: { about, event: read.value },
      }
      const { event, by } = apart(read.value, byOf(response))
      if (typeof by.actor === 'string') service.watchLogin(by.client, by.actor)
      const answer = async () => asFirstSent(await keepEvent(records, { about, event, by }), response.locals)
      return answerOnce(service.idempotency, asked, answer)
    }),
  ],
}
