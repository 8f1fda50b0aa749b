import { accepted, type Checked, refusal } from '../checked.ts'
import { openCheckpoint } from '../checkpoint/checkpoint.ts'
import { checkpointSigner } from '../checkpoint/signer.ts'
import { readVerifierKey } from '../checkpoint/verifier-key.ts'
import { type DatabaseToRead, openToRead } from '../database/open-to-read.ts'
import type { RecordsSettings, Surroundings } from '../records.ts'
import { type DeploymentKeys, deploymentKeys } from '../secret/deployment-keys.ts'
import { rootSecretAtHand } from '../secret/secret-file.ts'
import { databaseSource } from '../verifying/database-source.ts'
import { type Environment, existingLog, recordsSettingsOf } from './settings.ts'
import { surroundings } from './surroundings.ts'

/** A log that is only read. */
export interface LogToRead {
  readonly database: DatabaseToRead
  /** Whose log it is, C2SP `name+id+key`: as it was given, or that of the root secret. Undefined: neither was at hand. */
  readonly verifierKey: string | undefined
  /** What opens payloads; undefined where the root secret of this log is not at hand. */
  readonly keys: Pick<DeploymentKeys, 'wrapping'> | undefined
  /** What has to be known, a sentence each. */
  readonly remarks: readonly string[]
  readonly now: () => Date
  readonly close: () => Promise<void>
}

export interface LogReading extends Partial<Pick<Surroundings, 'now'>> {
  /** The log’s verifier key, where it is known. */
  readonly verifierKey?: string | undefined
}

/**
 * Opens a log of an environment to be read alone: by an auditor, another user, a role that may not write. Nothing is made or
 * changed, and neither the root secret nor the keys are needed; if they are at hand, payloads can be opened. Issues where a
 * variable, the key or the secret is not right, or there are no records; rejects where storage cannot be reached.
 */
export const logFromEnvironment = async (
  environment: Environment,
  { verifierKey, now = surroundings.now }: LogReading = {},
): Promise<Checked<LogToRead>> => {
  const settings = recordsSettingsOf(environment, '')
  if (!settings.ok) return settings
  const found = existingLog(settings.value)
  if (!found.ok) return found
  const given = verifierKey === undefined ? accepted(undefined) : readVerifierKey(verifierKey)
  if (!given.ok) return given
  const own = await ownerOf(settings.value)
  if (!own.ok) return own
  const database = await openToRead(settings.value.place)
  const isOther = verifierKey !== undefined && own.value !== undefined && !isSameKey(verifierKey, own.value.verifierKey)
  const remarks = isOther ? [otherSecret] : []
  const keys = isOther ? undefined : own.value?.keys
  const whose = verifierKey ?? own.value?.verifierKey
  const log = { database, keys, verifierKey: whose, remarks, now, close: database.close }
  const named = verifierKey === undefined ? await isNamedSo(log, own.value) : accepted(null)
  if (named.ok) return accepted(log)
  await database.close()
  return named
}

const otherSecret = 'The root secret at hand is that of another log, so no payload was opened.'

type Owner = { readonly keys: DeploymentKeys; readonly verifierKey: string }

const ownerOf = async ({ secret, name }: RecordsSettings): Promise<Checked<Owner | undefined>> => {
  const root = await rootSecretAtHand(secret)
  if (!root.ok || root.value === undefined) return root as Checked<undefined>
  const keys = deploymentKeys(root.value)
  const signer = checkpointSigner(name, keys.signingSeed.export())
  return signer.ok ? accepted({ keys, verifierKey: signer.value.verifierKey }) : signer
}

/** The same key of the same deployment, whatever the log is called. */
const isSameKey = (one: string, other: string): boolean => one.split('+')[2] === other.split('+')[2]

/** Where the root secret signed the log under another name than the settings say, nothing is wrong but the setting. */
const isNamedSo = async (
  { database, verifierKey }: Pick<LogToRead, 'database' | 'verifierKey'>,
  own: Owner | undefined,
): Promise<Checked<null>> => {
  const heads = await databaseSource(database)
    .heads()
    .catch(() => [])
  const note = heads[0]?.note ?? ''
  const name = note.split('\n')[0] ?? ''
  const signer = own && checkpointSigner(name, own.keys.signingSeed.export())
  if (!signer?.ok || signer.value.verifierKey === verifierKey) return accepted(null)
  if (!openCheckpoint(note, signer.value.verifierKey).ok) return accepted(null)
  const message = `The log is called “${name}” and RECORDS_NAME says otherwise. Set RECORDS_NAME=${name}, or give the log’s public key.`
  return refusal('malformed', '/RECORDS_NAME', message)
}
