import type { IncomingHttpHeaders } from 'node:http'
import { looksPersonal } from '@virtual-school/records'
import type { Request, Response } from 'express'
import { noteHeader } from './headers.ts'

const form = /^[A-Za-z0-9._-]{1,64}$/
const traceForm = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * The id that came with a request. It goes into logs, so it must have the right form and must not look like a person’s name or
 * number.
 */
const given = ({ 'x-correlation-id': own, 'x-request-id': other }: IncomingHttpHeaders): string | undefined =>
  [own, other].find((id): id is string => typeof id === 'string' && form.test(id) && !looksPersonal(id))

/** Gives the request its correlation id: the one that came with it, or a new one. It is in the answer, in problems and in the log. */
export const correlate = (request: Request, response: Response, newId: () => string): void => {
  const id = given(request.headers) ?? newId()
  response.locals.correlationId = id
  noteHeader(response, 'X-Correlation-ID', id)
}

/** What a line of the log says of the request that it belongs to. */
export interface Correlation {
  readonly correlationId: string
  /** Of the header `traceparent` (W3C Trace Context), if there is one that is well formed. */
  readonly traceId?: string
}

/** The correlation of a request that has its id. */
export const getCorrelation = (
  headers: IncomingHttpHeaders,
  { correlationId }: Readonly<Record<string, unknown>>,
): Correlation => {
  const { traceparent } = headers
  const traceId = typeof traceparent === 'string' ? traceForm.exec(traceparent)?.[1] : undefined
  return { correlationId: String(correlationId ?? ''), ...(traceId === undefined ? {} : { traceId }) }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A correlation id as a URI, which the `instance` of a problem has to be. */
export const instanceUri = (correlationId: string): string =>
  uuid.test(correlationId) ? `urn:uuid:${correlationId}` : `urn:x-correlation-id:${correlationId}`
