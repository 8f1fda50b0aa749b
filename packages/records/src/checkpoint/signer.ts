import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import { type Checked, malformed } from '../model/checked.ts'
import type { TreeHead } from '../tree/verify.ts'
import { renderCheckpoint } from './checkpoint.ts'
import { renderEndorsement } from './key-chain.ts'
import { renderSignatureLine } from './note.ts'
import { isKeyName, parseVerifierKey, renderVerifierKey } from './verifier-key.ts'

/** The signer of open records. Another process may replace the signing key while they are open: then it becomes another. */
export interface ReplaceableSigner extends CheckpointSigner {
  readonly become: (next: CheckpointSigner) => void
}

/** A signer that signs with `first` until it is replaced. */
export const createReplaceableSigner = (first: CheckpointSigner): ReplaceableSigner => {
  let now = first
  return {
    origin: first.origin,
    get verifierKey() {
      return now.verifierKey
    },
    sign: head => now.sign(head),
    endorse: next => now.endorse(next),
    become: next => {
      now = next
    },
  }
}

/** Signs notes under one name. */
interface NoteSigner {
  readonly name: string
  /** What others need in order to check: C2SP `name+id+key`. No secret. */
  readonly verifierKey: string
  /** The signed note of a text that ends in a newline. */
  readonly sign: (text: string) => string
}

/** Signs checkpoints of one log. */
export interface CheckpointSigner {
  readonly origin: string
  readonly verifierKey: string
  /** The checkpoint, as a signed note. Equal heads give equal notes. */
  readonly sign: (head: TreeHead) => string
  /** A signed note that says that another key follows this one. */
  readonly endorse: (verifierKey: string) => string
}

const seedBytes = 32
// RFC 8410: all that stands before the 32 bytes in the DER of an Ed25519 private key.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A signer of notes from a name and a seed of 32 bytes (RFC 8032), or the issue with either. */
export const createNoteSigner = (name: string, seed: Uint8Array): Checked<NoteSigner> => {
  if (!isKeyName(name))
    return malformed('The name of a log must not be empty, nor hold spaces, “+” or control characters.')
  if (seed.length !== seedBytes) return malformed(`The seed of a signing key must have ${seedBytes} bytes.`)
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-seedBytes)
  const verifierKey = renderVerifierKey(name, publicKey)
  const key = parseVerifierKey(verifierKey)
  if (!key.ok) return key
  const { id } = key.value
  return accepted({
    name,
    verifierKey,
    sign: text => `${text}\n${renderSignatureLine(name, id, sign(null, Buffer.from(text), secret))}`,
  })
}

/** A signer of checkpoints from the log’s name, its origin, and a seed of 32 bytes (RFC 8032), or the issue with either. */
export const createCheckpointSigner = (origin: string, seed: Uint8Array): Checked<CheckpointSigner> => {
  const signer = createNoteSigner(origin, seed)
  if (!signer.ok) return signer
  const { verifierKey, sign } = signer.value
  return accepted({
    origin,
    verifierKey,
    sign: head => sign(renderCheckpoint(origin, head)),
    endorse: next => sign(renderEndorsement(origin, next)),
  })
}
