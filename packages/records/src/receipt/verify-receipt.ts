import { type Checkpoint, type UnsureCheckpoint, unsureCheckpoint } from '../checkpoint/checkpoint.ts'
import { keyNamedIn } from '../checkpoint/note.ts'
import { readVerifierKeys, type VerifierKey } from '../checkpoint/verifier-key.ts'
import { accepted, type Checked, type Issue } from '../model/checked.ts'
import {
  bareCheckpoint,
  inclusionCheck,
  keyNotGiven,
  logCheck,
  numberCheck,
  signatureCheck,
  unsureInclusion,
} from './checks.ts'
import { type OutsideEvidence, outsideChecks } from './outside.ts'
import { readReceipt } from './receipt.ts'
import { failed, looked, passed, type ReceiptReport, reportOf } from './report.ts'

export interface ReceiptEvidence extends OutsideEvidence {
  /** C2SP `name+id+key`, from the log’s owner and not from the receipt’s bearer; a line each, if the log has had several. */
  readonly verifierKey: string
}

interface Opened {
  readonly note: string
  /** The one that the note names. */
  readonly key: Checked<VerifierKey>
  readonly checkpoint: Checked<Checkpoint>
  /** Instead of it, if it names a key that was not given. */
  readonly unsure: UnsureCheckpoint | undefined
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
  const keys = readVerifierKeys(evidence.verifierKey)
  let last: Opened | undefined
  const opened = (note: string): Opened => {
    if (last?.note === note) return last
    const key = keys.ok ? accepted(keyNamedIn(note, keys.value)) : keys
    const unsure = keys.ok ? unsureCheckpoint(note, keys.value) : undefined
    const checkpoint = key.ok ? bareCheckpoint(note, key.value) : key
    last = { note, key, checkpoint, unsure: unsure?.isBare ? unsure : undefined }
    return last
  }
  return text => {
    const read = readReceipt(text)
    if (!read.ok) return reportOf([looked('form', failed(inWords(read.issues)))], read.issues)
    const receipt = read.value
    const { key, checkpoint, unsure } = opened(receipt.checkpoint)
    return reportOf([
      looked('form', passed('The text is canonical JSON and has every member of a receipt and no other.')),
      unsure ? looked('signature', keyNotGiven(unsure)) : signatureCheck(checkpoint, key),
      logCheck(receipt, key),
      numberCheck(receipt),
      unsure ? unsureInclusion(receipt, unsure) : inclusionCheck(receipt, checkpoint),
      ...outsideChecks(checkpoint, evidence),
    ])
  }
}

const inWords = (issues: readonly Issue[]): string =>
  issues.map(({ pointer, message }) => (pointer === '' ? message : `At ${pointer}: ${message}`)).join(' ')
