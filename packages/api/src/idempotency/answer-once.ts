import { createHmac } from 'node:crypto'
import { canonicalJson } from '@virtual-school/rules'
import { problem } from '../problem.ts'
import type { Reply } from '../reply.ts'
import { readKey } from './key.ts'
import type { IdempotencyStore } from './store.ts'

export interface Idempotency {
  readonly store: IdempotencyStore
  /** Facts have few values, so that a plain hash of them could be guessed. */
  readonly secret: Uint8Array
}

interface Asked {
  readonly header: string | readonly string[] | undefined
  readonly caller: string
  /** JSON: the request, and the person who asks. */
  readonly body: unknown
}

/**
 * What came of deciding: the same request will always get it. Faults, and what hangs on which rules are held, may pass. What is
 * recorded need not be remembered here: the records answer it again, and know whether it was erased since.
 */
const isToBeKept = ({ status, problem, isRecorded = false }: Reply): boolean =>
  !isRecorded && (status === 200 || problem === 'request-refused')

/**
 * Answers a request that bears a key no more than once, whoever asks again and however soon; one without a key as ever. `answer`
 * gets the key: what is recorded is recorded with it, since other processes know nothing of what is remembered here.
 */
export const answerOnce = async (
  { store, secret }: Idempotency,
  { header, caller, body }: Asked,
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
