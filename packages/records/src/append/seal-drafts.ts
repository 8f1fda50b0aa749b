import { createHash, type KeyObject } from 'node:crypto'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import { type Random, sealPayload, unwrapKey } from '../crypto/seal.ts'
import type { DataKeyRow } from '../database/schema.ts'
import { addTag } from '../model/payload.ts'
import type { SealingKey } from './data-keys.ts'
import type { Draft } from './draft.ts'

/** The sealed part of a record, and what its envelope says of it. */
export interface SealedPayload {
  readonly bytes: Buffer
  readonly clear: {
    readonly subject: string
    readonly key: string
    readonly payload: { readonly sha256: string; readonly bytes: number }
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Seals the payloads of a batch, `under` being the keys of those drafts that have one. Undefined if there is none, or
 * if the key of the decision was erased: an event about what was erased keeps its envelope alone.
 */
export const sealDrafts = (
  drafts: readonly Draft[],
  under: readonly (SealingKey | undefined)[],
  keys: Pick<DeploymentKeys, 'wrapping'>,
  random: Random,
): readonly (SealedPayload | undefined)[] => {
  const opened = new Map<string, KeyObject>()
  const keyOf = (row: DataKeyRow): KeyObject => {
    const known = opened.get(row.key)
    if (known !== undefined) return known
    const unwrapped = unwrapKey(keys, row)
    if (!unwrapped.ok) throw new Error(unwrapped.issues.map(issue => issue.message).join(' '))
    opened.set(row.key, unwrapped.value)
    return unwrapped.value
  }
  let next = 0
  return drafts.map(({ clear, sealed }) => {
    const sealing = sealed === undefined ? undefined : under[next++]
    if (sealed === undefined || sealing === undefined) return undefined
    const { row, tag } = sealing
    const bytes = sealPayload(keyOf(row), addTag(sealed.payload, tag), clear, random)
    const payload = { sha256: sha256(bytes), bytes: bytes.length }
    return { bytes, clear: { subject: row.subject, key: row.key, payload } }
  })
}
