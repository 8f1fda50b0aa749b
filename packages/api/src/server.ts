import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { ProblemSlug } from './problems.ts'
import { answerTheUnreadable } from './unreadable.ts'

/** Slow and idle callers are cut off, so that they cannot keep others out. Measured in the project’s notes on hardening. */
const timeouts = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8_192,
}
/** How long nothing may move in either direction, as where a caller does not read its answer. */
const silenceMilliseconds = 10_000
const connectionsCount = 1_000
const requestsPerSocketCount = 1_000

export const hardenedServer = (listener: RequestListener, refused: (slug: ProblemSlug) => void = () => {}): Server => {
  const server = createServer(timeouts, listener)
  server.timeout = silenceMilliseconds
  server.maxConnections = connectionsCount
  server.maxRequestsPerSocket = requestsPerSocketCount
  answerTheUnreadable(server, refused)
  return server
}

/** Once called, every answer tells its caller to close the connection: those under way too, as long as nothing is sent. */
export const closingAnswers = (server: Server): (() => void) => {
  const open = new Set<ServerResponse>()
  let isClosing = false
  const close = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  server.prependListener('request', (_request, response) => {
    if (isClosing) return close(response)
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  return () => {
    isClosing = true
    for (const response of open) close(response)
  }
}

/** How long requests in progress may take once the service is told to stop. */
export const drainMilliseconds = 10_000

/** Takes no more connections, lets what is in progress finish, and cuts off what does not. */
export const drain = (server: Server, milliseconds = drainMilliseconds): Promise<void> =>
  new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), milliseconds)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
