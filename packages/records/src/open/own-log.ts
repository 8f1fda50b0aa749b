import type { Writing } from '../append/records.ts'
import { ownSigner } from '../checkpoint/signer.ts'
import { heldRootSecret, type RootSecretPlace, readRootSecret, secretIsGone } from '../crypto/root-secret.ts'
import { type MayMigrate, migrate } from '../database/migrate.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { readHead } from '../log/head.ts'
import { accepted, type Checked } from '../model/checked.ts'
import { ownedBefore, ownKeys } from './own-keys.ts'
import type { LogSettings, Surroundings } from './platform.ts'
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
 * Opens a log: its tables are made or brought up to date, its keys are at hand. Issues if the secret or the name are not those of the
 * log; then nothing of it is changed. Rejects if storage cannot be reached or written.
 */
export const openOwnLog = async (
  database: RecordsDatabase,
  { secret, name, engine }: LogSettings,
  { now, random }: Surroundings,
): Promise<Checked<OwnLog>> => {
  // Before the database connects, so that a secret that cannot be used leaves no new files behind.
  const held = await heldRootSecret(secret)
  if (!held.ok) return held
  const may = held.value === undefined ? secretMayBeMade(secret) : ownedBefore({ root: held.value, name })
  const migrated = await migrate(database.db, database.kind, may)
  if (!migrated.ok) return migrated
  const root = held.value === undefined ? await newRootSecret(database, secret, random) : accepted(held.value)
  if (!root.ok) return root
  const own = await ownKeys(database, { root: root.value, name, random })
  if (!own.ok) return own
  const { keys, isOld } = own.value
  const signer = ownSigner(own.value.signer)
  const signerAfter = signerAfterIn({ secret, name, random })
  const writing = { database, keys, root: root.value, signer, signerAfter, engine, now, random }
  return accepted({ writing, isOld })
}
