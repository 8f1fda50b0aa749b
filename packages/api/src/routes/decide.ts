import { limits } from '@virtual-school/rules'
import { decideOne, notOnOffer, type Outcome } from '../decide.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { callerIdOf } from '../idempotency/caller-id.ts'
import { collectBytes, readBytes } from '../intake/body.ts'
import { requestLimits } from '../intake/limits.ts'
import { jsonMediaType, takesOnly } from '../intake/media-type.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import { decideOperation } from '../openapi/operations/decide.ts'
import { newInstance, problem } from '../problem.ts'
import { jsonText, type Reply, send } from '../reply.ts'
import type { Service } from '../service.ts'
import type { Route } from './route.ts'

const replyTo = (service: Service, outcome: Outcome): Reply => {
  switch (outcome.kind) {
    case 'decided':
      return jsonText(`{"result":${outcome.text}}`)
    case 'refused':
      return problem('request-refused', { issues: outcome.issues })
    case 'rules-not-on-offer': {
      const issue = notOnOffer(service.rules)
      const { version, digest } = service.rules
      return problem('rules-not-on-offer', { detail: issue.message, issues: [issue], offers: [{ version, digest }] })
    }
    case 'evaluators-disagree': {
      const instance = newInstance()
      service.log.error('evaluators-disagree', { instance, rules: service.rules.digest })
      return problem('evaluators-disagree', { instance })
    }
  }
}

export const decideRoute: Route = {
  method: 'post',
  path: '/decide',
  operation: decideOperation,
  handlers: service => [
    takesNoQuery,
    takesOnly([jsonMediaType]),
    collectBytes(limits.requestBytes),
    async (request, response) => {
      const read = readBytes(request.body, requestLimits)
      if (!read.ok) return send(response, problem('malformed-body', { issues: read.issues }))
      const body = read.value
      const asked = { header: request.headers['idempotency-key'], caller: callerIdOf(response), body }
      const answer = async () => replyTo(service, await decideOne(service, body, { asOf: service.today() }))
      send(response, await answerOnce(service.idempotency, asked, answer))
    },
  ],
}
