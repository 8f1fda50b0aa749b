import type { Rules } from '@virtual-school/rules/internal'
import { accepted } from '@virtual-school/rules/internal'
import type { Repeat } from '../append/draft.ts'
import type { Records } from '../append/records.ts'
import { buildKeyChain, isKeyAt } from '../checkpoint/key-chain.ts'
import type { RecordRow } from '../database/schema.ts'
import { selectRotations } from '../log/events.ts'
import { readHead } from '../log/head.ts'
import { createTreeSource, selectRecordBySeq } from '../log/read.ts'
import { readRecordedRules } from '../log/rules.ts'
import type { Checked } from '../model/checked.ts'
import type { DecisionPayload } from '../model/payload.ts'
import { createReceiptWriter } from '../receipt/receipt.ts'
import { traceOf } from '../replay/replay-one.ts'
import { leafHash } from '../tree/hash.ts'
import { computeRangeRoot, proveInclusion, proveTreeConsistency } from '../tree/proofs.ts'
import { isConsistent, isIncluded } from '../tree/verify.ts'
import { openRecord } from '../unseal/open.ts'

/** A size of the log, and who signed it. */
interface SignedTree {
  readonly tree: { readonly size: number; readonly root: Buffer }
  readonly note: () => string
}

/**
 * The receipt of a record as it was given when the log had this size: the same bytes. If the key that signed a log of that size was
 * replaced since, the receipt is against the log as it stands now, which the key of now has signed. Undefined if the stored log no
 * longer bears it out: nothing is ever signed that does not agree with the head. Rejects if storage fails, or the stored tree has a
 * hole.
 */
const rebuildReceipt = async (
  { database, signer }: Pick<Records, 'database' | 'signer'>,
  { envelope, seq }: RecordRow,
  size: number,
): Promise<string | undefined> => {
  const source = createTreeSource(database.db)
  const head = await readHead(database.db)
  if (size > head.size) return undefined
  const tree = { size, root: await computeRangeRoot(source, 0, size) }
  const now = { size: head.size, root: Buffer.from(head.root) }
  if (!isConsistent(tree, now, await proveTreeConsistency(source, size, head.size))) return undefined
  const chain = buildKeyChain(signer.verifierKey, await selectRotations(database.db))
  const signed: SignedTree = isKeyAt(chain, size, signer.verifierKey)
    ? { tree, note: () => signer.sign(tree) }
    : { tree: now, note: () => head.note }
  const proof = await proveInclusion(source, seq, signed.tree.size)
  return isIncluded(seq, leafHash(envelope), proof, signed.tree)
    ? createReceiptWriter(signed.note())(envelope, seq, proof)
    : undefined
}

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

/** How the answer is to look. */
export interface AgainOptions {
  /** Whether the first answer had its trace. */
  readonly hasTrace: boolean
  /** Rules that were read already, to spare reading those that were kept if they are the same. */
  readonly rules?: Rules
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
  const row = await selectRecordBySeq(records.database.db, seq)
  if (repeat.repeats === 'changed' || row === undefined) return damaged
  const opened = await openRecord(records, row)
  if (opened.state === 'erased') return { kind: 'erased' }
  const receipt = await rebuildReceipt(records, row, repeat.size)
  if (opened.state === 'damaged' || receipt === undefined) return damaged
  const answered = { kind: 'same', id: row.id, recordedAt: opened.envelope.recordedAt, receipt } as const
  if (opened.state !== 'decision') return answered
  const result = await rebuildResult(records, opened.payload, { hasTrace, ...(rules && { rules }) })
  return result.ok ? { ...answered, result: result.value } : damaged
}

const withoutTrace = 'null}'

/** A result as it was given out. Its trace, the last member, is made of the packed one. */
const rebuildResult = async (
  { database }: Pick<Records, 'database'>,
  payload: DecisionPayload,
  { hasTrace, rules }: AgainOptions,
): Promise<Checked<string>> => {
  const text = JSON.stringify(payload.result)
  if (!hasTrace) return accepted(text)
  const { digest } = payload.result.rules
  const kept =
    rules?.digest === digest ? { ok: true as const, value: rules } : await readRecordedRules(database, digest)
  const trace = kept.ok ? traceOf(payload, kept.value) : kept
  return trace.ok ? accepted(`${text.slice(0, -withoutTrace.length)}${JSON.stringify(trace.value)}}`) : trace
}
