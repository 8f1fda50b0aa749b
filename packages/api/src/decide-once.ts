import { type Again, answerAgain, type By, isRepeat, onceOf, type Repeat, repeatBy } from '@virtual-school/records'
import { given, type Outcome, type Unkept } from './decide.ts'
import type { Keeper } from './records/keeper.ts'
import type { Service } from './service.ts'

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
