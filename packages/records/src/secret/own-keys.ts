import { accepted, type Checked, refusal } from '../checked.ts'
import { openCheckpoint } from '../checkpoint/checkpoint.ts'
import type { CheckpointSigner } from '../checkpoint/signer.ts'
import { atOnce } from '../database/at-once.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { headLocked, readHead } from '../log/head.ts'
import { verifierKeysOf } from '../log/rotations.ts'
import type { Random } from '../random.ts'
import { currentSigner } from './current-signer.ts'
import { type DeploymentKeys, derivedDeploymentKeys, newDeploymentKeys } from './deployment-keys.ts'
import type { RootSecret } from './root-secret.ts'
import { storedKeys, wrappedKeys } from './stored-keys.ts'

/** A log’s keys, and its signer. */
export interface OwnKeys {
  readonly keys: DeploymentKeys
  readonly signer: CheckpointSigner
  /** The keys are not stored yet: the records are of before they were, and are to be brought up to date; see `upgradeKeys`. */
  readonly isOld: boolean
}

interface Whose {
  readonly root: RootSecret
  /** The log’s name. */
  readonly name: string
  readonly random: Random
}

const otherLog =
  'The records were kept with another root secret or under another name of the log. Give those: with others nothing kept could be read or proved.'

/**
 * The keys of these records: as stored; derived from the root secret, for records of before keys were stored; else new ones, which
 * are stored at once. Issues if the secret or the name of the log is not that of the records.
 */
export const ownKeys = async (database: RecordsDatabase, whose: Whose): Promise<Checked<OwnKeys>> => {
  // The head first: records that another process begins meanwhile have their keys before they have a head.
  const { size, note } = await readHead(database.db)
  const stored = await storedKeys(database.db, whose.root)
  if (!stored.ok) return stored
  const isOld = stored.value === undefined && size > 0
  const keys = isOld
    ? accepted(derivedDeploymentKeys(whose.root, whose.random))
    : stored.value === undefined
      ? await newKeys(database, whose)
      : accepted(stored.value)
  if (!keys.ok) return keys
  const signer = await currentSigner(database.db, whose.name, keys.value)
  if (!signer.ok) return signer
  // A log that another key signed must not be gone on with: it would be no one’s.
  const verifierKeys = await verifierKeysOf({ database, signer: signer.value })
  if (note !== '' && !openCheckpoint(note, verifierKeys).ok) return refusal('not-proved', '', otherLog)
  return accepted({ keys: keys.value, signer: signer.value, isOld })
}

/** Draws keys and stores them; of several processes that begin at once, all get those that were there first. */
const newKeys = ({ db, kind }: RecordsDatabase, { root, random }: Whose): Promise<Checked<DeploymentKeys>> =>
  db.transaction().execute(async within => {
    await atOnce(within, headLocked(within, kind))
    const stored = await storedKeys(within, root)
    if (!stored.ok) return stored
    if (stored.value !== undefined) return accepted(stored.value)
    const keys = newDeploymentKeys(random)
    await within
      .insertInto('keys.deployment_keys')
      .values(wrappedKeys(keys, root, random))
      .execute()
    return accepted(keys)
  })
