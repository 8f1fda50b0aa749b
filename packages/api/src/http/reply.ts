import type { ServerResponse } from 'node:http'
import { instanceUri } from './correlation.ts'
import { headOf } from './headers.ts'
import type { ProblemSlug } from './problems.ts'
import { utf8 } from './utf8.ts'

/** What a route answers, as data: handlers make one, and one function sends it. */
export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** What kind of problem it is, if it is one: the log and the metrics say so. */
  readonly problem?: ProblemSlug
  /** Its occurrence stands in the body already, which is to be sent as it is. */
  readonly isNamed?: boolean
  /** The records can make it again for the same request. */
  readonly isRecorded?: boolean
}

const jsonType = 'application/json; charset=utf-8'

/** 200 and JSON text that is already written. */
export const jsonText = (body: string): Reply => ({ status: 200, type: jsonType, body })
export const json = (value: unknown): Reply => jsonText(JSON.stringify(value))

/** A problem names its occurrence, which is the request’s: what was made is the same for all of its kind. */
const withInstance = (body: string, { correlationId }: Locals): string =>
  typeof correlationId === 'string'
    ? `${body.slice(0, -1)},"instance":${JSON.stringify(instanceUri(correlationId))}}`
    : body

type Locals = Record<string, unknown>

/** An answer that will be the same when it is sent again: a problem keeps the name of its first occurrence. */
export const nameOccurrence = (reply: Reply, locals: Locals): Reply =>
  reply.problem === undefined ? reply : { ...reply, body: withInstance(reply.body, locals), isNamed: true }

/** Sends it in one piece, with its length, so that the connection can be kept. */
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
