import {
  consistencyBetween,
  type LogToRead,
  type ReceiptEvidence,
  type ReceiptReport,
  receiptText,
  verifyReceipt,
} from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { readText } from '../../records/read-text.ts'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** The proof between the two checkpoints, if the log itself is at hand and whole. */
const proofBy = async (
  log: Pick<LogToRead, 'database'> | undefined,
  {
    receipt,
    kept,
    verifierKey,
  }: { readonly receipt: string; readonly kept: string | undefined; readonly verifierKey: string },
): Promise<Pick<ReceiptEvidence, 'consistency'>> => {
  const own = member(parsed(receipt), 'checkpoint')
  if (log === undefined || kept === undefined || typeof own !== 'string') return {}
  const proof = await consistencyBetween({ database: log.database, verifierKey }, own, kept).catch(() => undefined)
  return proof?.ok ? { consistency: proof.value } : {}
}

/** A proof from a file, as `GET /checkpoint/consistency` answers it. */
const proofIn = async (path: string | undefined): Promise<Checked<Pick<ReceiptEvidence, 'consistency'>>> => {
  if (path === undefined) return accepted({})
  const read = await readText(path)
  if (!read.ok) return read
  const value = parsed(read.value)
  const proof = Array.isArray(value) ? value : member(value, 'proof')
  if (Array.isArray(proof) && proof.every(step => typeof step === 'string')) return accepted({ consistency: proof })
  const message =
    'This is no consistency proof: expected JSON with a member “proof”, a list of hashes in base64, as GET /checkpoint/consistency answers it.'
  return refused([{ code: 'malformed', pointer: '/proof', message, file: path }])
}

/** A receipt, and what it is held against. */
export interface ReceiptToCheck {
  readonly file: string
  /** What stands in it. Read before the records are opened: no file is, once they are. */
  readonly text: string
  readonly verifierKey: string
  /** The text of a checkpoint kept elsewhere. */
  readonly checkpoint: string | undefined
  /** A file with the consistency proof between the two. */
  readonly consistency?: string | undefined
  /** Undefined: offline. */
  readonly log?: Pick<LogToRead, 'database'> | undefined
}

/** Checks the receipt in a file, or that of a whole answer, in whatever layout its JSON is. */
export const verifyReceiptFile = async ({
  file,
  text: found,
  verifierKey,
  checkpoint,
  consistency,
  log,
}: ReceiptToCheck): Promise<Checked<ReceiptReport>> => {
  const text = receiptText(found)
  if (!text.ok) return { ok: false, issues: text.issues.map(issue => ({ ...issue, file })) }
  const given = await proofIn(consistency)
  if (!given.ok) return given
  const kept = checkpoint === undefined ? {} : { checkpoint }
  const worked = await proofBy(log, { receipt: text.value, kept: checkpoint, verifierKey })
  return accepted(verifyReceipt(text.value, { verifierKey, ...kept, ...worked, ...given.value }))
}
