import cors from 'cors'
import type { Request, Response } from 'express'
import { noteHeader, setHead } from './headers.ts'

/** The headers of an answer that a page may read, beside those that every page may. */
export const readableHeaders = [
  'Allow',
  'Deprecation',
  'ETag',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'WWW-Authenticate',
  'X-Correlation-ID',
] as const

/** The headers that a page may send. */
const sendableHeaders = [
  'Accept',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-None-Match',
  'X-Actor',
  'X-Correlation-ID',
  'X-Request-ID',
  'traceparent',
]

const preflightSeconds = 600

/** Whether a page of one of these origins makes this request. A browser says so, and no page can change it. */
export const isOfOrigins = ({ headers }: Pick<Request, 'headers'>, origins: ReadonlySet<string>): boolean =>
  headers.origin !== undefined && origins.has(headers.origin)

/** Whether a browser asks first if a page may send what it wants to. */
const isPreflight = ({ method, headers }: Request): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined

/** The headers of Node’s answer so far, among those that this answer will have: `send` writes these in one go. */
const noteThese = (response: Response): void => {
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (name !== 'vary' && !name.startsWith('access-control-')) continue
    noteHeader(response, name === 'vary' ? 'Vary' : name, String(value))
    response.removeHeader(name)
  }
}

/**
 * Creates what tells browsers that pages of these origins may call, and answers their preflight requests (CORS): true, it did.
 * Cookies are never asked for: a page sends its key or token itself. Without origins, browsers let no page of another in.
 */
export const allowOrigins = (origins: ReadonlySet<string>): ((request: Request, response: Response) => boolean) => {
  if (origins.size === 0) return () => false
  const allow = cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: sendableHeaders,
    exposedHeaders: [...readableHeaders],
    maxAge: preflightSeconds,
  })
  return (request, response) => {
    const isAnswered = isPreflight(request) && isOfOrigins(request, origins)
    if (isAnswered) setHead(response)
    // What is no such question has a route of its own, or none.
    allow(isAnswered ? request : ({ headers: request.headers, method: 'GET' } as Request), response, () => {})
    if (!isAnswered) noteThese(response)
    return isAnswered
  }
}
