import type { ServerResponse } from 'node:http'
import { instanceUri } from './correlation.ts'
import { headOf } from './headers.ts'
import type { ProblemSlug } from './problems.ts'
import { utf8 } from './utf8.ts'

/** What a route answers, as data. Handlers build it, and `send` sends it. */
export interface Reply {
  readonly status: number
  /** The media type, with its charset. */
  readonly type: string
  readonly body: string
  /** Headers besides those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>
  /** The kind of problem, if it is one, for the log and the metrics. */
  readonly problem?: ProblemSlug
  /** The body of this problem has its `instance` already. */
  readonly isNamed?: boolean
  /** It is recorded, so the records can give it again for the same request. */
  readonly isRecorded?: boolean
}

const jsonType = 'application/json; charset=utf-8'

/** 200 with a text that is JSON already. */
export const jsonText = (body: string): Reply => ({ status: 200, type: jsonType, body })
/** 200 with a value, written as JSON. */
export const json = (value: unknown): Reply => jsonText(JSON.stringify(value))

/** Adds to the body of a problem its `instance`, the URI of the request’s correlation id. */
const withInstance = (body: string, { correlationId }: Locals): string =>
  typeof correlationId === 'string'
    ? `${body.slice(0, -1)},"instance":${JSON.stringify(instanceUri(correlationId))}}`
    : body

type Locals = Record<string, unknown>

/** An answer that stays the same when it is sent again: a problem keeps the `instance` of the first time. */
export const nameOccurrence = (reply: Reply, locals: Locals): Reply =>
  reply.problem === undefined ? reply : { ...reply, body: withInstance(reply.body, locals), isNamed: true }

/** Sends a reply in one piece, with its length, so that the connection can be kept. */
export const send = (
  response: ServerResponse & { readonly locals: Locals },
  { status, type, body, headers, problem, isNamed = false }: Reply,
): void => {
  const { locals } = response
  if (problem !== undefined) locals.problem = problem
  const bytes = utf8(problem === undefined || isNamed ? body : withInstance(body, locals))
  const head = headOf(response)
  head.push('Content-Type', type, 'Content-Length', String(bytes.length))
  for (const name in headers) head.push(name, headers[name]!)
  response.writeHead(status, head).end(bytes)
}
