import type { ServerResponse } from 'node:http'
import { instanceUri } from './correlation.ts'
import { headOf, noteHeader } from './headers.ts'
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
  /** The body of this problem has its `instance` and its public `type` already. */
  readonly isNamed?: boolean
  /** It is recorded, so the records can give it again for the same request. */
  readonly isRecorded?: boolean
}

const jsonType = 'application/json; charset=utf-8'

/** 200 with a text that is JSON already. */
export const jsonText = (body: string): Reply => ({ status: 200, type: jsonType, body })
/** 200 with a value, written as JSON. */
export const json = (value: unknown): Reply => jsonText(JSON.stringify(value))

type Locals = Record<string, unknown>

const typeBegins = '{"type":"'

/** The body of a problem for one request: its `type` at the service’s public address, and its `instance`. */
const nameProblem = (body: string, { correlationId, publicUrl }: Locals): string => {
  const placed = typeof publicUrl === 'string' ? `${typeBegins}${publicUrl}${body.slice(typeBegins.length)}` : body
  return typeof correlationId === 'string'
    ? `${placed.slice(0, -1)},"instance":${JSON.stringify(instanceUri(correlationId))}}`
    : placed
}

/** An answer that stays the same when it is sent again: a problem keeps the `instance` of the first time. */
export const nameOccurrence = (reply: Reply, locals: Locals): Reply =>
  reply.problem === undefined ? reply : { ...reply, body: nameProblem(reply.body, locals), isNamed: true }

type Answering = ServerResponse & { readonly locals: Locals }

/** Sends a reply in one piece, with its length, so that the connection can be kept. */
export const send = (response: Answering, reply: Reply): void => {
  const { locals } = response
  const { body, problem, isNamed = false } = reply
  if (problem !== undefined) locals.problem = problem
  sendBytes(response, reply, utf8(problem === undefined || isNamed ? body : nameProblem(body, locals)))
}

/** Sends bytes in the place of a reply’s body. */
export const sendBytes = (
  response: Answering,
  { status, type, headers }: Omit<Reply, 'body'>,
  bytes: Uint8Array,
): void => {
  const head = headOf(response)
  head.push('Content-Type', type, 'Content-Length', String(bytes.length))
  for (const name in headers) noteHeader(response, name, headers[name]!)
  response.writeHead(status, head).end(bytes)
}
