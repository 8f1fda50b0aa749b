import type { Checked, Issue } from '../checked.ts'
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { readVerifierKey } from '../checkpoint/verifier-key.ts'
import { bareCheckpoint, inclusionCheck, logCheck, numberCheck, signatureCheck } from './checks.ts'
import { type OutsideEvidence, outsideChecks } from './outside.ts'
import { readReceipt } from './receipt.ts'
import { failed, looked, passed, type ReceiptReport, reportOf } from './report.ts'

export interface ReceiptEvidence extends OutsideEvidence {
  /** C2SP `name+id+key`, from the log’s owner and not from the receipt’s bearer. */
  readonly verifierKey: string
}

/**
 * Checks the text of a receipt offline. In: the text as it was given, the log’s verifier key and, if there is one, a checkpoint
 * kept elsewhere with the consistency proof between the two. Out: what was looked at, each with what was compared, and the
 * verdict. Without a checkpoint kept elsewhere only what the log’s key signed for this receipt is looked at: a log written
 * anew by whoever holds that key is found by that checkpoint alone. Throws at no text.
 */
export const verifyReceipt = (text: string, evidence: ReceiptEvidence): ReceiptReport => receiptVerifier(evidence)(text)

/** `verifyReceipt` for many receipts with the same evidence: those that stand side by side under one checkpoint check its signature once. */
export const receiptVerifier = (evidence: ReceiptEvidence): ((text: string) => ReceiptReport) => {
  const key = readVerifierKey(evidence.verifierKey)
  let last: { readonly note: string; readonly checkpoint: Checked<Checkpoint> } | undefined
  const opened = (note: string): Checked<Checkpoint> => {
    if (last?.note !== note) last = { note, checkpoint: key.ok ? bareCheckpoint(note, key.value) : key }
    return last.checkpoint
  }
  return text => {
    const read = readReceipt(text)
    if (!read.ok) return reportOf([looked('form', failed(inWords(read.issues)))], read.issues)
    const receipt = read.value
    const checkpoint = opened(receipt.checkpoint)
    return reportOf([
      looked('form', passed('The text is canonical JSON and has every member of a receipt and no other.')),
      signatureCheck(checkpoint, key),
      logCheck(receipt, key),
      numberCheck(receipt),
      inclusionCheck(receipt, checkpoint),
      ...outsideChecks(checkpoint, evidence),
    ])
  }
}

const inWords = (issues: readonly Issue[]): string =>
  issues.map(({ pointer, message }) => (pointer === '' ? message : `At ${pointer}: ${message}`)).join(' ')
