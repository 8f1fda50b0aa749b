import type { Rules } from '@virtual-school/rules'
import type { Checked } from '../checked.ts'
import type { DecisionPayload } from '../keeping/payload.ts'
import { keptRulesOf } from '../log/kept-rules.ts'
import { recordBySeq } from '../log/read.ts'
import { openRecord } from '../opening/open.ts'
import type { Records } from '../records.ts'
import { traceOf } from '../replaying/trace-of.ts'
import type { Once } from './once.ts'
import { onceRowOf } from './once-rows.ts'
import { receiptAgain } from './receipt-again.ts'
import { type Repeat, repeatOf } from './repeat.ts'

/** The answer to a request whose key has been answered before. */
export type Again =
  /** As it was the first time. `result` is of a decision: its JSON, the same bytes. */
  | {
      readonly kind: 'same'
      readonly id: string
      readonly recordedAt: string
      readonly receipt: string
      readonly result?: string
    }
  /** The key belongs to another request. */
  | { readonly kind: 'other' }
  /** It was erased. */
  | { readonly kind: 'erased' }
  /** What is stored is not what was kept: “records verify” says more. */
  | { readonly kind: 'damaged'; readonly seq: number }

export interface AgainOptions {
  /** Whether the first answer had its trace. */
  readonly hasTrace: boolean
  /** Rules that are at hand, to spare reading those that were kept if they are the same. */
  readonly rules?: Rules
}

/** What a key was answered with; undefined: it was not, or longer ago than rows are kept. Rejects if storage fails. */
export const repeatBy = async (
  { database, keys }: Pick<Records, 'database' | 'keys'>,
  once: Once,
): Promise<Repeat | undefined> => {
  const row = await onceRowOf(database.db, once)
  return row && repeatOf(keys, row, once)
}

/**
 * Makes the answer to a request again, from what was sealed and from the stored tree. Leaves no record of being read: who asks is
 * the caller to whom it was given, with the very request. Rejects if storage fails.
 */
export const answerAgain = async (
  records: Pick<Records, 'database' | 'keys' | 'signer'>,
  repeat: Repeat,
  { hasTrace, rules }: AgainOptions,
): Promise<Again> => {
  if (repeat.repeats === 'other' || repeat.repeats === 'erased') return { kind: repeat.repeats }
  const { seq } = repeat
  const damaged = { kind: 'damaged', seq } as const
  const row = await recordBySeq(records.database.db, seq)
  if (repeat.repeats === 'changed' || row === undefined) return damaged
  const opened = await openRecord(records, row)
  if (opened.state === 'erased') return { kind: 'erased' }
  const receipt = await receiptAgain(records, row, repeat.size)
  if (opened.state === 'damaged' || receipt === undefined) return damaged
  const answered = { kind: 'same', id: row.id, recordedAt: opened.envelope.recordedAt, receipt } as const
  if (opened.state !== 'decision') return answered
  const result = await resultText(records, opened.payload, { hasTrace, ...(rules && { rules }) })
  return result.ok ? { ...answered, result: result.value } : damaged
}

const withoutTrace = 'null}'

/** A result as it was given out. Its trace, the last member, is made of the packed one. */
const resultText = async (
  { database }: Pick<Records, 'database'>,
  payload: DecisionPayload,
  { hasTrace, rules }: AgainOptions,
): Promise<Checked<string>> => {
  const text = JSON.stringify(payload.result)
  if (!hasTrace) return { ok: true, value: text }
  const { digest } = payload.result.rules
  const kept = rules?.digest === digest ? { ok: true as const, value: rules } : await keptRulesOf(database, digest)
  const trace = kept.ok ? traceOf(payload, kept.value) : kept
  return trace.ok ? { ok: true, value: `${text.slice(0, -withoutTrace.length)}${JSON.stringify(trace.value)}}` } : trace
}
