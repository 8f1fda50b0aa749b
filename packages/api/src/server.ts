import { createServer, type RequestListener, type Server } from 'node:http'
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

export const hardenedServer = (listener: RequestListener): Server => {
  const server = createServer(timeouts, listener)
  server.timeout = silenceMilliseconds
  server.maxConnections = connectionsCount
  server.maxRequestsPerSocket = requestsPerSocketCount
  answerTheUnreadable(server)
  return server
}

/** How long requests in progress may take once the service is told to stop. */
const drainMilliseconds = 10_000

/** Takes no more connections, lets what is in progress finish, and cuts off what does not. */
export const drain = (server: Server): Promise<void> =>
  new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMilliseconds)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
