import { type Checkpoint, openCheckpoint, readUnsureCheckpoint } from '../checkpoint/checkpoint.ts'
import { parseVerifierKeys } from '../checkpoint/verifier-key.ts'
import type { Checked } from '../model/checked.ts'
import { hashFromBase64, hashToBase64 } from '../tree/hash.ts'
import { isConsistent } from '../tree/verify.ts'
import { describeKeyNotGiven } from './checks.ts'
import { buildCheck, failed, notTried, passed, type ReceiptCheck } from './report.ts'

/** A checkpoint from elsewhere, against which a receipt is checked. */
export interface OutsideEvidence {
  readonly verifierKey: string
  /** A checkpoint (signed note) of the log that was kept where the log’s keeper cannot change it. */
  readonly checkpoint?: string
  /** The consistency proof (RFC 6962, base64) between the receipt’s tree and that of `checkpoint`, the smaller of the two first. */
  readonly consistency?: readonly string[]
}

/** What a checkpoint kept elsewhere says of the receipt’s; nothing if there is none. */
export const checkOutside = (own: Checked<Checkpoint>, evidence: OutsideEvidence): readonly ReceiptCheck[] => {
  if (evidence.checkpoint === undefined) return []
  const outside = openCheckpoint(evidence.checkpoint, evidence.verifierKey)
  if (!outside.ok) {
    const keys = parseVerifierKeys(evidence.verifierKey)
    const unsure = keys.ok ? readUnsureCheckpoint(evidence.checkpoint, keys.value) : undefined
    const wrong = outside.issues.map(one => one.message).join(' ')
    return [
      buildCheck('outside', unsure ? describeKeyNotGiven(unsure) : failed(wrong)),
      buildCheck('prefix', notTried('There is no other tree to compare with.')),
    ]
  }
  const { origin, size } = outside.value
  const signed = buildCheck('outside', passed(`It is of the log “${origin}” with ${size} records.`))
  if (!own.ok)
    return [signed, buildCheck('prefix', notTried('There is no signed root in the receipt to compare with.'))]
  return [signed, checkPrefix(own.value, outside.value, evidence.consistency)]
}

const checkPrefix = (own: Checkpoint, outside: Checkpoint, given: readonly string[] | undefined): ReceiptCheck => {
  const isOwnOlder = own.size <= outside.size
  const [older, newer] = isOwnOlder ? [own, outside] : [outside, own]
  const needsProof = older.size > 0 && older.size < newer.size
  const sizes = `The receipt’s log has ${own.size} records, the one kept elsewhere ${outside.size}`
  if (needsProof && given === undefined)
    return buildCheck(
      'prefix',
      notTried(`${sizes}: a consistency proof from ${older.size} to ${newer.size} is needed.`),
    )
  const proof = (given ?? []).map(hashFromBase64).filter(step => step !== undefined)
  if (proof.length !== (given ?? []).length)
    return buildCheck('prefix', failed('The consistency proof is damaged: expected hashes of 32 bytes in base64.'))
  if (!isConsistent(older, newer, proof)) return buildCheck('prefix', failed(renderWhyNot(sizes, older, newer)))
  if (older.size === 0)
    return buildCheck('prefix', passed(`${sizes}: every log begins with an empty one, so this says nothing.`))
  const begins = isOwnOlder
    ? 'the one kept elsewhere begins with all of the receipt’s'
    : 'the receipt’s begins with all of the one kept elsewhere'
  return buildCheck('prefix', passed(`${sizes}: ${older.size === newer.size ? 'their roots are the same' : begins}.`))
}

const renderWhyNot = (sizes: string, older: Checkpoint, newer: Checkpoint): string => {
  if (older.size === newer.size && !older.root.equals(newer.root))
    return `${sizes}, and their roots differ (${hashToBase64(older.root)}, ${hashToBase64(newer.root)}): two logs were shown under one name.`
  return `${sizes}: the proof does not show that one begins with all of the other. The log was changed between the two, or the proof is another’s.`
}
