import type { Issue } from '../model/checked.ts'

/** What is looked at in a receipt, in the order of the report. */
export const receiptChecks = {
  form: 'The text is a receipt, whole and in the form it was given in.',
  signature: 'The checkpoint in the receipt is signed by the log’s key.',
  log: 'The record says that it belongs to the log that signed.',
  number: 'The record’s own number is its place in the log.',
  inclusion: 'The record, as it stands in the receipt, is in the log that was signed.',
  outside: 'The checkpoint kept elsewhere is signed by the log’s key.',
  prefix:
    'The log of the receipt and the log of the checkpoint kept elsewhere are one: the longer begins with all of the shorter.',
} as const

/** The name of a check of receipts. */
export type ReceiptCheckName = keyof typeof receiptChecks

/** One thing that was looked at. */
export interface ReceiptCheck {
  readonly check: ReceiptCheckName
  /** `not-tried`: what it needs is not there, as `detail` says. */
  readonly outcome: 'passed' | 'failed' | 'not-tried'
  /** What was looked at, as a sentence. */
  readonly title: string
  /** What was compared with what or, if it failed, what is wrong; for an auditor. */
  readonly detail: string
}

/** `genuine`: every check passed. `undecided`: none failed, but one could not be tried, as if it is by a key of the log that was not given. `not-genuine`: one failed. */
export type ReceiptVerdict = 'genuine' | 'not-genuine' | 'undecided'

/** The outcome of every check of a receipt. */
export interface ReceiptReport {
  readonly verdict: ReceiptVerdict
  readonly checks: readonly ReceiptCheck[]
  /** Why the text is no receipt; empty if it is one. */
  readonly issues: readonly Issue[]
}

type Outcome = Pick<ReceiptCheck, 'outcome' | 'detail'>

/** The outcome of a check that passed. */
export const passed = (detail: string): Outcome => ({ outcome: 'passed', detail })
/** The outcome of a check that failed. */
export const failed = (detail: string): Outcome => ({ outcome: 'failed', detail })
/** The outcome of a check that could not be made. */
export const notTried = (detail: string): Outcome => ({ outcome: 'not-tried', detail })
/** A check with its outcome. */
export const buildCheck = (check: ReceiptCheckName, outcome: Outcome): ReceiptCheck => ({
  check,
  title: receiptChecks[check],
  ...outcome,
})

/** The report of all checks, with the verdict that they lead to. */
export const buildReceiptReport = (checks: readonly ReceiptCheck[], issues: readonly Issue[] = []): ReceiptReport => {
  const having = (outcome: ReceiptCheck['outcome']) => checks.some(one => one.outcome === outcome)
  return { verdict: having('failed') ? 'not-genuine' : having('not-tried') ? 'undecided' : 'genuine', checks, issues }
}
