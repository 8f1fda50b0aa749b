import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { handleClientErrors } from './client-errors.ts'
import type { ProblemSlug } from './problems.ts'

/** How long a caller may take, and how many connections there may be at one time. */
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

/** The defaults. A balancer has to end an idle connection before the service does; most end it after 60 seconds. */
export const usualLimits: ConnectionLimits = {
  keepAliveMilliseconds: 75_000,
  headersMilliseconds: 5_000,
  requestMilliseconds: 10_000,
  idleMilliseconds: 10_000,
  connectionsCount: 1_000,
}

const requestsPerSocketCount = 1_000
/** The share of all connections: while more are open, idle ones are kept for a short time only. */
const crowdedShare = 0.75
const shortKeepAliveMilliseconds = 5_000

/**
 * Creates a server that cuts off slow and idle callers, so that they cannot keep others out. `limits` says when. `refused` counts
 * what never becomes a request. The types of problems begin with `publicUrl`.
 */
export const createHardenedServer = (
  listener: RequestListener,
  refused: (slug: ProblemSlug) => void = () => {},
  limits: ConnectionLimits = usualLimits,
  publicUrl?: string,
): Server => {
  const server = createServer(
    {
      headersTimeout: limits.headersMilliseconds,
      requestTimeout: limits.requestMilliseconds,
      keepAliveTimeout: limits.keepAliveMilliseconds,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8_192,
      // Node would refuse with an empty body.
      requireHostHeader: false,
    },
    listener,
  )
  // Between two requests Node uses keepAliveTimeout instead.
  server.timeout = limits.idleMilliseconds
  server.maxConnections = limits.connectionsCount
  server.maxRequestsPerSocket = requestsPerSocketCount
  keepFewForLong(server, limits)
  handleClientErrors(server, refused, publicUrl)
  return server
}

/** Idle connections are kept for long, so they must never be all that there may be. Node reads the timeout for each answer. */
const keepFewForLong = (server: Server, { connectionsCount, keepAliveMilliseconds }: ConnectionLimits): void => {
  let open = 0
  const count = (change: 1 | -1) => {
    open += change
    const isMany = open > connectionsCount * crowdedShare
    server.keepAliveTimeout = isMany
      ? Math.min(shortKeepAliveMilliseconds, keepAliveMilliseconds)
      : keepAliveMilliseconds
  }
  server.on('connection', socket => {
    count(1)
    socket.once('close', () => count(-1))
  })
}

/**
 * Creates a function that, once called, makes every answer say `Connection: close`, also those under way of which nothing has
 * been sent.
 */
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

/** How long requests in progress may take after the signal to stop. */
export const drainMilliseconds = 10_000

const lookEveryMilliseconds = 50

/**
 * Takes no more connections, lets requests in progress finish, and cuts off those that have not after `milliseconds`. Idle
 * connections are closed at once.
 */
export const drain = (server: Server, milliseconds = drainMilliseconds): Promise<void> =>
  new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), milliseconds)
    // An answer that began before may leave its connection open.
    const look = setInterval(() => server.closeIdleConnections(), lookEveryMilliseconds)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(look)
      resolve()
    })
    server.closeIdleConnections()
  })
