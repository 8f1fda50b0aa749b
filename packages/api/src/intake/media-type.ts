import type { RequestHandler } from 'express'
import { problem } from '../problem.ts'
import { send } from '../reply.ts'

export const jsonMediaType = 'application/json'
export const linesMediaType = 'application/x-ndjson'

const form = /^([^;\s]+)\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** The media type that a Content-Type names, in lower case; undefined where it is absent, or says more than `charset=utf-8`. */
export const mediaTypeOf = (contentType: string | undefined): string | undefined =>
  form.exec(contentType?.trim() ?? '')?.[1]?.toLowerCase()

/** Refuses a body of another kind before any of it is read. */
export const takesOnly = (mediaTypes: readonly string[]): RequestHandler => {
  const accepted = mediaTypes.join(' or ')
  return (request, response, next) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase()
    if (encoding !== undefined && encoding !== '' && encoding !== 'identity') {
      send(response, problem('encoded-body', { headers: { 'Accept-Encoding': 'identity' } }))
    } else if (!mediaTypes.includes(mediaTypeOf(request.headers['content-type']) ?? '')) {
      send(
        response,
        problem('unsupported-media-type', {
          detail: `Send ${accepted}, in UTF-8.`,
          headers: { Accept: mediaTypes.join(', ') },
        }),
      )
    } else next()
  }
}
