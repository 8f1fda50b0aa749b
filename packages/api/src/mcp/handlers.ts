import type { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/sdk/types.js'
import { asksForDecision, asksLong, createMcpServer, type FindWhyNot, type McpParts } from '@virtual-school/mcp'
import type { JsonLimits } from '@virtual-school/rules/internal'
import type { Request, RequestHandler, Response } from 'express'
import { readActorHeader } from '../auth/actor.ts'
import { guard, refusals } from '../auth/middleware.ts'
import { isFromAnotherSite } from '../auth/request-origin.ts'
import { jsonMediaType, parseJsonBytes, rawBody, requestLimits, requireContentType } from '../http/body.ts'
import { getCorrelation } from '../http/correlation.ts'
import { setHead } from '../http/headers.ts'
import { problem } from '../http/problem.ts'
import { rejectQuery } from '../http/query.ts'
import { send } from '../http/reply.ts'
import { withoutMessage } from '../log.ts'
import { type Service, snapshot } from '../service.ts'
import { decideFor } from './decide-for.ts'

/** A message holds a request of `decide` two levels down, beside a few members of its own. */
const messageLimits: JsonLimits = {
  bytes: requestLimits.bytes + 1_024,
  depthLevels: requestLimits.depthLevels + 2,
  keysCount: requestLimits.keysCount + 50,
}

/** What the body of `POST /decide` may have besides, for the service alone. */
const members: NonNullable<McpParts['members']> = {
  rules: { type: 'string', description: 'The version or digest of the rules to insist on.' },
  subjectRef: {
    type: 'string',
    description: 'Your own reference for the child, for the record. No name and no national number: these are refused.',
  },
}

/** What answers a message. A test of the transport gives another. */
export interface Answering {
  readonly createServer: (parts: McpParts) => Server
  /** Whether the answer takes so long that it has to come as a stream. */
  readonly asksLong: (message: unknown) => boolean
}

const ourAnswering: Answering = { createServer: createMcpServer, asksLong }

/**
 * Creates the handlers of `POST /mcp`: MCP over streamable HTTP, one message a request, without sessions. A tool that decides takes
 * what `POST /decide` takes, the same scope and limits, and is recorded as that is. The others are as public as the catalogue.
 */
export const mcpHandlers =
  (findWhyNot: FindWhyNot, answering: Answering = ourAnswering) =>
  (service: Service): readonly RequestHandler[] => [
    refuseOtherSites(service),
    rejectQuery,
    requireContentType([jsonMediaType]),
    rejectWhatIsNotTaken,
    rawBody(messageLimits.bytes),
    readMessage,
    ...[...guard(service, 'decide'), readActorHeader(service)].map(onlyForDecisions),
    (request, response) => answerMessage(service, { findWhyNot, ...answering }, request, response),
  ]

/** The specification asks for it whatever the message, against pages that reach this machine by another name. */
const refuseOtherSites =
  ({ access }: Service): RequestHandler =>
  (request, response, next) =>
    isFromAnotherSite(request, access.isOpen()) ? send(response, refusals.notFromHere()) : next()

const rejectWhatIsNotTaken: RequestHandler = ({ headers }, response, next) => {
  const { 'idempotency-key': key, 'mcp-protocol-version': version } = headers
  if (key !== undefined) {
    const message = 'MCP takes no Idempotency-Key: a client sends the same headers with every call. Leave it out.'
    const issue = { code: 'not-allowed-here', pointer: '/Idempotency-Key', message } as const
    return send(response, problem('malformed-idempotency-key', { issues: [issue] }))
  }
  if (version !== undefined && !SUPPORTED_PROTOCOL_VERSIONS.includes(String(version)))
    return send(response, problem('malformed-request', { detail: spoken }))
  next()
}

const spoken = `MCP-Protocol-Version is none that is spoken here. Spoken: ${SUPPORTED_PROTOCOL_VERSIONS.join(', ')}.`

/** Puts the message of a body into `request.body`. A list of messages is refused: each call counts against the limits. */
const readMessage: RequestHandler = (request, response, next) => {
  const read = parseJsonBytes(request.body, messageLimits)
  if (!read.ok)
    // The names in a pointer may be parts of a value.
    return send(response, problem('malformed-body', { issues: read.issues.map(one => ({ ...one, pointer: '' })) }))
  if (Array.isArray(read.value)) return send(response, problem('malformed-body', { issues: [oneAtATime] }))
  request.body = read.value
  next()
}

const oneAtATime = {
  code: 'wrong-type',
  pointer: '',
  message: 'A request holds one message of JSON-RPC. Send each by itself.',
} as const

const onlyForDecisions =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    asksForDecision(request.body) ? handler(request, response, next) : next()

/** The server and its transport last for one message; the rules stay the same as long. */
const answerMessage = async (
  current: Service,
  { findWhyNot, ...answering }: Answering & Pick<McpParts, 'findWhyNot'>,
  request: Request,
  response: Response,
): Promise<void> => {
  const service = snapshot(current)
  const decide = decideFor(service, response)
  const onFault = logFault(service, request, response)
  const server = answering.createServer({ rules: service.rules, decide, findWhyNot, members, onFault })
  const isLong = answering.asksLong(request.body)
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: !isLong,
    keepAliveMs: keepAliveMilliseconds,
  })
  await server.connect(transport)
  response.once('close', () => void server.close())
  const { accept = '', 'content-type': type = '', 'mcp-protocol-version': version } = request.headers
  const headers = {
    accept,
    'content-type': type,
    ...(version !== undefined && { 'mcp-protocol-version': String(version) }),
  }
  // Its address and its bytes are not looked at.
  const asked = new globalThis.Request('http://localhost/mcp', { method: 'POST', headers })
  const found = await transport.handleRequest(asked, { parsedBody: request.body })
  if (isLong && found.ok && found.body !== null) return stream(response, found.body)
  send(response, { status: found.status, type: 'application/json; charset=utf-8', body: await found.text() })
}

/** Logs a fault of ours without its message, as one of any other route. */
const logFault =
  ({ log }: Service, { headers }: Request, { locals }: Response) =>
  (thrown: unknown): void => {
    locals.problem = 'internal-error'
    log.error('internal-error', { ...getCorrelation(headers, locals), ...withoutMessage(thrown) })
  }

/** Shorter than the shortest IDLE_MS, so that nobody hangs up on what takes long. */
const keepAliveMilliseconds = 500

const stream = async (response: Response, body: ReadableStream<Uint8Array>): Promise<void> => {
  setHead(response)
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
  for await (const piece of body) response.write(piece)
  response.end()
}
