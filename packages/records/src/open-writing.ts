import { accepted, type Checked, refusal } from './checked.ts'
import { signersOf } from './checkpoint/note.ts'
import { type CheckpointSigner, checkpointSigner } from './checkpoint/signer.ts'
import { type DatabasePlace, openDatabase, type RecordsDatabase } from './database/open.ts'
import type { Watch } from './database/watch.ts'
import type { Writing } from './keeping/keep-drafts.ts'
import { deploymentKeys } from './secret/deployment-keys.ts'
import { heldRootSecret, type RootSecretPlace, readRootSecret } from './secret/secret-file.ts'
import { databaseSource } from './verifying/database-source.ts'

export interface RecordsSettings {
  readonly place: DatabasePlace
  readonly secret: RootSecretPlace
  /** The log’s name, the first line of its checkpoints. It stays what it was when the first record was kept. */
  readonly name: string
  /** The version of the software that decides. */
  readonly engine: string
}

/** What is taken from the world. */
export interface Surroundings extends Pick<Writing, 'now' | 'random'> {
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Told of every statement; a test makes it throw where storage should fail. */
  readonly watch?: Watch
}

/** What writing needs, for whoever appends. Issues and rejects as `openRecords` does, the soundness of the log aside. */
export const openWriting = async (settings: RecordsSettings, surroundings: Surroundings): Promise<Checked<Writing>> => {
  // Before the database, so that a secret that cannot be used leaves no new files behind.
  const held = await heldRootSecret(settings.secret)
  if (!held.ok) return held
  const database = await openDatabase(settings.place, surroundings.watch)
  try {
    const writing = await writingTo(database, settings, surroundings)
    if (!writing.ok) await database.close()
    return writing
  } catch (error) {
    await database.close()
    throw error
  }
}

const writingTo = async (
  database: RecordsDatabase,
  { secret, name, engine }: RecordsSettings,
  { now, random }: Surroundings,
): Promise<Checked<Writing>> => {
  // However damaged: what cannot be read is found, and told of, by whoever checks whether the log is sound.
  const [head] = await databaseSource(database).heads()
  const root = await readRootSecret(secret, random, { mayBeMade: head?.size === 0 })
  if (!root.ok) return root
  const keys = deploymentKeys(root.value)
  const signer = checkpointSigner(name, keys.signingSeed.export())
  if (!signer.ok) return signer
  const ours = isOurs(head?.note ?? '', signer.value)
  return ours.ok ? accepted({ database, keys, signer: signer.value, engine, now, random }) : ours
}

/**
 * A log that another key signed must not be gone on with: it would be no one’s. One that names our key, or no key at all, was
 * damaged: that is for whoever checks whether it is sound.
 */
const isOurs = (note: string, { verifierKey }: CheckpointSigner): Checked<null> => {
  const signers = signersOf(note)
  const isNamed = signers.some(id => verifierKey.startsWith(`${id}+`))
  if (signers.length === 0 || isNamed) return accepted(null)
  const message =
    'The records were kept with another root secret or under another name of the log. Give those: with others nothing kept could be read or proved.'
  return refusal('not-proved', '', message)
}
