import { accepted } from '@virtual-school/rules/internal'
import { type Checkpoint, readUnsureCheckpoint, type UnsureCheckpoint } from '../checkpoint/checkpoint.ts'
import { findNamedKey } from '../checkpoint/note.ts'
import { parseVerifierKeys, type VerifierKey } from '../checkpoint/verifier-key.ts'
import type { Checked, Issue } from '../model/checked.ts'
import {
  checkInclusion,
  checkLogName,
  checkNumber,
  checkSignature,
  checkUnsureInclusion,
  describeKeyNotGiven,
  openBareCheckpoint,
} from './checks.ts'
import { checkOutside, type OutsideEvidence } from './outside.ts'
import { parseReceipt } from './receipt.ts'
import { buildCheck, buildReceiptReport, failed, passed, type ReceiptReport } from './report.ts'

/** What a receipt is checked with. */
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
 * again by somebody who holds that key is found by that checkpoint alone. Throws at no text.
 */
export const verifyReceipt = (text: string, evidence: ReceiptEvidence): ReceiptReport => receiptVerifier(evidence)(text)

/** `verifyReceipt` for many receipts with the same evidence: those that stand side by side under one checkpoint check its signature once. */
export const receiptVerifier = (evidence: ReceiptEvidence): ((text: string) => ReceiptReport) => {
  const keys = parseVerifierKeys(evidence.verifierKey)
  let last: Opened | undefined
  const opened = (note: string): Opened => {
    if (last?.note === note) return last
    const key = keys.ok ? accepted(findNamedKey(note, keys.value)) : keys
    const unsure = keys.ok ? readUnsureCheckpoint(note, keys.value) : undefined
    const checkpoint = key.ok ? openBareCheckpoint(note, key.value) : key
    last = { note, key, checkpoint, unsure: unsure?.isBare ? unsure : undefined }
    return last
  }
  return text => {
    const read = parseReceipt(text)
    if (!read.ok) return buildReceiptReport([buildCheck('form', failed(renderIssues(read.issues)))], read.issues)
    const receipt = read.value
    const { key, checkpoint, unsure } = opened(receipt.checkpoint)
    return buildReceiptReport([
      buildCheck('form', passed('The text is canonical JSON and has every member of a receipt and no other.')),
      unsure ? buildCheck('signature', describeKeyNotGiven(unsure)) : checkSignature(checkpoint, key),
      checkLogName(receipt, key),
      checkNumber(receipt),
      unsure ? checkUnsureInclusion(receipt, unsure) : checkInclusion(receipt, checkpoint),
      ...checkOutside(checkpoint, evidence),
    ])
  }
}

const renderIssues = (issues: readonly Issue[]): string =>
  issues.map(({ pointer, message }) => (pointer === '' ? message : `At ${pointer}: ${message}`)).join(' ')
