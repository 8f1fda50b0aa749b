import { accepted } from '@virtual-school/rules/internal'
import type { AppendContext } from '../append/records.ts'
import { createReplaceableSigner } from '../checkpoint/signer.ts'
import { type RootSecretPlace, readOrMakeRootSecret, readRootSecret, rootSecretMissing } from '../crypto/root-secret.ts'
import { type MayMigrate, migrate } from '../database/migrate.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { readHead } from '../log/head.ts'
import type { Checked } from '../model/checked.ts'
import { findOwnKeys, mayMigrateOwned } from './own-keys.ts'
import type { LogSettings, Platform } from './platform.ts'
import { createSignerAfter } from './signers.ts'

/** A log that was opened by whom it belongs to, with nothing added to it yet. */
export interface OwnLog {
  readonly context: AppendContext
  /** Its keys are to be brought up to date; see `upgradeKeys`. */
  readonly isOld: boolean
}

/** A log without its secret must not be touched, nor another secret made beside it. */
const mayMakeSecret =
  (secret: RootSecretPlace): MayMigrate =>
  async (db, { hasLog }) =>
    hasLog && (await readHead(db)).size > 0 ? rootSecretMissing(secret) : accepted(null)

const makeRootSecret = async ({ db }: RecordsDatabase, secret: RootSecretPlace, random: Platform['random']) =>
  readOrMakeRootSecret(secret, random, { mayBeMade: (await readHead(db)).size === 0 })

/**
 * Opens a log: its tables are made or brought up to date, its keys are read. Issues if the secret or the name are not those of the
 * log; then nothing of it is changed. Rejects if storage cannot be reached or written.
 */
export const openOwnLog = async (
  database: RecordsDatabase,
  { secret, name, engine }: LogSettings,
  { now, random }: Platform,
): Promise<Checked<OwnLog>> => {
  // Before the database connects, so that a secret that cannot be used leaves no new files behind.
  const held = await readRootSecret(secret)
  if (!held.ok) return held
  const may = held.value === undefined ? mayMakeSecret(secret) : mayMigrateOwned({ root: held.value, name })
  const migrated = await migrate(database.db, database.kind, may)
  if (!migrated.ok) return migrated
  const root = held.value === undefined ? await makeRootSecret(database, secret, random) : accepted(held.value)
  if (!root.ok) return root
  const own = await findOwnKeys(database, { root: root.value, name, random })
  if (!own.ok) return own
  const { keys, isOld } = own.value
  const signer = createReplaceableSigner(own.value.signer)
  const signerAfter = createSignerAfter({ secret, name, random })
  const context = { database, keys, root: root.value, signer, signerAfter, engine, now, random }
  return accepted({ context, isOld })
}
