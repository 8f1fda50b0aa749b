/** One kind of refusal or failure, as RFC 9457 has it. Its page is served at its `type`. */
interface ProblemKind {
  readonly status: number
  readonly title: string
  /** When it comes. */
  readonly meaning: string
  /** What the caller can do. */
  readonly remedy: string
}

/** Every problem that the service answers with: statuses, documents, pages and tests all read this table. */
export const problems = {
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    meaning:
      'What arrived is not HTTP/1.1: its first line, a header or the lengths of its pieces. Nothing of it was used.',
    remedy: 'Send it with an HTTP library, not by hand. A proxy between may have cut it short.',
  },
  'malformed-address': {
    status: 400,
    title: 'The address cannot be read',
    meaning: 'A part of the address is not percent-encoded UTF-8.',
    remedy: 'Encode each part of the path before you put it in.',
  },
  'malformed-body': {
    status: 400,
    title: 'The body is not JSON that can be relied on',
    meaning:
      'The body is not UTF-8 text, is not JSON, names a member twice, names one that JavaScript reserves, is nested too deeply or has too many members. Nothing of it was used.',
    remedy: 'Each issue names a place, and a line and column. Write the body with a JSON library, not by hand.',
  },
  'malformed-idempotency-key': {
    status: 400,
    title: 'The Idempotency-Key cannot be used',
    meaning:
      'The header Idempotency-Key is empty, stands twice, is too long or holds more than one text; or it came with a batch, which takes none. Nothing was decided.',
    remedy:
      'Send a new UUID in double quotes with each new request, and the same one when you send a request again. Leave it out of a batch.',
  },
  'malformed-actor': {
    status: 400,
    title: 'The reference of the person cannot be used',
    meaning:
      'The header X-Actor is no reference of 1 to 200 letters, digits, “.”, “_”, “:” and “-”, or it looks like a name, an e-mail address or a national number. Nothing was done.',
    remedy: 'Send a reference that means nothing to others, such as a staff number, or leave X-Actor out.',
  },
  'incomplete-body': {
    status: 400,
    title: 'The body did not arrive whole',
    meaning: 'The connection ended, or the body is not as long as Content-Length says.',
    remedy: 'Send the request again.',
  },
  'query-refused': {
    status: 400,
    title: 'The query cannot be used',
    meaning: 'A parameter of the query is unknown, stands twice or names something that is not held.',
    remedy: 'Each issue names a parameter and, if there is one, the nearest right word.',
  },
  'actor-required': {
    status: 400,
    title: 'Nobody is named who asks',
    meaning: 'Records are shown to a person, who is recorded, and the request names none. Nothing was shown.',
    remedy:
      'Send X-Actor with your own reference for the person who asks, such as a staff number. The people who run the service can lift this with REQUIRE_ACTOR=off.',
  },
  'not-authenticated': {
    status: 401,
    title: 'The service does not know who is calling',
    meaning: 'No key or token was sent, or the one that was sent is unknown, has expired or was revoked.',
    remedy:
      'Send “Authorization: Bearer” and your key. The people who run the service make keys with “virtual-school keys create”.',
  },
  'not-allowed': {
    status: 403,
    title: 'The caller may not do this',
    meaning: 'The key or token is good, and has not the scope that this route takes.',
    remedy: 'The detail names the scope. Ask the people who run the service for a key that has it.',
  },
  'not-from-here': {
    status: 403,
    title: 'A page of another site must not ask for this',
    meaning:
      'The headers Sec-Fetch-Site, Origin or Referer say that a page of another site made the browser send this request. Nothing was done.',
    remedy: 'Call the service from a program of your own, not from a page that another host serves. Leave Origin out.',
  },
  'not-this-host': {
    status: 403,
    title: 'The service answers to the names of its own machine alone',
    meaning:
      'The service asks nobody for a key (ACCESS=open), and the Host header names something other than localhost, an address of 127.0.0.0/8 or [::1]. Nothing was done.',
    remedy:
      'Call it on the machine that it runs on, as http://localhost. To serve others, the people who run it make keys: “virtual-school keys create”.',
  },
  'not-through-a-proxy': {
    status: 403,
    title: 'The service is not to be reached through a proxy',
    meaning:
      'The service asks nobody for a key (ACCESS=open), and the request came through a proxy, as its headers (X-Forwarded-For, Forwarded, Via and the like) or HTTP/1.0 show. Nothing was done.',
    remedy:
      'Call it directly, on the machine that it runs on. Before it may stand behind a proxy, the people who run it make keys: “virtual-school keys create”.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such address, name or id',
    meaning: 'No route has this path, or the thing that it names is not held.',
    remedy: 'GET /openapi.json lists every path; GET /rules and GET /decisions list the names.',
  },
  'records-off': {
    status: 404,
    title: 'This service keeps no records',
    meaning: 'The service was started with RECORDS=off, so there is nothing to read and nowhere to keep an event.',
    remedy: 'Ask the people who run the service to set RECORDS=on. What was answered until then was not kept.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The address does not answer this method',
    meaning: 'The path is right and the method is not.',
    remedy: 'Use a method that the Allow header names.',
  },
  'too-slow': {
    status: 408,
    title: 'The request took too long to arrive',
    meaning: 'The header has five seconds to arrive, and the whole request ten, unless the service was set otherwise.',
    remedy: 'Send the request in one go. Split a batch that takes longer.',
  },
  'not-acceptable': {
    status: 406,
    title: 'There is no such form of this',
    meaning: 'The Accept header names no form that this address has.',
    remedy: 'Ask for a form that the address has, as GET /openapi.json lists them, or leave Accept out.',
  },
  'rules-not-on-offer': {
    status: 409,
    title: 'The rules that were insisted on are not the ones held',
    meaning:
      'The request named a version or digest of the rules in “rules”, and this service answers from others. Nothing was decided.',
    remedy:
      'Leave “rules” out, or name a version or digest that “offers” lists, once you are content with what changed.',
  },
  'idempotency-key-in-flight': {
    status: 409,
    title: 'A request with this Idempotency-Key is still being answered',
    meaning: 'The same request with the same Idempotency-Key arrived before and has no answer yet.',
    remedy: 'Wait as long as Retry-After says and send it again: you will get the answer of the first.',
  },
  erased: {
    status: 410,
    title: 'What was answered has been erased',
    meaning:
      'A request with this Idempotency-Key was answered and recorded, and the record has been erased since, so the answer cannot be given again. Nothing was decided.',
    remedy: 'To have the case decided once more, send it with a new key. It will be recorded again.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'A request may have 64 KiB, and a batch that is one JSON array 1 MiB.',
    remedy: 'Send a batch as lines (application/x-ndjson), which has no limit but 64 KiB a line.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a kind that is not read here',
    meaning: 'The Content-Type is missing, is another than the route takes, or names a character set other than UTF-8.',
    remedy: 'Send application/json; to POST /decide/batch, application/x-ndjson too.',
  },
  'encoded-body': {
    status: 415,
    title: 'The body is compressed',
    meaning: 'The request has a Content-Encoding. Compressed bodies are not read, since their true size is hidden.',
    remedy: 'Send the body as it is and leave Content-Encoding out.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The request expects what is not done here',
    meaning: 'The Expect header asks for something other than 100-continue.',
    remedy: 'Leave Expect out.',
  },
  'request-refused': {
    status: 422,
    title: 'The request cannot be decided',
    meaning:
      'The body is sound JSON, and something in it is unknown, of the wrong type, impossible or contradictory. Nothing was decided.',
    remedy: 'The issues are all there are: put each right at its pointer. GET /facts lists what each fact may be.',
  },
  'too-many-requests': {
    status: 429,
    title: 'There were too many requests',
    meaning:
      'The caller has sent more requests in a minute than it may, or read the records of one child more often, or its address has sent more wrong keys.',
    remedy: 'Wait for as many seconds as Retry-After says. The RateLimit header of every answer says how much is left.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    meaning:
      'A request with this Idempotency-Key and another body, or from another person (X-Actor), was answered before. Nothing was decided.',
    remedy:
      'Use a new key for each new request. If this is the same request, send the very body that you sent first, and the same X-Actor.',
  },
  'header-too-large': {
    status: 431,
    title: 'The header is too large',
    meaning: 'The address and the headers may have 8 KiB together.',
    remedy: 'Leave out headers that are not needed, and put into the body what is asked.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong in the service',
    meaning: 'This is a fault of the service, not of the request. Nothing was decided.',
    remedy: 'Report the “instance”, which stands beside the fault in the service’s log.',
  },
  'evaluators-disagree': {
    status: 500,
    title: 'The rules engine disagrees with itself',
    meaning: 'Two evaluators that must always agree gave different decisions, so neither was given out.',
    remedy:
      'Report the “instance” with the version of the rules. Do not rely on decisions of this kind until it is mended.',
  },
  'cannot-authenticate': {
    status: 503,
    title: 'It cannot be found out who is calling',
    meaning:
      'The token may be good, but the keys of its issuer cannot be fetched, so that nothing can be checked with them.',
    remedy: 'Try again in half a minute. Keys of this service’s own go on working.',
  },
  overloaded: {
    status: 503,
    title: 'The service has too much to do',
    meaning: 'More is asked than can be answered in time, so this was turned away unread. Nothing was decided.',
    remedy: 'Send it again after the seconds that Retry-After names, and no sooner.',
  },
  'records-unavailable': {
    status: 503,
    title: 'What was decided cannot be kept',
    meaning:
      'The records cannot be written or read just now. A decision that is not on disk is not given out, so nothing was decided.',
    remedy: 'Send it again, with the same Idempotency-Key, after the seconds that Retry-After names.',
  },
  'not-ready': {
    status: 503,
    title: 'The service is not ready',
    meaning: 'The service is stopping, or what it decides cannot be kept just now.',
    remedy: 'Try again in a few seconds.',
  },
} as const satisfies Record<string, ProblemKind>

/** The name of a problem: the last part of its `type`. */
export type ProblemSlug = keyof typeof problems
