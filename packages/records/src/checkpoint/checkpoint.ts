import { accepted } from '@virtual-school/rules/internal'
import { type Checked, malformed, refusal } from '../model/checked.ts'
import { hashFromBase64, hashToBase64 } from '../tree/hash.ts'
import type { TreeHead } from '../tree/verify.ts'
import { findNamedKey, findUnknownSigner, openNote } from './note.ts'
import { parseVerifierKeys, type VerifierKey } from './verifier-key.ts'

/** What a log’s key signed: whose tree, how many leaves, and the root over them. */
export interface Checkpoint extends TreeHead {
  /** Which log it is. */
  readonly origin: string
  /** Whether it stands alone: no lines after the root, no signature but the log’s. So the log itself writes it. */
  readonly isBare: boolean
}

/** The text (C2SP tlog-checkpoint) that is signed. */
export const renderCheckpoint = (origin: string, { size, root }: TreeHead): string =>
  `${origin}\n${size}\n${hashToBase64(root)}\n`

/**
 * Reads a checkpoint (C2SP tlog-checkpoint, a signed note) and believes it only if the key signed it and bears the name of the
 * log. Other signatures and lines after the third are allowed and left aside, as C2SP asks. Gives an issue for every other
 * text, and throws at none: `malformed`, `too-large`, or `not-proved` if the signature is not the key’s. A text of several keys,
 * a line each, stands for the one of them that the note names.
 */
export const openCheckpoint = (note: string, verifierKey: string | VerifierKey): Checked<Checkpoint> => {
  const key = typeof verifierKey === 'string' ? chooseKey(verifierKey, note) : accepted(verifierKey)
  if (!key.ok) return key
  const opened = openNote(note, key.value)
  if (!opened.ok) return opened
  const [origin = '', size = '', root = '', ...others] = opened.value.text.slice(0, -1).split('\n')
  const head = parseTreeHead(size, root)
  if (origin === '' || head === undefined || others.includes(''))
    return malformed(
      'The note is signed but is no checkpoint: expected the log’s name, its size and its root in base64, a line each.',
    )
  if (origin !== key.value.name)
    return refusal(
      'not-proved',
      '',
      `The checkpoint is of the log “${origin}” and the key is that of “${key.value.name}”.`,
    )
  return accepted({ origin, ...head, isBare: others.length === 0 && opened.value.signaturesCount === 1 })
}

/** A checkpoint of a log by a key of its name that was not given: nobody can tell whether it is signed. */
export interface UnsureCheckpoint extends Checkpoint {
  /** Of the key. */
  readonly id: string
}

/** What a checkpoint says that names, by its id, none of the keys of a log and bears that log’s name. Undefined of every other text. */
export const readUnsureCheckpoint = (note: string, keys: readonly VerifierKey[]): UnsureCheckpoint | undefined => {
  const id = findUnknownSigner(note, keys)
  const end = note.lastIndexOf('\n\n')
  const [origin = '', size = '', root = '', ...others] = note.slice(0, Math.max(end, 0)).split('\n')
  const head = parseTreeHead(size, root)
  if (id === undefined || head === undefined || origin !== keys[0]?.name) return undefined
  const isBare = others.length === 0 && /^[^\n]+\n$/.test(note.slice(end + 2))
  return { origin, ...head, isBare, id }
}

const chooseKey = (text: string, note: string): Checked<VerifierKey> => {
  const keys = parseVerifierKeys(text)
  return keys.ok ? accepted(findNamedKey(note, keys.value)) : keys
}

const parseTreeHead = (size: string, root: string): TreeHead | undefined => {
  const hash = hashFromBase64(root)
  const leaves = Number(size)
  const isCount = /^(0|[1-9]\d*)$/.test(size) && Number.isSafeInteger(leaves)
  return isCount && hash !== undefined ? { size: leaves, root: hash } : undefined
}
