import { namesKey } from '../checkpoint/note.ts'
import type { OwnSigner } from '../checkpoint/own-signer.ts'
import type { Writing } from '../keeping/keep-drafts.ts'
import type { Random } from '../random.ts'
import { currentSigner } from './current-signer.ts'
import { type RootSecretPlace, readRootSecret } from './secret-file.ts'
import { storedKeys } from './stored-keys.ts'

interface Whose {
  readonly secret: RootSecretPlace
  /** The log’s name. */
  readonly name: string
  readonly random: Random
}

const restart =
  'The signing key of the log was replaced and the new one cannot be opened with the root secret that this process has: the secret was replaced too. Start the service again with the new secret.'

/** The name and the id of a signer’s key, as they stand in its verifier key. */
const keyOf = ({ origin, verifierKey }: OwnSigner) => ({ name: origin, id: verifierKey.split('+')[1] ?? '' })

/**
 * Who signs the batch after a checkpoint: the signer that there is, as long as the checkpoint is by its key. If another process has
 * replaced the key, the signer becomes the one that is stored now; the root secret is read again, since that may be another too.
 * Throws if the key cannot be had: then nothing is written.
 */
export const signerAfterIn =
  ({ secret, name, random }: Whose): Writing['signerAfter'] =>
  async (signer, note, transaction) => {
    if (note === '' || namesKey(note, keyOf(signer))) return signer
    const root = await readRootSecret(secret, random)
    const stored = root.ok ? await storedKeys(transaction, root.value) : root
    if (!stored.ok || stored.value === undefined) throw new Error(restart)
    const next = await currentSigner(transaction, name, stored.value)
    if (!next.ok) throw new Error(next.issues.map(issue => issue.message).join(' '))
    signer.become(next.value)
    return signer
  }
