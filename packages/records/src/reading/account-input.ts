import { type Rules, unpackTrace } from '@virtual-school/rules'
import type { RecordRow } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { laterEvents } from '../events/events-of.ts'
import type { AccountInput, OpenedDecision, RecordChecks } from '../explanation/input.ts'
import type { DecisionPayload } from '../keeping/payload.ts'
import type { Head } from '../log/head.ts'
import { verifierKeysOf } from '../log/rotations.ts'
import type { OpenedRecord } from '../opening/opened.ts'
import { verifyReceipt } from '../receipt/verify-receipt.ts'
import type { Records } from '../records.ts'
import { replayOne } from '../replaying/replay-one.ts'
import { receiptAt } from './receipt-of.ts'

/** The kept decision with its full trace, which the kept rules give; null for the trace where they do not fit it. */
const withTrace = (rules: Rules | undefined, { request, result, evaluation }: DecisionPayload): OpenedDecision => {
  const skeleton = rules?.evaluate({ ...request, trace: 'full' })
  const trace =
    skeleton === undefined || 'issues' in skeleton || skeleton.trace === null
      ? undefined
      : unpackTrace(skeleton.trace, evaluation)
  return { request, result, trace: trace?.ok ? trace.value : null }
}

/** Deciding again is fast enough to be done whenever somebody reads. */
const replayCheck = async (opened: OpenedRecord, rules: Rules | undefined): Promise<RecordChecks['replay']> => {
  if (opened.state !== 'decision' || rules === undefined) return 'not-checked'
  return (await replayOne(opened, rules, ['rules', 'json-rules-engine'])).length === 0 ? 'same' : 'different'
}

export interface Accounted {
  readonly row: RecordRow
  /** With an envelope that could be read. */
  readonly opened: OpenedRecord & { readonly envelope: Envelope }
  /** Those that decided, as they were kept; undefined: they are not to be had. */
  readonly rules: Rules | undefined
  /** What the receipt is checked against. */
  readonly head: Head
}

/** All that an account of a decision is made of. */
export const accountInput = async (
  records: Records,
  { row, opened, rules, head }: Accounted,
): Promise<AccountInput> => {
  const receipt = await receiptAt(records, row, head)
  const { verdict } = verifyReceipt(receipt, { verifierKey: await verifierKeysOf(records) })
  return {
    envelope: opened.envelope,
    opened: opened.state === 'decision' ? withTrace(rules, opened.payload) : null,
    events: await laterEvents(records, row),
    checks: {
      rules: rules === undefined ? 'not-kept' : 'kept',
      receipt: verdict === 'genuine' && opened.state !== 'damaged' ? 'verified' : 'failed',
      replay: await replayCheck(opened, rules),
    },
  }
}
