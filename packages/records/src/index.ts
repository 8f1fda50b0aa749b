/** The public list, by hand. */

export { type Checkpoint, openCheckpoint } from './checkpoint/checkpoint.ts'
export type { Envelope, RecordType } from './envelope.ts'
export { looksPersonal, referenceIssues } from './intake/references.ts'
export {
  type ReceiptCheck,
  type ReceiptCheckName,
  type ReceiptReport,
  type ReceiptVerdict,
  receiptChecks,
} from './receipt/report.ts'
export { type ReceiptEvidence, receiptVerifier, verifyReceipt } from './receipt/verify-receipt.ts'
export { leafHash } from './tree/hash.ts'
export { isConsistent, isIncluded, type TreeHead } from './tree/verify.ts'
