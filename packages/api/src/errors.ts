import type { ErrorRequestHandler, RequestHandler } from 'express'
import { type Log, withoutMessage } from './log.ts'
import { correlationOf } from './operations/correlation.ts'
import { problem } from './problem.ts'
import type { ProblemSlug } from './problems.ts'
import { send } from './reply.ts'

/** What Express’s own parts throw at a request that they cannot take. */
const expected: Readonly<Record<string, ProblemSlug>> = {
  'entity.too.large': 'body-too-large',
  'encoding.unsupported': 'encoded-body',
  'request.aborted': 'incomplete-body',
  'request.size.invalid': 'incomplete-body',
}

const slugOf = (thrown: unknown): ProblemSlug | undefined => {
  if (thrown instanceof URIError) return 'malformed-address'
  return thrown instanceof Error && 'type' in thrown ? expected[String(thrown.type)] : undefined
}

export const notFound: RequestHandler = (_request, response) => send(response, problem('not-found'))

export const methodNotAllowed =
  (allowed: string): RequestHandler =>
  (_request, response) =>
    send(
      response,
      problem('method-not-allowed', { detail: `This address answers ${allowed}.`, headers: { Allow: allowed } }),
    )

/** The last resort. A bug is logged, without what it says; the caller gets the id that the log has of the request. */
export const failed =
  (log: Log): ErrorRequestHandler =>
  (thrown: unknown, request, response, _next) => {
    const slug = slugOf(thrown)
    if (slug === undefined)
      log.error('internal-error', { ...correlationOf(request.headers, response.locals), ...withoutMessage(thrown) })
    if (response.headersSent) response.destroy()
    else send(response, problem(slug ?? 'internal-error'))
  }
