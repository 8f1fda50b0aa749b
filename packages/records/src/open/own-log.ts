import type { Writing } from '../append/records.ts'
import { ownSigner } from '../checkpoint/signer.ts'
import { heldRootSecret, type RootSecretPlace, readRootSecret, secretIsGone } from '../crypto/root-secret.ts'
import { type MayMigrate, migrate } from '../database/migrate.ts'
import { connectDatabase, type RecordsDatabase } from '../database/open.ts'
import { readHead } from '../log/head.ts'
import { accepted, type Checked } from '../model/checked.ts'
import { ownedBefore, ownKeys } from './own-keys.ts'
import type { RecordsSettings, Surroundings } from './platform.ts'
import { signerAfterIn } from './signers.ts'

/** A log that was opened by whom it belongs to, with nothing added to it yet. */
export interface OwnLog {
  readonly writing: Writing
  /** Its keys are to be brought up to date; see `upgradeKeys`. */
  readonly isOld: boolean
}

/** A log without its secret must not be touched, nor another secret made beside it. */
const secretMayBeMade =
  (secret: RootSecretPlace): MayMigrate =>
  async (db, { hasLog }) =>
    hasLog && (await readHead(db)).size > 0 ? secretIsGone(secret) : accepted(null)

const newRootSecret = async ({ db }: RecordsDatabase, secret: RootSecretPlace, random: Surroundings['random']) =>
  readRootSecret(secret, random, { mayBeMade: (await readHead(db)).size === 0 })

/**
 * Connects to a log, with its tables made or brought up to date and its keys at hand. Issues if the secret or the name are not those
 * of the log, of which nothing is changed then. Rejects if storage cannot be reached or written.
 */
export const openOwnLog = async (
  { place, secret, name, engine }: RecordsSettings,
  { now, random, watch }: Surroundings,
): Promise<Checked<OwnLog>> => {
  // Before the database, so that a secret that cannot be used leaves no new files behind.
  const held = await heldRootSecret(secret)
  if (!held.ok) return held
  const database = connectDatabase(place, watch)
  const closing = async <T>(refused: Checked<T>): Promise<Checked<T>> => {
    await database.close()
    return refused
  }
  try {
    const may = held.value === undefined ? secretMayBeMade(secret) : ownedBefore({ root: held.value, name })
    const migrated = await migrate(database.db, database.kind, may)
    if (!migrated.ok) return closing(migrated)
    const root = held.value === undefined ? await newRootSecret(database, secret, random) : accepted(held.value)
    if (!root.ok) return closing(root)
    const own = await ownKeys(database, { root: root.value, name, random })
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
