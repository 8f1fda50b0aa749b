import type { RequestListener } from 'node:http'
import type { Request, RequestHandler } from 'express'
import { strangerIn } from './access/strangers.ts'
import { failed } from './errors.ts'
import { correlate } from './operations/correlation.ts'
import { shedding } from './operations/shedding.ts'
import { problem } from './problem.ts'
import { type Reply, send } from './reply.ts'
import { logWhenDone } from './request-log.ts'
import { guarded, routerOf } from './router.ts'
import { decideRoute } from './routes/decide.ts'
import { inTurn } from './routes/in-turn.ts'
import { type Service, type ServiceParts, serviceOf } from './service.ts'

/** The service, as the life of a request from top to bottom. It has no state but what it is given. */
export const createApp = (parts: ServiceParts): RequestListener => {
  const service = serviceOf(parts)
  const enter = entering(service)
  const decide = inTurn(decideRoute.path, [enter, ...guarded(service, decideRoute)], failed(service.log))
  const router = routerOf(service, enter)
  // Most requests are for one route, and looking it up costs more than deciding: they pass the router by.
  return (request, response) =>
    request.method === 'POST' && request.url === decideRoute.path
      ? decide(request, response)
      : router(request, response)
}

/** What befalls every request first, in one handler: each costs. */
const entering = (service: Service): RequestHandler => {
  const isTurnedAway = shedding(service.gate, service.metrics)
  return (request, response, next) => {
    correlate(request, response, service.newId)
    if (isTurnedAway(request, response)) return
    logWhenDone(service, request, response)
    const refused = refusedAtOnce(service, request)
    if (refused !== undefined) return send(response, refused)
    next()
  }
}

/** HTTP/1.1 demands a Host; and an open service answers no stranger. */
const refusedAtOnce = ({ access }: Service, request: Request): Reply | undefined => {
  if (request.headers.host === undefined && request.httpVersion !== '1.0')
    return problem('malformed-request', { headers: { Connection: 'close' } })
  const stranger = access.isOpen() ? strangerIn(request) : undefined
  return stranger && problem(stranger)
}
