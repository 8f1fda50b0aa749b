import type { ErrorRequestHandler, RequestHandler } from 'express'
import { type Log, withoutMessage } from '../log.ts'
import { getCorrelation } from './correlation.ts'
import { problem } from './problem.ts'
import type { ProblemSlug } from './problems.ts'
import { send } from './reply.ts'

/** The problem for what Express throws at an address that it cannot decode. */
const slugOf = (thrown: unknown): ProblemSlug | undefined =>
  thrown instanceof URIError ? 'malformed-address' : undefined

/** The last route: nothing has this address. */
export const answerNotFound: RequestHandler = (_request, response) => send(response, problem('not-found'))

/** Answers any other method of an address; `allowed` are those that it has. */
export const answerMethodNotAllowed =
  (allowed: string): RequestHandler =>
  (_request, response) =>
    send(
      response,
      problem('method-not-allowed', { detail: `This address answers ${allowed}.`, headers: { Allow: allowed } }),
    )

/** The last resort. Logs a bug without its message; the caller gets the correlation id that the log has too. */
export const handleErrors =
  (log: Log): ErrorRequestHandler =>
  (thrown: unknown, request, response, _next) => {
    const slug = slugOf(thrown)
    if (slug === undefined)
      log.error('internal-error', { ...getCorrelation(request.headers, response.locals), ...withoutMessage(thrown) })
    if (response.headersSent) response.destroy()
    else send(response, problem(slug ?? 'internal-error'))
  }
