import { createHmac } from 'node:crypto'
import { type By, defaultRealm } from '@virtual-school/records'
import { type Checked, canonicalJson, type Issue } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import type { Request, RequestHandler } from 'express'
import { problem } from '../http/problem.ts'
import { type Reply, send } from '../http/reply.ts'
import type { IdempotencyStore } from './store.ts'

const lengthMost = 255

/** A String of RFC 8941, as the draft requires: printable ASCII in quotes, with “"” and “\” after a backslash. */
const quotedForm = /^"((?:[ !#-[\]-~]|\\["\\])+)"$/
/** What many clients send instead: the key without quotes. */
const plainForm = /^[A-Za-z0-9._~:+/=-]+$/

/** The key of an Idempotency-Key header, in quotes or without. Undefined: there is no such header. Issue: it cannot be used. */
export const readKey = (header: string | readonly string[] | undefined): Checked<string | undefined> => {
  if (header === undefined) return accepted(undefined)
  const text = String(header).trim()
  const key = quotedForm.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plainForm.exec(text)?.[0]
  return key === undefined || key.length > lengthMost ? refused([malformed]) : accepted(key)
}

const malformed: Issue = {
  code: 'malformed',
  pointer: '/Idempotency-Key',
  message: `Expected: one text of 1 to ${lengthMost} characters in double quotes, such as a UUID. Letters, digits and “.”, “_”, “~”, “:”, “+”, “/”, “=”, “-” may stand without quotes.`,
}

/** A request as its key identifies it: who calls, what is requested, and which person asks. */
export const describeRequest = (
  { headers }: Pick<Request, 'headers'>,
  { client, realm = defaultRealm, actor = null }: Omit<By, 'actor'> & { readonly actor?: string | null },
  request: unknown,
) => ({
  header: headers['idempotency-key'],
  // No realm holds a line break.
  caller: `${realm}\n${client}`,
  body: { actor, request },
})

const notHere: Issue = {
  code: 'not-allowed-here',
  pointer: '/Idempotency-Key',
  message:
    'A batch takes no Idempotency-Key: each of its requests is recorded by itself. Leave it out, or send what must not be recorded twice to POST /decide, one by one.',
}

/** Refuses a key (400) on a route that does not remember its answers. */
export const rejectIdempotencyKey: RequestHandler = (request, response, next) =>
  request.headers['idempotency-key'] === undefined
    ? next()
    : send(response, problem('malformed-idempotency-key', { issues: [notHere] }))

/** Where answers are remembered, and the secret for the fingerprints of requests. */
export interface Idempotency {
  readonly store: IdempotencyStore
  /** Facts have few values, so a plain hash of them could be guessed. */
  readonly secret: Uint8Array
}

interface RequestTarget {
  readonly header: string | readonly string[] | undefined
  readonly caller: string
  /** JSON: the request, and the person who asks. */
  readonly body: unknown
}

/**
 * Whether the same request will always get this answer. Faults may pass, and so may what depends on the rules in use. What is
 * recorded need not be remembered here: the records give it again, and know whether it has been erased.
 */
const isToBeKept = ({ status, problem, isRecorded = false }: Reply): boolean =>
  !isRecorded && (status === 200 || problem === 'request-refused')

/**
 * Answers a request with a key once: sent again, it gets the first answer, or a problem while there is none yet. A request
 * without a key is answered each time. `answer` gets the key, so that it is recorded too: other processes do not know what is
 * remembered here.
 */
export const answerOnce = async (
  { store, secret }: Idempotency,
  { header, caller, body }: RequestTarget,
  answer: (key?: string) => Promise<Reply>,
): Promise<Reply> => {
  const read = readKey(header)
  if (!read.ok) return problem('malformed-idempotency-key', { issues: read.issues })
  if (read.value === undefined) return answer()
  const fingerprint = createHmac('sha256', secret).update(canonicalJson(body)).digest('base64')
  const claim = await store.claim({ caller, key: read.value, fingerprint })
  if (claim.kind === 'answered') return claim.reply
  if (claim.kind === 'in-flight') return problem('idempotency-key-in-flight', { headers: { 'Retry-After': '1' } })
  if (claim.kind === 'other-body') return problem('idempotency-key-reused')
  try {
    const reply = await answer(read.value)
    await (isToBeKept(reply) ? claim.finish(reply) : claim.abandon())
    return reply
  } catch (thrown) {
    await claim.abandon()
    throw thrown
  }
}
