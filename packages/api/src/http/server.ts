import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { handleClientErrors } from './client-errors.ts'
import type { ProblemSlug } from './problems.ts'

/** How long a caller may take, and how many there may be at once. */
export interface ConnectionLimits {
  /** How long a connection stays open between two requests. */
  readonly keepAliveMilliseconds: number
  /** How long the header of a request may take to arrive. */
  readonly headersMilliseconds: number
  /** How long a whole request may take to arrive. */
  readonly requestMilliseconds: number
  /** How long nothing may move in either direction while a request is answered, as when a caller does not read its answer. */
  readonly idleMilliseconds: number
  /** How many connections one process may have. */
  readonly connectionsCount: number
}

/** What is set if nothing else is said. A balancer has to end an idle connection first: most do so after 60 seconds. */
export const usualLimits: ConnectionLimits = {
  keepAliveMilliseconds: 75_000,
  headersMilliseconds: 5_000,
  requestMilliseconds: 10_000,
  idleMilliseconds: 10_000,
  connectionsCount: 1_000,
}

const requestsPerSocketCount = 1_000
/** Of all connections that there may be: while more are open, idle ones are kept for a short time only. */
const shareThatIsKept = 0.75
const shortKeepAliveMilliseconds = 5_000

/**
 * A server that cuts off slow and idle callers, so that they cannot keep others out. `limits` says when; `refused` counts what
 * never becomes a request.
 */
export const createHardenedServer = (
  listener: RequestListener,
  refused: (slug: ProblemSlug) => void = () => {},
  limits: ConnectionLimits = usualLimits,
): Server => {
  const server = createServer(
    {
      headersTimeout: limits.headersMilliseconds,
      requestTimeout: limits.requestMilliseconds,
      keepAliveTimeout: limits.keepAliveMilliseconds,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8_192,
      // Node alone would refuse with an empty body.
      requireHostHeader: false,
    },
    listener,
  )
  // Between requests Node puts keepAliveTimeout in its place, and back with the next request.
  server.timeout = limits.idleMilliseconds
  server.maxConnections = limits.connectionsCount
  server.maxRequestsPerSocket = requestsPerSocketCount
  keepFewForLong(server, limits)
  handleClientErrors(server, refused)
  return server
}

/** Idle connections are kept for long, so they must never be all that there may be. Node reads its timeout for each answer. */
const keepFewForLong = (server: Server, { connectionsCount, keepAliveMilliseconds }: ConnectionLimits): void => {
  let open = 0
  const count = (change: 1 | -1) => {
    open += change
    const isMany = open > connectionsCount * shareThatIsKept
    server.keepAliveTimeout = isMany
      ? Math.min(shortKeepAliveMilliseconds, keepAliveMilliseconds)
      : keepAliveMilliseconds
  }
  server.on('connection', socket => {
    count(1)
    socket.once('close', () => count(-1))
  })
}

/** Once called, every answer tells its caller to close the connection: those under way too, as long as nothing is sent. */
export const createCloseAnnouncer = (server: Server): (() => void) => {
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

const lookEveryMilliseconds = 50

/** Takes no more connections, lets what is in progress finish, and cuts off what does not. Idle connections are closed at once. */
export const drain = (server: Server, milliseconds = drainMilliseconds): Promise<void> =>
  new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), milliseconds)
    // An answer that had begun before may leave its connection open.
    const look = setInterval(() => server.closeIdleConnections(), lookEveryMilliseconds)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(look)
      resolve()
    })
    server.closeIdleConnections()
  })
