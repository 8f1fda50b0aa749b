import type { Request, RequestHandler, Response } from 'express'
import { noteHeader } from '../headers.ts'
import { correlationOf } from '../operations/correlation.ts'
import { problem } from '../problem.ts'
import { send } from '../reply.ts'
import type { Service } from '../service.ts'
import { networkOf } from './address.ts'
import { localCaller } from './caller.ts'
import type { Identity, Unknown } from './identity.ts'
import { type Allowance, type Limiter, windowSeconds } from './limiter.ts'
import { isFromAnotherSite } from './other-site.ts'
import { refusals } from './refusals.ts'
import type { Scope } from './scope.ts'

type Guarding = Pick<Service, 'access' | 'log'>

/** What stands before a route that needs a scope: who calls, how often, and whether they may. Public routes ask nobody. */
export const guard = (service: Guarding, scope: Scope | undefined): readonly RequestHandler[] =>
  scope === undefined ? [] : [authenticated(service, scope)]

const authenticated =
  ({ access, log }: Guarding, scope: Scope): RequestHandler =>
  (request, response, next) => {
    if (isFromAnotherSite(request, access.isOpen())) return send(response, refusals.notFromHere())
    const admit = (identity: Identity): void => {
      const { caller } = identity
      if (caller === undefined) return refuse({ access, log }, request, response, identity)
      response.locals.caller = caller
      if (caller !== localCaller && !isWithin(access.calls, caller.id, response)) return
      if (!caller.scopes.has(scope)) return send(response, refusals.notAllowed(scope))
      next()
    }
    const identity = access.identify(request.headers.authorization)
    return identity instanceof Promise ? identity.then(admit) : admit(identity)
  }

const refuse = (
  { access, log }: Guarding,
  { socket, headers }: Request,
  response: Response,
  { unknown, claim }: Extract<Identity, { readonly unknown: Unknown }>,
): void => {
  if (unknown === 'keys-unreachable') return send(response, refusals.unreachable())
  if (!isWithin(access.failures, networkOf(socket.remoteAddress), response)) return
  log.info('not-authenticated', { ...correlationOf(headers, response.locals), reason: unknown, claim })
  send(response, refusals.notAuthenticated(unknown))
}

/** Counts a call and says what is left, as draft 8 of RateLimit header fields has it. False: it was one too many, and is answered. */
const isWithin = (limiter: Limiter | undefined, name: string, response: Response): boolean => {
  if (limiter === undefined) return true
  const allowance = limiter.take(name)
  setHeaders(response, limiter.limit, allowance)
  if (!allowance.isWithin)
    send(response, problem('too-many-requests', { headers: { 'Retry-After': String(allowance.resetSeconds) } }))
  return allowance.isWithin
}

const setHeaders = (response: Response, limit: number, { remaining, resetSeconds }: Allowance): void => {
  noteHeader(response, 'RateLimit-Policy', `"minute";q=${limit};w=${windowSeconds}`)
  noteHeader(response, 'RateLimit', `"minute";r=${remaining};t=${resetSeconds}`)
}
