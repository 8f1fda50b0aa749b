import { accepted, type Checked } from './checked.ts'
import { ownSigner } from './checkpoint/own-signer.ts'
import { migrate } from './database/migrate.ts'
import { connectDatabase } from './database/open.ts'
import type { Writing } from './keeping/keep-drafts.ts'
import type { RecordsSettings, Surroundings } from './records-settings.ts'
import { ownedBefore, ownKeys } from './secret/own-keys.ts'
import { readRootSecret } from './secret/secret-file.ts'
import { signerAfterIn } from './secret/signer-after.ts'

/** A log that was opened by whom it belongs to, with nothing added to it yet. */
export interface OwnLog {
  readonly writing: Writing
  /** Its keys are to be brought up to date; see `upgradeKeys`. */
  readonly isOld: boolean
}

/**
 * Connects to a log, with its tables made or brought up to date and its keys at hand. Issues if the secret or the name are not those
 * of the log, of which nothing is changed then. Rejects if storage cannot be reached or written.
 */
export const openOwnLog = async (
  { place, secret, name, engine }: RecordsSettings,
  { now, random, watch }: Surroundings,
): Promise<Checked<OwnLog>> => {
  const root = await readRootSecret(secret, random)
  if (!root.ok) return root
  const whose = { root: root.value, name, random }
  const database = connectDatabase(place, watch)
  const closing = async <T>(refused: Checked<T>): Promise<Checked<T>> => {
    await database.close()
    return refused
  }
  try {
    const migrated = await migrate(database.db, database.kind, ownedBefore(whose))
    if (!migrated.ok) return closing(migrated)
    const own = await ownKeys(database, whose)
    if (!own.ok) return closing(own)
    const { keys, isOld } = own.value
    const signer = ownSigner(own.value.signer)
    const signerAfter = signerAfterIn({ secret, name, random })
    const writing = { database, keys, root: root.value, signer, signerAfter, engine, now, random }
    return accepted({ writing, isOld })
  } catch (error) {
    await database.close().catch(() => undefined)
    throw error
  }
}
