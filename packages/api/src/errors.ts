import type { ErrorRequestHandler, RequestHandler } from 'express'
import { type Log, withoutMessage } from './log.ts'
import { newInstance, problem } from './problem.ts'
import type { ProblemSlug } from './problems.ts'
import { send } from './reply.ts'

/** What Express’s own parts throw at a request that they cannot take. */
const slugOf = (thrown: unknown): ProblemSlug | undefined =>
  thrown instanceof URIError ? 'malformed-address' : undefined

export const notFound: RequestHandler = (_request, response) => send(response, problem('not-found'))

export const methodNotAllowed =
  (allowed: string): RequestHandler =>
  (_request, response) =>
    send(
      response,
      problem('method-not-allowed', { detail: `This address answers ${allowed}.`, headers: { Allow: allowed } }),
    )

/** The last resort. A bug is logged, without what it says; the caller gets the number of the log’s entry. */
export const failed =
  (log: Log): ErrorRequestHandler =>
  (thrown: unknown, _request, response, _next) => {
    const slug = slugOf(thrown)
    const instance = newInstance()
    if (slug === undefined) log.error('internal-error', { instance, ...withoutMessage(thrown) })
    if (response.headersSent) response.destroy()
    else if (slug === undefined) send(response, problem('internal-error', { instance }))
    else send(response, problem(slug))
  }
