import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { everyAnswer } from './headers.ts'
import { problem } from './problem.ts'
import type { ProblemSlug } from './problems.ts'
import { type Reply, send } from './reply.ts'

/** What Node finds wrong with bytes that never become a request; anything else is no HTTP. */
const slugs: Readonly<Record<string, ProblemSlug>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
  HPE_HEADER_OVERFLOW: 'header-too-large',
  HPE_INVALID_EOF_STATE: 'incomplete-body',
}

/** Gives a problem where Node alone would send a bare status: these never reach the routes. */
export const handleClientErrors = (server: Server, refused: (slug: ProblemSlug) => void): void => {
  const latest = new WeakMap<Duplex, ServerResponse>()
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
    latest.set(request.socket, response),
  )
  // Whoever reads the body tells its sender to go on.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    server.emit('request', request, response),
  )
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    refused('expectation-failed')
    send(Object.assign(response, { locals: {} }), problem('expectation-failed', { headers: { Connection: 'close' } }))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const response = latest.get(socket)
    const isMidAnswer = response?.headersSent === true && !response.writableFinished
    if (!socket.writable || isMidAnswer) return void socket.destroy(error)
    const slug = slugs[error.code ?? ''] ?? 'malformed-request'
    refused(slug)
    socket.end(asText(problem(slug)), () => socket.destroy())
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
