import type { ErrorRequestHandler, RequestHandler } from 'express'
import { type Log, withoutMessage } from '../log.ts'
import { getCorrelation } from './correlation.ts'
import { problem } from './problem.ts'
import type { ProblemSlug } from './problems.ts'
import { send } from './reply.ts'

/** What Express’s own parts throw at a request that they cannot take. */
const slugOf = (thrown: unknown): ProblemSlug | undefined =>
  thrown instanceof URIError ? 'malformed-address' : undefined

export const answerNotFound: RequestHandler = (_request, response) => send(response, problem('not-found'))

export const answerMethodNotAllowed =
  (allowed: string): RequestHandler =>
  (_request, response) =>
    send(
      response,
      problem('method-not-allowed', { detail: `This address answers ${allowed}.`, headers: { Allow: allowed } }),
    )

/** The last resort. A bug is logged, without what it says; the caller gets the id that the log has of the request. */
export const handleErrors =
  (log: Log): ErrorRequestHandler =>
  (thrown: unknown, request, response, _next) => {
    const slug = slugOf(thrown)
    if (slug === undefined)
      log.error('internal-error', { ...getCorrelation(request.headers, response.locals), ...withoutMessage(thrown) })
    if (response.headersSent) response.destroy()
    else send(response, problem(slug ?? 'internal-error'))
  }
