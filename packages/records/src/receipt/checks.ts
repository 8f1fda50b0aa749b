import { canonicalJson } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { type Checkpoint, openCheckpoint, type UnsureCheckpoint } from '../checkpoint/checkpoint.ts'
import type { VerifierKey } from '../checkpoint/verifier-key.ts'
import type { Checked } from '../model/checked.ts'
import { hashToBase64, leafHash } from '../tree/hash.ts'
import { computeRootByInclusion } from '../tree/verify.ts'
import type { Receipt } from './receipt.ts'
import { buildCheck, failed, notTried, passed, type ReceiptCheck } from './report.ts'

/** More signatures or lines than the log’s own would be text that nothing holds to its bits. */
export const openBareCheckpoint = (note: string, key: VerifierKey): Checked<Checkpoint> => {
  const opened = openCheckpoint(note, key)
  if (!opened.ok || opened.value.isBare) return opened
  const message = 'The checkpoint holds lines or signatures that the log did not write: in a receipt it stands alone.'
  return refused([{ code: 'not-allowed-here', pointer: '/checkpoint', message }])
}

/** Checks that this key signed the checkpoint. */
export const checkSignature = (checkpoint: Checked<Checkpoint>, key: Checked<VerifierKey>): ReceiptCheck => {
  if (!checkpoint.ok) return buildCheck('signature', failed(checkpoint.issues.map(one => one.message).join(' ')))
  const { origin, size } = checkpoint.value
  const id = key.ok ? ` ${key.value.id}` : ''
  return buildCheck('signature', passed(`The key${id} of “${origin}” signed a log of ${size} records.`))
}

/** The outcome for a checkpoint of a key that was not given. */
export const describeKeyNotGiven = ({ id }: UnsureCheckpoint) =>
  notTried(
    `It is signed by a key of this log’s name that was not given, ${id}, or says so: ask the owner of the log for all of its keys.`,
  )

/** Checks that the record is of the key’s log. */
export const checkLogName = ({ envelope }: Receipt, key: Checked<VerifierKey>): ReceiptCheck => {
  if (!key.ok)
    return buildCheck('log', notTried('There is no log to compare with while the verifier key cannot be read.'))
  const compared = `The record says “${envelope.log}”; the key is that of “${key.value.name}”`
  if (envelope.log === key.value.name) return buildCheck('log', passed(`${compared}.`))
  return buildCheck('log', failed(`${compared}: the record is not of this log, or was changed.`))
}

/** Checks that record and receipt have the same number. */
export const checkNumber = ({ envelope, index }: Receipt): ReceiptCheck => {
  const compared = `The record says number ${envelope.seq}; the receipt places it at ${index}`
  if (envelope.seq === index) return buildCheck('number', passed(`${compared}.`))
  return buildCheck('number', failed(`${compared}: one of the two was changed.`))
}

/** No matter who signed the checkpoint: a record that does not lead to its root is not in that log. */
export const checkUnsureInclusion = (receipt: Receipt, checkpoint: UnsureCheckpoint): ReceiptCheck => {
  const found = checkInclusion(receipt, accepted(checkpoint))
  const open = 'The record and its proof lead to the root in the checkpoint; whether that was signed is not known.'
  return found.outcome === 'passed' ? buildCheck('inclusion', notTried(open)) : found
}

const renderSteps = ({ length }: Receipt['proof']): string => (length === 1 ? '1 step' : `${length} steps`)

/** Checks that the proof leads from the record to the root in the checkpoint. */
export const checkInclusion = ({ envelope, index, proof }: Receipt, checkpoint: Checked<Checkpoint>): ReceiptCheck => {
  if (!checkpoint.ok) return buildCheck('inclusion', notTried('There is no signed root to compare with.'))
  const { size, root } = checkpoint.value
  const found = computeRootByInclusion(index, size, leafHash(canonicalJson(envelope)), proof)
  if (found === undefined) {
    const why = `A proof of ${renderSteps(proof)} does not lead from place ${index} to the root of ${size} records`
    return buildCheck('inclusion', failed(`${why}: the place or the proof was changed.`))
  }
  if (found.equals(root)) {
    const compared = `The record’s hash and the ${renderSteps(proof)} of the proof lead to the signed root`
    return buildCheck('inclusion', passed(`${compared}, ${hashToBase64(root)}.`))
  }
  const roots = `The record and its proof lead to the root ${hashToBase64(found)}; ${hashToBase64(root)} was signed`
  return buildCheck(
    'inclusion',
    failed(`${roots}. The record, its place or the proof was changed after the receipt was given.`),
  )
}
