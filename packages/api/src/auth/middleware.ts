import type { Request, RequestHandler, Response } from 'express'
import { getCorrelation } from '../http/correlation.ts'
import { isOfOrigins } from '../http/cross-origin.ts'
import { noteHeader } from '../http/headers.ts'
import { problem } from '../http/problem.ts'
import { type Reply, send } from '../http/reply.ts'
import type { Log } from '../log.ts'
import { type ApiKeyLookup, tokenStart } from './api-keys.ts'
import { type AuthFailure, type Identity, localCaller, type Scope } from './caller.ts'
import { type Allowance, type Limiter, windowSeconds } from './rate-limit.ts'
import { isFromAnotherSite, networkPrefix } from './request-origin.ts'

const scheme = 'bearer '

/** The token of an Authorization header with the scheme Bearer. Undefined: it has another scheme, or no token. */
const bearerToken = (authorization: string): string | undefined => {
  if (authorization.slice(0, scheme.length).toLowerCase() !== scheme) return undefined
  const token = authorization.slice(scheme.length).trim()
  return token === '' ? undefined : token
}

/** Who may call, and how often. */
export interface Access {
  /** Identifies a caller by its Authorization header. A promise only if a signature has to be checked. */
  readonly identify: (authorization: string | undefined) => Identity | Promise<Identity>
  /** Whether everybody on this machine may call without a key. Then only this machine is answered. */
  readonly isOpen: () => boolean
  /** Limits calls by the id of a caller; the local one is not counted. */
  readonly calls: Limiter | undefined
  /** Limits failed attempts by address. */
  readonly failures: Limiter | undefined
  /** Limits readings by caller and child; those of the local one are not counted. */
  readonly readings?: Limiter | undefined
}

interface AccessParts {
  /** ACCESS=open. */
  readonly isOpen: boolean
  readonly keys: ApiKeyLookup
  /** Undefined: no issuer of tokens is trusted. */
  readonly verifyToken: ((token: string) => Identity | Promise<Identity>) | undefined
  readonly calls: Limiter
  readonly failures: Limiter
  readonly readings?: Limiter
}

const localIdentity: Identity = { caller: localCaller }
const missingCredentials: Identity = { failure: 'none-sent' }
const notValid: Identity = { failure: 'not-valid' }

/** Everybody on this machine may do everything, and nobody else is answered. */
export const openAccess: Access = {
  identify: () => localIdentity,
  isOpen: () => true,
  calls: undefined,
  failures: undefined,
}

/** Creates an access of keys, tokens and limits. With `isOpen` it is open until there is a key, and never after. */
export const createAccess = ({
  isOpen: isSetOpen,
  keys,
  verifyToken,
  calls,
  failures,
  readings,
}: AccessParts): Access => {
  const isOpen = () => isSetOpen && !keys.areInForce()
  return {
    identify: authorization => {
      if (isOpen()) return localIdentity
      if (authorization === undefined) return missingCredentials
      const token = bearerToken(authorization)
      if (token === undefined) return notValid
      if (token.startsWith(tokenStart)) return keys.find(token)
      return verifyToken === undefined ? notValid : verifyToken(token)
    },
    isOpen,
    calls,
    failures,
    readings,
  }
}

const details: Readonly<Record<Exclude<AuthFailure, 'keys-unreachable'>, string>> = {
  'none-sent': 'No key was sent. Send the header “Authorization: Bearer” with your key or token after it.',
  'not-valid': 'The key or token is not one that this service knows.',
  expired: 'The key or token has expired.',
  revoked: 'The key was revoked.',
}

const realm = 'Bearer realm="virtual-school"'

const notAuthenticated = (failure: Exclude<AuthFailure, 'keys-unreachable'>): Reply => {
  // RFC 6750: without credentials, the challenge has no error.
  const challenge = failure === 'none-sent' ? realm : `${realm}, error="invalid_token"`
  return problem('not-authenticated', { detail: details[failure], headers: { 'WWW-Authenticate': challenge } })
}

/** The replies to callers that are not let in. They repeat nothing of what was sent. */
export const refusals = {
  notAuthenticated,
  notAllowed: (scope: Scope): Reply =>
    problem('not-allowed', {
      detail: `This takes the scope “${scope}”, which your key or token does not have.`,
      headers: { 'WWW-Authenticate': `${realm}, error="insufficient_scope", scope="${scope}"` },
    }),
  notFromHere: (): Reply => problem('not-from-here'),
  unreachable: (): Reply => problem('cannot-authenticate', { headers: { 'Retry-After': '30' } }),
}

interface Guarding {
  readonly access: Access
  /** The origins whose pages may call from a browser. */
  readonly origins: ReadonlySet<string>
  readonly log: Log
}

/** The handlers before those of a route that needs a scope: who calls, how often, and may they? A public route has none. */
export const guard = (service: Guarding, scope: Scope | undefined): readonly RequestHandler[] =>
  scope === undefined ? [] : [authenticate(service, scope)]

const authenticate =
  ({ access, origins, log }: Guarding, scope: Scope): RequestHandler =>
  (request, response, next) => {
    if (isFromAnotherSite(request, access.isOpen()) && !isOfOrigins(request, origins))
      return send(response, refusals.notFromHere())
    const admit = (identity: Identity): void => {
      const { caller } = identity
      if (caller === undefined) return refuse({ access, log }, request, response, identity)
      response.locals.caller = caller
      if (caller !== localCaller && !countCall(access.calls, caller.id, response)) return
      if (!caller.scopes.has(scope)) return send(response, refusals.notAllowed(scope))
      next()
    }
    const identity = access.identify(request.headers.authorization)
    return identity instanceof Promise ? identity.then(admit) : admit(identity)
  }

const refuse = (
  { access, log }: Pick<Guarding, 'access' | 'log'>,
  { socket, headers }: Request,
  response: Response,
  { failure, claim }: Extract<Identity, { readonly failure: AuthFailure }>,
): void => {
  if (failure === 'keys-unreachable') return send(response, refusals.unreachable())
  if (!countCall(access.failures, networkPrefix(socket.remoteAddress), response)) return
  log.info('not-authenticated', { ...getCorrelation(headers, response.locals), reason: failure, claim })
  send(response, refusals.notAuthenticated(failure))
}

/**
 * Counts a call, and says in headers how many are left (draft 8 of RateLimit header fields). False: it was one too many, and is
 * answered.
 */
const countCall = (limiter: Limiter | undefined, name: string, response: Response): boolean => {
  if (limiter === undefined) return true
  const allowance = limiter.take(name)
  addRateLimitHeaders(response, limiter.limit, allowance)
  if (!allowance.isWithin)
    send(response, problem('too-many-requests', { headers: { 'Retry-After': String(allowance.resetSeconds) } }))
  return allowance.isWithin
}

const addRateLimitHeaders = (response: Response, limit: number, { remaining, resetSeconds }: Allowance): void => {
  noteHeader(response, 'RateLimit-Policy', `"minute";q=${limit};w=${windowSeconds}`)
  noteHeader(response, 'RateLimit', `"minute";r=${remaining};t=${resetSeconds}`)
}
