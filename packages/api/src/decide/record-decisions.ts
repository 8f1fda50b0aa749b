import {
  type Again,
  answerAgain,
  type By,
  isRepeat,
  type Kept,
  onceOf,
  type Repeat,
  repeatBy,
} from '@virtual-school/records'
import { countDecision, type Metrics } from '../operations/metrics.ts'
import type { Keeper } from '../recording/decision-recorder.ts'
import { recordText } from '../recording/replies.ts'
import type { Service } from '../service.ts'
import type { Outcome, Unkept } from './evaluate-request.ts'

/** Keeps, all at once and in their order, what is to be kept of some requests; only then are they decided. */
export const keepAll = async (
  { keeper, metrics }: Service,
  considered: readonly (Outcome | Unkept)[],
  by: By,
): Promise<readonly Outcome[]> => {
  const unkept = considered.filter(one => one.kind === 'unkept')
  if (unkept.length === 0 || keeper === undefined) return considered.filter(one => one.kind !== 'unkept')
  const begun = performance.now()
  const kept = await keeper.keep(unkept.map(({ decided }) => ({ ...decided, by })))
  if (kept !== undefined) metrics.committed((performance.now() - begun) / 1_000)
  let next = 0
  return considered.map((one): Outcome => {
    if (one.kind !== 'unkept') return one
    const mine = kept?.[next++]
    return mine === undefined ? { kind: 'records-unavailable' } : given(metrics, one, mine)
  })
}

/** A decision that is on disk, and counted. */
export const given = (metrics: Metrics, { text }: Unkept, kept: Kept): Outcome => {
  countDecision(metrics, text)
  return { kind: 'decided', text, kept }
}

/** A decision as it is given out, with what proves that it was kept. */
export const answerText = ({ text, kept }: Outcome & { readonly kind: 'decided' }): string =>
  kept === undefined ? `{"result":${text}}` : recordText({ ...kept, result: text })

/** A request that bears a key. */
export interface KeyedRequest {
  readonly key: string
  readonly body: unknown
  readonly by: By
}

const asksForTrace = (body: unknown): boolean =>
  !(typeof body === 'object' && body !== null && 'trace' in body && body.trace === 'none')

/**
 * Keeps what was considered, unless its key has been answered before, by whichever process: then the answer is made again from
 * the record. That holds too if the request would be refused by now, as after a change of the rules.
 */
export const keepOnce = async (
  { keeper, metrics, rules }: Service & { readonly keeper: Keeper },
  considered: Outcome | Unkept,
  { key, body, by }: KeyedRequest,
): Promise<Outcome | Again> => {
  const { records } = keeper
  const once = onceOf(records, by, { key, request: { decide: body } })
  const again = (repeat: Repeat) => answerAgain(records, repeat, { hasTrace: asksForTrace(body), rules })
  try {
    if (considered.kind !== 'unkept') {
      const repeat = await repeatBy(records, once)
      return repeat === undefined ? considered : await again(repeat)
    }
    const appended = await keeper.keepOnce({ ...considered.decided, by }, once)
    if (appended === undefined) return { kind: 'records-unavailable' }
    return isRepeat(appended) ? await again(appended) : given(metrics, considered, appended)
  } catch (thrown) {
    keeper.failed(thrown)
    return { kind: 'records-unavailable' }
  }
}
