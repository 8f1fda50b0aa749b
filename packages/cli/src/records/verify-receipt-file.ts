import { readFile } from 'node:fs/promises'
import {
  consistencyBetween,
  type ReceiptEvidence,
  type ReceiptReport,
  type Records,
  receiptText,
  verifyReceipt,
} from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'

/** The text of a file named on the command line. */
export const textOf = async (path: string): Promise<Checked<string>> => {
  try {
    return { ok: true, value: await readFile(path, 'utf8') }
  } catch {
    const message = 'The file could not be read. Check its name.'
    return { ok: false, issues: [{ code: 'unreadable', pointer: '', message, file: path }] }
  }
}

const checkpointIn = (receipt: string): string | undefined => {
  try {
    const { checkpoint } = JSON.parse(receipt) as { readonly checkpoint?: unknown }
    return typeof checkpoint === 'string' ? checkpoint : undefined
  } catch {
    return undefined
  }
}

/** The proof between the two checkpoints, where the log itself is at hand. */
const proofBy = async (
  records: Records | undefined,
  receipt: string,
  kept: string | undefined,
): Promise<Pick<ReceiptEvidence, 'consistency'>> => {
  const own = checkpointIn(receipt)
  if (records === undefined || kept === undefined || own === undefined) return {}
  const proof = await consistencyBetween(records, own, kept)
  return proof.ok ? { consistency: proof.value } : {}
}

export interface ReceiptToCheck {
  readonly file: string
  /** What stands in it. Read before the records are opened: no file is, once they are. */
  readonly text: string
  readonly verifierKey: string
  /** The text of a checkpoint kept elsewhere. */
  readonly checkpoint: string | undefined
  /** Undefined: offline. */
  readonly records?: Records | undefined
}

/** Checks the receipt in a file, or that of a whole answer, in whatever layout its JSON is. */
export const verifyReceiptFile = async ({
  file,
  text: given,
  verifierKey,
  checkpoint,
  records,
}: ReceiptToCheck): Promise<Checked<ReceiptReport>> => {
  const text = receiptText(given)
  if (!text.ok) return { ok: false, issues: text.issues.map(issue => ({ ...issue, file })) }
  const kept = checkpoint === undefined ? {} : { checkpoint }
  return {
    ok: true,
    value: verifyReceipt(text.value, { verifierKey, ...kept, ...(await proofBy(records, text.value, checkpoint)) }),
  }
}
