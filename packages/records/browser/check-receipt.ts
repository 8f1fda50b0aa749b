import { canonicalJson } from '@virtual-school/rules'
import { readJson } from '@virtual-school/rules/internal'
import { areEqual, type Bytes, fromBase64 } from './bytes.ts'
import { type Check, failed, notTried, passed } from './check.ts'
import { leafOf, rootOf } from './inclusion.ts'
import { headOf, isSigned, type Signed } from './note.ts'

/** What is read of a receipt. The envelope may have members of a later version: its hash covers them. */
interface Receipt {
  readonly envelope: Readonly<Record<string, unknown>>
  readonly index: number
  readonly proof: readonly Bytes[]
  readonly checkpoint: string
}

const limits = { bytes: 256 * 1024, depthLevels: 16, keysCount: 1_000 }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A receipt in the one form in which it was given: canonical JSON. Undefined for any other text. */
export const receiptIn = (text: string): Receipt | undefined => {
  const json = readJson(text, limits)
  if (!json.ok || !isObject(json.value) || canonicalJson(json.value) !== text) return undefined
  const { envelope, index, proof, checkpoint, v, ...others } = json.value
  if (v !== 1 || Object.keys(others).length > 0 || !isObject(envelope) || !Array.isArray(proof)) return undefined
  const steps = proof.map(step => (typeof step === 'string' ? fromBase64(step) : undefined))
  const hashes = steps.filter(step => step?.length === 32) as Bytes[]
  if (typeof checkpoint !== 'string' || typeof index !== 'number' || hashes.length !== steps.length) return undefined
  return { envelope, index, proof: hashes, checkpoint }
}

const signatureChecks: Readonly<Record<Signed, Check>> = {
  signed: passed('The log’s key signed it.'),
  'not-signed': failed('The log’s key did not sign it: the signature, the key or what was signed has been changed.'),
  'cannot-tell': notTried('This browser cannot check signatures (Ed25519). Use a newer one.'),
}

/** Checks a receipt: that its record is in the log, unchanged, and that the log’s key signed the log. */
export const checkReceipt = async (text: string, verifierKey: string): Promise<readonly Check[]> => {
  const receipt = receiptIn(text)
  const head = receipt && headOf(receipt.checkpoint)
  if (receipt === undefined || head === undefined)
    return [failed('The receipt is damaged: it does not have the form in which it was given.')]
  const { envelope, index, proof, checkpoint } = receipt
  const root = await rootOf(await leafOf(canonicalJson(envelope)), { index, size: head.size, proof })
  const isIncluded = root !== undefined && areEqual(root, head.root)
  const isPlaced = envelope.seq === index && envelope.log === head.origin
  return [
    isIncluded && isPlaced
      ? passed(`The record is number ${index} of the log, as it was written.`)
      : failed('The record, its place or its proof has been changed: they do not lead to what was signed.'),
    signatureChecks[await isSigned(checkpoint, verifierKey)],
  ]
}
