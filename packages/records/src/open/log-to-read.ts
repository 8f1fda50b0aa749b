import { accepted } from '@virtual-school/rules/internal'
import { openCheckpoint } from '../checkpoint/checkpoint.ts'
import { parseVerifierKeys } from '../checkpoint/verifier-key.ts'
import {
  type DeploymentKeys,
  deriveDeploymentKeys,
  type StoredKeys,
  selectDeploymentKeys,
} from '../crypto/deployment-keys.ts'
import { type RootSecret, readRootSecretIfAllowed } from '../crypto/root-secret.ts'
import { type DatabaseToRead, openToRead } from '../database/open-to-read.ts'
import { verifierKeysOf } from '../log/events.ts'
import { type Checked, refusal } from '../model/checked.ts'
import type { KeysAtHand } from '../verify/check-sealed.ts'
import { createDatabaseSource } from '../verify/database-source.ts'
import type { LogSource } from '../verify/source.ts'
import { checkLogExists } from './lost-records.ts'
import { nodePlatform, type Platform } from './platform.ts'
import { type Environment, parseRecordsSettings } from './settings.ts'
import { findCurrentSigner } from './signers.ts'

/** A log that is only read. */
export interface LogToRead {
  readonly database: DatabaseToRead
  /** Whose log it is, C2SP `name+id+key`: as it was given, or that of the root secret. Undefined: neither was available. */
  readonly verifierKey: string | undefined
  /** What opens payloads; undefined if the root secret of this log is not available. */
  readonly keys: KeysAtHand | undefined
  /** The root secret, if it is that of this log. */
  readonly root: RootSecret | undefined
  /** What has to be known, a sentence each. */
  readonly remarks: readonly string[]
  readonly now: () => Date
  readonly close: () => Promise<void>
}

/** How a log is opened to be read. */
export interface LogReading extends Partial<Pick<Platform, 'now'>> {
  /** The log’s verifier key, if it is known. */
  readonly verifierKey?: string | undefined
}

/**
 * Opens a log of an environment to be read alone: by an auditor, another user, a role that may not write. Nothing is made or
 * changed, and neither the root secret nor the keys are needed; if they are available, payloads can be opened. Issues if a
 * variable, the key or the secret is not right, or there are no records; rejects if storage cannot be reached.
 */
export const logFromEnvironment = async (
  environment: Environment,
  { verifierKey, now = nodePlatform.now }: LogReading = {},
): Promise<Checked<LogToRead>> => {
  const settings = parseRecordsSettings(environment)
  if (!settings.ok) return settings
  const found = checkLogExists(settings.value)
  if (!found.ok) return found
  const given = verifierKey === undefined ? accepted(undefined) : parseVerifierKeys(verifierKey)
  if (!given.ok) return given
  const root = await readRootSecretIfAllowed(settings.value.secret)
  if (!root.ok) return root
  const database = await openToRead(settings.value.place)
  const log = await findOwner(database, { root: root.value, name: settings.value.name, verifierKey })
  if (log.ok) return accepted({ ...log.value, database, now, close: database.close })
  await database.close()
  return log
}

interface AtHand {
  readonly root: RootSecret | undefined
  readonly name: string
  readonly verifierKey: string | undefined
}

type Owned = Pick<LogToRead, 'keys' | 'root' | 'verifierKey' | 'remarks'>

/** Whose log it is, and what of it can be opened with the keys that there are. */
const findOwner = async (database: DatabaseToRead, { root, name, verifierKey }: AtHand): Promise<Checked<Owned>> => {
  const nothing = { keys: undefined, root: undefined, verifierKey, remarks: [] }
  if (root === undefined) return accepted(nothing)
  const keys = await readKeys(database, root)
  const other = { ...nothing, remarks: [otherSecret] }
  if (!keys.ok) return verifierKey === undefined ? keys : accepted(other)
  if (keys.value === undefined) return accepted(nothing)
  const signer = await findCurrentSigner(database.db, name, keys.value)
  if (!signer.ok) return signer
  const own = await verifierKeysOf({ database, signer: signer.value })
  if (verifierKey !== undefined && !isSameKey(verifierKey, own)) return accepted(other)
  const named = verifierKey === undefined ? await checkName(database, name, keys.value) : accepted(null)
  return named.ok ? accepted({ keys: keys.value, root, verifierKey: verifierKey ?? own, remarks: [] }) : named
}

/** Records of before keys were stored have keys that come from the root secret, and nothing that is bound. */
const readKeys = async (database: DatabaseToRead, root: RootSecret): Promise<Checked<KeysToRead | undefined>> => {
  const source = createDatabaseSource(database)
  if (await source.sees('keys.deployment_keys')) {
    const stored = await selectDeploymentKeys(database.db, root)
    if (!stored.ok || stored.value !== undefined) return stored
    return accepted(await readOldKeys(source, root))
  }
  // As an auditor sees them, the keys are apart; as they were before, there is no such table.
  return accepted((await source.sees('once')) ? undefined : deriveKeysToRead(root))
}

type KeysToRead = KeysAtHand & Pick<DeploymentKeys, 'signingSeed'> & Partial<Pick<StoredKeys, 'nextSigningSeed'>>

const deriveKeysToRead = (root: RootSecret): KeysToRead => {
  const { wrapping, signingSeed } = deriveDeploymentKeys(root)
  return { wrapping, signingSeed }
}

/** The tables are new and the keys are not stored yet: the records were brought half-way up to date, or hold nothing. */
const readOldKeys = async (source: LogSource, root: RootSecret): Promise<KeysToRead | undefined> => {
  const [head] = await source.heads()
  return (head?.size ?? 0) > 0 ? deriveKeysToRead(root) : undefined
}

const otherSecret = 'The root secret given is that of another log, so no payload was opened.'

const listKeyIds = (text: string): readonly (string | undefined)[] => text.split('\n').map(line => line.split('+')[2])

/** A key of the same deployment, even if the log has another name. */
const isSameKey = (some: string, own: string): boolean =>
  listKeyIds(some).some(key => key !== undefined && listKeyIds(own).includes(key))

/** If the root secret signed the log under another name than the settings say, nothing is wrong but the setting. */
const checkName = async (database: DatabaseToRead, given: string, keys: KeysToRead): Promise<Checked<null>> => {
  const heads = await createDatabaseSource(database)
    .heads()
    .catch(() => [])
  const note = heads[0]?.note ?? ''
  const name = note.split('\n')[0] ?? ''
  if (name === given) return accepted(null)
  const signer = await findCurrentSigner(database.db, name, keys)
  if (!signer.ok || !openCheckpoint(note, signer.value.verifierKey).ok) return accepted(null)
  const message = `The log is called “${name}” and RECORDS_NAME says otherwise. Set RECORDS_NAME=${name}, or give the log’s public key.`
  return refusal('malformed', '/RECORDS_NAME', message)
}
