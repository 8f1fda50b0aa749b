import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { everyAnswer } from './headers.ts'
import { problem } from './problem.ts'
import type { ProblemSlug } from './problems.ts'
import { nameOccurrence, type Reply, send } from './reply.ts'

/** The problems for what Node finds wrong with bytes that never become a request. Anything else is not HTTP. */
const slugs: Readonly<Record<string, ProblemSlug>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
  HPE_HEADER_OVERFLOW: 'header-too-large',
  HPE_INVALID_EOF_STATE: 'incomplete-body',
}

/**
 * Answers with a problem what never reaches the routes, for which Node would send a bare status. `refused` counts it. The types
 * of problems begin with `publicUrl`.
 */
export const handleClientErrors = (server: Server, refused: (slug: ProblemSlug) => void, publicUrl = ''): void => {
  const locals = { publicUrl }
  const latest = new WeakMap<Duplex, ServerResponse>()
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
    latest.set(request.socket, response),
  )
  // The handler that reads the body sends 100 Continue.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    server.emit('request', request, response),
  )
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    refused('expectation-failed')
    send(
      Object.assign(response, { locals: { ...locals } }),
      problem('expectation-failed', { headers: { Connection: 'close' } }),
    )
  })
  // There is no proxy here to connect by. Node would close the connection without a word.
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    refused('malformed-request')
    socket.end(asText(nameOccurrence(problem('malformed-request'), locals)), () => socket.destroy())
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const response = latest.get(socket)
    const isMidAnswer = response?.headersSent === true && !response.writableFinished
    if (!socket.writable || isMidAnswer) return void socket.destroy(error)
    const slug = slugs[error.code ?? ''] ?? 'malformed-request'
    refused(slug)
    socket.end(asText(nameOccurrence(problem(slug), locals)), () => socket.destroy())
  })
}

const asText = ({ status, type, body }: Reply): string => {
  const headers = {
    ...everyAnswer,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n')
}
