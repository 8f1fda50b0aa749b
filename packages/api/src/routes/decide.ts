import { limits } from '@virtual-school/rules'
import { decideOne, notOnOffer, type Outcome } from '../decide.ts'
import { collectBytes, readBytes } from '../intake/body.ts'
import { requestLimits } from '../intake/limits.ts'
import { jsonMediaType, takesOnly } from '../intake/media-type.ts'
import { takesNoQuery } from '../intake/no-query.ts'
import { decideOperation } from '../openapi/operations/decide.ts'
import { problem } from '../problem.ts'
import { jsonText, type Reply, send } from '../reply.ts'
import { asOfNow, type Service } from '../service.ts'
import type { Route } from './route.ts'

const replyTo = ({ rules }: Service, outcome: Outcome): Reply => {
  switch (outcome.kind) {
    case 'decided':
      return jsonText(`{"result":${outcome.text}}`)
    case 'refused':
      return problem('request-refused', { issues: outcome.issues })
    case 'rules-not-on-offer': {
      const issue = notOnOffer(rules)
      const { version, digest } = rules
      return problem('rules-not-on-offer', { detail: issue.message, issues: [issue], offers: [{ version, digest }] })
    }
    case 'evaluators-disagree':
      return problem('evaluators-disagree')
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
    collectBytes(limits.requestBytes),
    async (request, response) => {
      const read = readBytes(request.body, requestLimits)
      if (!read.ok) return send(response, problem('malformed-body', { issues: read.issues }))
      const held = asOfNow(service)
      const outcome = await decideOne(held, read.value, { asOf: held.today() }, String(response.locals.correlationId))
      send(response, replyTo(held, outcome))
    },
  ],
}
