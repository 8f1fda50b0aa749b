import { looksLikeLogin, type Reader, referenceIssues } from '@virtual-school/records'
import type { RequestHandler } from 'express'
import { problem } from '../http/problem.ts'
import { send } from '../http/reply.ts'
import type { Log } from '../log.ts'
import { getCaller } from './caller.ts'

/** Who asks, as a record says it: the caller, and the person that X-Actor named. */
export const readCaller = (response: { readonly locals: Readonly<Record<string, unknown>> }): Reader => {
  const { actor, correlationId } = response.locals
  const { id, realm, scopes } = getCaller(response)
  return {
    client: id,
    realm,
    everyRealm: scopes.has('records:read:all'),
    ...(typeof actor === 'string' ? { actor } : {}),
    ...(typeof correlationId === 'string' ? { correlation: correlationId } : {}),
  }
}

/** Notes the reference of a person that a client sent. */
export type LoginWatch = (client: string, actor: string) => void

/** So many clients are remembered; beyond them, one may be warned of twice a day. */
const clientsCount = 1_000

/**
 * Creates a watch that warns in the log, once a day for each client, that it names people by logins that look like names. These
 * are accepted, and stay in the records in clear for ever. The line names the client, never the login.
 */
export const watchLogins = (log: Log, now: () => Date): LoginWatch => {
  const warned = new Map<string, string>()
  return (client, actor) => {
    if (!looksLikeLogin(actor)) return
    const day = now().toISOString().slice(0, 10)
    if (warned.get(client) === day) return
    if (warned.size >= clientsCount) warned.clear()
    warned.set(client, day)
    log.warn('actor-looks-personal', { client })
  }
}

/** A handler that reads X-Actor, the person who asks, for the record. Refuses a reference that looks personal (400). */
export const readActorHeader =
  ({ watchLogin }: { readonly watchLogin: LoginWatch }): RequestHandler =>
  (request, response, next) => {
    const actor = request.headers['x-actor']
    if (actor === undefined) return next()
    const issues = referenceIssues(actor, '/X-Actor', 'X-Actor')
    if (issues.length > 0) return send(response, problem('malformed-actor', { issues }))
    response.locals.actor = actor
    watchLogin(getCaller(response).id, String(actor))
    next()
  }
