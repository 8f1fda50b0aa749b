import type { KeyObject } from 'node:crypto'
import type { Kysely } from 'kysely'
import { accepted, type Checked, refusal } from '../checked.ts'
import { type CheckpointSigner, checkpointSigner } from '../checkpoint/signer.ts'
import type { Schema } from '../database/schema.ts'
import { rotationsIn } from '../log/rotations.ts'

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
export const currentSigner = async (
  db: Kysely<Schema>,
  name: string,
  { signingSeed, nextSigningSeed }: Seeds,
): Promise<Checked<CheckpointSigner>> => {
  const named = (await rotationsIn(db)).at(-1)?.to
  for (const seed of [signingSeed, nextSigningSeed]) {
    const signer = seed && checkpointSigner(name, seed.export())
    if (signer === undefined) continue
    if (!signer.ok) return signer
    // A key of another name signs another log: whoever asks finds that the head was not signed by it.
    const isNamed = named === undefined || !named.startsWith(`${name}+`) || signer.value.verifierKey === named
    if (isNamed) return accepted(signer.value)
  }
  return refusal('not-proved', '', gone)
}
