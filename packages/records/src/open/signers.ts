import type { KeyObject } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import type { AppendContext } from '../append/records.ts'
import { namesKey } from '../checkpoint/note.ts'
import { type CheckpointSigner, createCheckpointSigner, type ReplaceableSigner } from '../checkpoint/signer.ts'
import { selectDeploymentKeys } from '../crypto/deployment-keys.ts'
import { type RootSecretPlace, readOrMakeRootSecret } from '../crypto/root-secret.ts'
import type { Random } from '../crypto/seal.ts'
import type { Schema } from '../database/schema.ts'
import { selectRotations } from '../log/events.ts'
import { type Checked, refusal } from '../model/checked.ts'

interface Whose {
  readonly secret: RootSecretPlace
  /** The log’s name. */
  readonly name: string
  readonly random: Random
}

const restart =
  'The signing key of the log was replaced and the new one cannot be opened with the root secret that this process has: the secret was replaced too. Start the service again with the new secret.'

/** The name and the id of a signer’s key, as they stand in its verifier key. */
const readKeyName = ({ origin, verifierKey }: ReplaceableSigner) => ({
  name: origin,
  id: verifierKey.split('+')[1] ?? '',
})

/**
 * Who signs the batch after a checkpoint: the signer that there is, as long as the checkpoint is by its key. If another process has
 * replaced the key, the signer becomes the one that is stored now; the root secret is read again, since that may be another too.
 * Throws if the key cannot be had: then nothing is written.
 */
export const createSignerAfter =
  ({ secret, name, random }: Whose): AppendContext['signerAfter'] =>
  async (signer, note, transaction) => {
    if (note === '' || namesKey(note, readKeyName(signer))) return signer
    const root = await readOrMakeRootSecret(secret, random)
    const stored = root.ok ? await selectDeploymentKeys(transaction, root.value) : root
    if (!stored.ok || stored.value === undefined) throw new Error(restart)
    const next = await findCurrentSigner(transaction, name, stored.value)
    if (!next.ok) throw new Error(next.issues.map(issue => issue.message).join(' '))
    signer.become(next.value)
    return signer
  }

interface Seeds {
  readonly signingSeed: KeyObject
  readonly nextSigningSeed?: KeyObject | undefined
}

const gone =
  'The key that the log says signs it now is not stored: a row of “deployment_keys” was changed, or the keys are older than the log. Put back the keys as they were.'

/**
 * Signs for a log of this name: with the key that its newest rotation names or, if there was none, with the first. Issue if that key
 * is not there.
 */
export const findCurrentSigner = async (
  db: Kysely<Schema>,
  name: string,
  { signingSeed, nextSigningSeed }: Seeds,
): Promise<Checked<CheckpointSigner>> => {
  const named = (await selectRotations(db)).at(-1)?.to
  for (const seed of [signingSeed, nextSigningSeed]) {
    const signer = seed && createCheckpointSigner(name, seed.export())
    if (signer === undefined) continue
    if (!signer.ok) return signer
    // A key of another name signs another log: a check finds that the head was not signed by it.
    const isNamed = named === undefined || !named.startsWith(`${name}+`) || signer.value.verifierKey === named
    if (isNamed) return accepted(signer.value)
  }
  return refusal('not-proved', '', gone)
}
