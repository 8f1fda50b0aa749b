import type { Again } from '@virtual-school/records'
import { limits, type Rules } from '@virtual-school/rules'
import { answerText, consider, keepAll, notOnOffer, type Outcome } from '../decide.ts'
import { keepOnce } from '../decide-once.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { askedBy } from '../idempotency/asked.ts'
import { readBytes } from '../intake/body.ts'
import { collectBytes } from '../intake/collect-bytes.ts'
import { requestLimits } from '../intake/limits.ts'
import { jsonMediaType, takesOnly } from '../intake/media-type.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import { decideOperation } from '../openapi/operations/decide.ts'
import { problem } from '../problem.ts'
import { replyAgain } from '../records/again.ts'
import { byOf } from '../records/by.ts'
import { namesActor } from '../records/names-actor.ts'
import { recordsUnavailable } from '../records/unavailable.ts'
import { asFirstSent, jsonText, type Reply, send } from '../reply.ts'
import type { Service } from '../service.ts'
import type { Route } from './route.ts'

const replyTo = (rules: Rules, outcome: Outcome | Again, { log }: Service): Reply => {
  switch (outcome.kind) {
    case 'decided':
      return { ...jsonText(answerText(outcome)), isRecorded: outcome.kept !== undefined }
    case 'refused':
      return problem('request-refused', { issues: outcome.issues })
    case 'rules-not-on-offer': {
      const issue = notOnOffer(rules)
      const { version, digest } = rules
      return problem('rules-not-on-offer', { detail: issue.message, issues: [issue], offers: [{ version, digest }] })
    }
    case 'evaluators-disagree':
      return problem('evaluators-disagree')
    case 'records-unavailable':
      return recordsUnavailable()
    default:
      return replyAgain(outcome, log)
  }
}

export const decideRoute: Route = {
  method: 'post',
  path: '/decide',
  scope: 'decide',
  operation: decideOperation,
  handlers: service => [
    takesNoQuery,
    takesOnly([jsonMediaType]),
    namesActor(service),
    collectBytes(limits.requestBytes),
    async (request, response) => {
      const read = readBytes(request.body, requestLimits)
      if (!read.ok) return send(response, problem('malformed-body', { issues: read.issues }))
      const body = read.value
      // Once: a reload may come while this is decided.
      const { rules } = service
      const by = byOf(response)
      const answer = async (key?: string) => {
        const considered = await consider(service, rules, body, { asOf: service.today() }, by.correlation)
        const { keeper } = service
        const outcome =
          key === undefined || keeper === undefined
            ? (await keepAll(service, [considered], by))[0]!
            : await keepOnce({ ...service, rules, keeper }, considered, { key, body, by })
        return asFirstSent(replyTo(rules, outcome, service), response.locals)
      }
      send(response, await answerOnce(service.idempotency, askedBy(request, by, body), answer))
    },
  ],
}
