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
import type { DecisionRecorder } from '../recording/decision-recorder.ts'
import { renderRecord } from '../recording/replies.ts'
import type { Service } from '../service.ts'
import type { DecisionOutcome, PendingDecision } from './evaluate-request.ts'

/** Records the pending decisions of some requests, together and in their order. Only then they are decided. */
export const recordAll = async (
  { recorder, metrics }: Service,
  evaluated: readonly (DecisionOutcome | PendingDecision)[],
  by: By,
): Promise<readonly DecisionOutcome[]> => {
  const pending = evaluated.filter(one => one.kind === 'pending')
  if (pending.length === 0 || recorder === undefined) return evaluated.filter(one => one.kind !== 'pending')
  const begun = performance.now()
  const kept = await recorder.record(pending.map(({ decided }) => ({ ...decided, by })))
  if (kept !== undefined) metrics.committed((performance.now() - begun) / 1_000)
  let next = 0
  return evaluated.map((one): DecisionOutcome => {
    if (one.kind !== 'pending') return one
    const mine = kept?.[next++]
    return mine === undefined ? { kind: 'records-unavailable' } : confirmRecorded(metrics, one, mine)
  })
}

/** The outcome of a decision that is on disk now. Counts it. */
const confirmRecorded = (metrics: Metrics, { text, decided }: PendingDecision, kept: Kept): DecisionOutcome => {
  countDecision(metrics, decided.decided.findings)
  return { kind: 'decided', text, kept }
}

/** A decision as JSON text, with the receipt that proves that it was recorded. */
export const renderDecisionText = ({ text, kept }: DecisionOutcome & { readonly kind: 'decided' }): string =>
  kept === undefined ? `{"result":${text}}` : renderRecord({ ...kept, result: text })

/** A request with an Idempotency-Key. */
interface RequestWithKey {
  readonly key: string
  readonly body: unknown
  readonly by: By
}

const asksForTrace = (body: unknown): boolean =>
  !(typeof body === 'object' && body !== null && 'trace' in body && body.trace === 'none')

/**
 * Records a decision, unless its key has been answered before, by any process: then the answer is built again from the record.
 * That holds also if the request would be refused now, for example after a change of the rules.
 */
export const recordOnce = async (
  { recorder, metrics, rules }: Service & { readonly recorder: DecisionRecorder },
  evaluated: DecisionOutcome | PendingDecision,
  { key, body, by }: RequestWithKey,
): Promise<DecisionOutcome | Again> => {
  const { records } = recorder
  const once = onceOf(records, by, { key, request: { decide: body } })
  const again = (repeat: Repeat) => answerAgain(records, repeat, { hasTrace: asksForTrace(body), rules })
  try {
    if (evaluated.kind !== 'pending') {
      const repeat = await repeatBy(records, once)
      return repeat === undefined ? evaluated : await again(repeat)
    }
    const appended = await recorder.recordOnce({ ...evaluated.decided, by }, once)
    if (appended === undefined) return { kind: 'records-unavailable' }
    return isRepeat(appended) ? await again(appended) : confirmRecorded(metrics, evaluated, appended)
  } catch (thrown) {
    recorder.noteFailure(thrown)
    return { kind: 'records-unavailable' }
  }
}
