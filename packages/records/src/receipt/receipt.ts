import { canonicalJson } from '@virtual-school/rules'
import { accepted, readJson } from '@virtual-school/rules/internal'
import * as z from 'zod'
import { type Checked, malformed } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'
import { describeShapeIssues, envelopeSchema } from '../model/read-envelope.ts'
import { hashFromBase64, hashToBase64 } from '../tree/hash.ts'

// A whole answer holds a trace.
const answerLimits = { bytes: 16 * 1024 * 1024, depthLevels: 100, keysCount: 1_000_000 }

const readMember = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined

/**
 * The text of a receipt, canonical as `verifyReceipt` takes it, from JSON in any layout: a receipt, or a whole answer of the
 * service that holds one. Programs write JSON in another layout when they store it; what it says is checked, not how it was laid out. Issues
 * if it is no JSON, or a key stands twice in it.
 */
export const receiptText = (json: string): Checked<string> => {
  const read = readJson(json, answerLimits)
  if (!read.ok) return read
  const held = readMember(read.value, 'receipt')
  if (typeof held === 'string') return accepted(held)
  return accepted(canonicalJson(held ?? read.value))
}

/**
 * What a caller keeps: the record’s envelope, where it stands in the log, and the proof that the tree of the checkpoint holds
 * it. It needs nothing else to be checked but the log’s verifier key.
 */
export interface Receipt {
  readonly v: 1
  readonly envelope: Envelope
  /** From 0. */
  readonly index: number
  /** RFC 6962, from the leaf up. */
  readonly proof: readonly Buffer[]
  /** A signed note. */
  readonly checkpoint: string
}

// A tree of 2^53 leaves, the largest whose leaves can be counted, is 53 levels high.
const proofStepsCount = 53
const limits = { bytes: 64 * 1024, depthLevels: 8, keysCount: 200 }

const receiptSchema = z.strictObject({
  v: z.literal(1),
  envelope: envelopeSchema,
  index: z.int().nonnegative(),
  proof: z.array(z.base64().length(44)).max(proofStepsCount),
  checkpoint: z.string().min(1),
})
const members = [...Object.keys(receiptSchema.shape), ...Object.keys(envelopeSchema.shape)]

/** The receipt of one record: its envelope as canonical JSON, its index, and its proof. */
type ReceiptWriter = (envelopeJson: string, index: number, proof: readonly Buffer[]) => string

/**
 * Writes the receipts of one checkpoint as text (canonical JSON). Proofs of a batch share most of their hashes, so each is put
 * into base64 once. `envelopeJson` is taken as it is: it is the leaf’s data.
 */
export const createReceiptWriter = (checkpoint: string): ReceiptWriter => {
  const written = new Map<Buffer, string>()
  const quoted = (hash: Buffer): string => {
    const known = written.get(hash)
    if (known !== undefined) return known
    const text = `"${hashToBase64(hash)}"`
    written.set(hash, text)
    return text
  }
  const begin = `{"checkpoint":${JSON.stringify(checkpoint)},"envelope":`
  return (envelopeJson, index, proof) =>
    `${begin}${envelopeJson},"index":${index},"proof":[${proof.map(quoted).join(',')}],"v":1}`
}

/**
 * Reads the text of a receipt, or gives every issue why not. Only the canonical form is read (keys sorted, no white space):
 * no two texts are one receipt, so any change of the text changes the receipt.
 */
export const parseReceipt = (text: string): Checked<Receipt> => {
  const json = readJson(text, limits)
  if (!json.ok) return json
  const read = receiptSchema.safeParse(json.value)
  if (!read.success) return { ok: false, issues: describeShapeIssues(read.error, members) }
  const proof = read.data.proof.map(hashFromBase64).filter(step => step !== undefined)
  if (proof.length !== read.data.proof.length || canonicalJson(read.data) !== text)
    return malformed(
      'The receipt was written again by a program: expected canonical JSON (RFC 8785), keys sorted and no white space, as it was given. Nothing may be lost, and nothing added.',
    )
  return accepted({ ...read.data, proof })
}
