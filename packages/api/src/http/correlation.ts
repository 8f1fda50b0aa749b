import type { IncomingHttpHeaders } from 'node:http'
import { looksPersonal } from '@virtual-school/records'
import type { Request, Response } from 'express'
import { noteHeader } from './headers.ts'

const form = /^[A-Za-z0-9._-]{1,64}$/
const traceForm = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** An id that goes into logs: one of the right form, and not one that looks like a person’s name or number. */
const given = ({ 'x-correlation-id': own, 'x-request-id': other }: IncomingHttpHeaders): string | undefined =>
  [own, other].find((id): id is string => typeof id === 'string' && form.test(id) && !looksPersonal(id))

/** Names the request: by the id that came with it, or by a new one. It stands in the answer, in problems and in the log. */
export const correlate = (request: Request, response: Response, newId: () => string): void => {
  const id = given(request.headers) ?? newId()
  response.locals.correlationId = id
  noteHeader(response, 'X-Correlation-ID', id)
}

/** What the log says of where a request belongs. */
export interface Correlation {
  readonly correlationId: string
  /** Of the W3C’s `traceparent`, if one came that is well formed. */
  readonly traceId?: string
}

export const getCorrelation = (
  headers: IncomingHttpHeaders,
  { correlationId }: Readonly<Record<string, unknown>>,
): Correlation => {
  const { traceparent } = headers
  const traceId = typeof traceparent === 'string' ? traceForm.exec(traceparent)?.[1] : undefined
  return { correlationId: String(correlationId ?? ''), ...(traceId === undefined ? {} : { traceId }) }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The same id as the URI that a problem’s `instance` has to be. */
export const instanceUri = (correlationId: string): string =>
  uuid.test(correlationId) ? `urn:uuid:${correlationId}` : `urn:x-correlation-id:${correlationId}`
