import type { oas31 } from 'zod-openapi'
import type { ProblemSlug } from '../http/problems.ts'

type Headers = Readonly<Record<string, oas31.HeaderObject>>

const text = (description: string, example: string, pattern?: string): oas31.HeaderObject => ({
  description,
  schema: { type: 'string', ...(pattern !== undefined && { pattern }), examples: [example] },
})

const correlationForm = '^[A-Za-z0-9._-]{1,64}$'

/** Every header of an answer that a caller may need, described once. What only browsers and connections read is left out. */
export const answerHeaders = {
  'X-Correlation-ID': text(
    'Names this request in the log of the service: the id that came with it, or a new one. Report it if something is wrong. Absent only if what arrived could not be read as a request.',
    '7c1f7a52-9d0e-4b7e-8a0e-2f6f0c3b9a11',
    correlationForm,
  ),
  'RateLimit-Policy': text(
    'How many requests a caller may send (q) in how many seconds (w). Where a key or token is needed.',
    '"minute";q=6000;w=60',
    '^"[a-z]+";q=\\d+;w=\\d+$',
  ),
  RateLimit: text(
    'How many requests are left (r), and in how many seconds there are more (t). Where a key or token is needed.',
    '"minute";r=5999;t=60',
    '^"[a-z]+";r=\\d+;t=\\d+$',
  ),
  'Retry-After': {
    description: 'How many seconds to wait before the same is sent again.',
    schema: { type: 'integer', minimum: 1, examples: [1] },
  },
  Allow: text('The methods that the address has, if it was asked with another (405).', 'GET, HEAD'),
  'WWW-Authenticate': text(
    'How to say who is calling (RFC 6750), and what the key or token lacked.',
    'Bearer realm="virtual-school", error="insufficient_scope", scope="decide"',
    '^Bearer realm=',
  ),
  Accept: text('The media types that a body may have here.', 'application/json, application/x-ndjson'),
  'Accept-Encoding': text('How a body may be encoded here: not at all.', 'identity'),
  Link: text(
    'The address of the next page, as `next` in the body.',
    '</records?cursor=…>; rel="next"',
    '^<[^>]+>; rel="next"$',
  ),
  Location: text('Where the pages are, from this address.', 'docs/'),
  Deprecation: text(
    'Since when what was asked for is deprecated, in seconds since 1970 (RFC 9745).',
    '@1796083200',
    '^@\\d+$',
  ),
  ETag: text(
    'Names what is answered. Send it as If-None-Match to be told only whether it changed.',
    'W/"…"',
    '^W/"[^"]+"$',
  ),
  'Cache-Control': text(
    '`no-store` of whatever may be about a child; `public, no-cache` of what is the same for everybody: it may be kept, if the service is asked each time whether it changed.',
    'no-store',
    '^(no-store|no-cache|public, no-cache)$',
  ),
  Vary: text('The headers of a request that the answer turns on.', 'Accept-Encoding'),
} as const satisfies Headers

/** The name of a header that is described. */
export type AnswerHeader = keyof typeof answerHeaders

/** Refers to descriptions of headers. */
export const withHeaders = (...names: readonly AnswerHeader[]): Record<string, oas31.ReferenceObject> =>
  Object.fromEntries([...new Set(names)].map(name => [name, { $ref: `#/components/headers/${name}` }]))

/** The headers of every answer; those of a route that takes a key or token; those of what may be kept. */
export const headersOf = {
  any: ['X-Correlation-ID', 'Cache-Control'],
  guarded: ['RateLimit', 'RateLimit-Policy'],
  publicData: ['ETag', 'Vary'],
} as const satisfies Readonly<Record<string, readonly AnswerHeader[]>>

/** The headers of problems, beside those of every answer. */
const problemHeaders: Partial<Record<ProblemSlug, readonly AnswerHeader[]>> = {
  'not-authenticated': ['WWW-Authenticate'],
  'not-allowed': ['WWW-Authenticate'],
  'method-not-allowed': ['Allow'],
  'unsupported-media-type': ['Accept'],
  'encoded-body': ['Accept-Encoding'],
  'too-many-requests': ['Retry-After'],
  'idempotency-key-in-flight': ['Retry-After'],
  'cannot-authenticate': ['Retry-After'],
  overloaded: ['Retry-After'],
  'records-unavailable': ['Retry-After'],
  'not-ready': ['Retry-After'],
}

/** Refers to the headers of an answer that is one of these problems. Routes with and without a key share answers. */
export const headersOfProblems = (slugs: readonly ProblemSlug[]): Record<string, oas31.ReferenceObject> =>
  withHeaders(...headersOf.any, ...headersOf.guarded, ...slugs.flatMap(slug => problemHeaders[slug] ?? []))

/** The headers of requests that many routes read. */
export const requestHeaders = {
  'X-Correlation-ID': {
    name: 'X-Correlation-ID',
    in: 'header',
    description:
      'Your own id for this request, of 1 to 64 letters, digits, “.”, “_” and “-”, which stands in the log of the service and comes back. One of another form, or that looks like a person’s name or number, is passed over. X-Request-ID does as well; of a `traceparent` the trace id is logged too.',
    schema: { type: 'string', examples: ['form-7f3a9c'] },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: 'The ETag of an answer that you have. If it is still the same, the answer is 304 and has no body.',
    schema: { type: 'string', examples: ['W/"…"'] },
  },
} as const satisfies Readonly<Record<string, oas31.ParameterObject>>

/** Refers to a header of requests. */
export const referToRequestHeader = (name: keyof typeof requestHeaders): oas31.ReferenceObject => ({
  $ref: `#/components/parameters/${name}`,
})
