import { accepted } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import { openCheckpoint } from '../checkpoint/checkpoint.ts'
import { listSigners } from '../checkpoint/note.ts'
import type { CheckpointSigner } from '../checkpoint/signer.ts'
import {
  type DeploymentKeys,
  deriveDeploymentKeys,
  drawDeploymentKeys,
  selectDeploymentKeys,
  wrapDeploymentKeys,
} from '../crypto/deployment-keys.ts'
import type { RootSecret } from '../crypto/root-secret.ts'
import type { Random } from '../crypto/seal.ts'
import type { MayMigrate } from '../database/migrate.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { pipeline } from '../database/pipeline.ts'
import type { Schema } from '../database/schema.ts'
import { selectBinding, verifierKeysOf } from '../log/events.ts'
import { lockHead, readHead } from '../log/head.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { createDatabaseSource } from '../verify/database-source.ts'
import { findCurrentSigner } from './signers.ts'

/** A log’s keys, and its signer. */
interface OwnKeys {
  readonly keys: DeploymentKeys
  readonly signer: CheckpointSigner
  /** The records are of before keys were stored, and are to be brought up to date; see `upgradeKeys`. */
  readonly isOld: boolean
}

interface Whose {
  readonly root: RootSecret
  /** The log’s name. */
  readonly name: string
  readonly random: Random
}

/**
 * The keys of these records: as stored; derived from the root secret, for records of before keys were stored; else new ones, which
 * are stored at once. Issues if the secret or the name of the log is not that of the records.
 */
export const findOwnKeys = async (database: RecordsDatabase, whose: Whose): Promise<Checked<OwnKeys>> => {
  const { db } = database
  // The head first: records that another process begins meanwhile have their keys before they have a head.
  const [head] = await createDatabaseSource(database).heads()
  const [size, note] = [head?.size ?? 0, head?.note ?? '']
  const stored = await selectDeploymentKeys(db, whose.root)
  if (!stored.ok) return stored
  if (stored.value === undefined && size === 0) {
    const drawn = await makeKeys(database, whose)
    return drawn.ok ? findSigner(db, drawn.value, { whose, note, isOld: false }) : drawn
  }
  const old = deriveDeploymentKeys(whose.root)
  if (stored.value === undefined) return findSigner(db, old, { whose, note, isOld: true })
  // Cut short between the two steps of bringing them up to date.
  const isOld = stored.value.wrapping.equals(old.wrapping) && (await selectBinding(db)) === undefined
  return findSigner(db, stored.value, { whose, note, isOld })
}

/** Whether records whose tables are to be brought up to date are of this secret and name: with others nothing may be changed. */
export const mayMigrateOwned =
  (whose: Pick<Whose, 'root' | 'name'>): MayMigrate =>
  async (db, { hasLog, hasKeys }) => {
    if (!hasLog) return accepted(null)
    const { note } = await readHead(db)
    const stored = hasKeys ? await selectDeploymentKeys(db, whose.root) : accepted(undefined)
    if (!stored.ok) return stored
    const keys = stored.value ?? deriveDeploymentKeys(whose.root)
    const found = await findSigner(db, keys, { whose, note, isOld: true })
    if (!found.ok) return found
    const isSigned = note === '' || openCheckpoint(note, found.value.verifierKeys).ok
    return isSigned ? accepted(null) : refusal('not-proved', '', otherLog)
  }

interface Found {
  readonly whose: Pick<Whose, 'name'>
  /** The newest checkpoint of the log; empty if there is none. */
  readonly note: string
  readonly isOld: boolean
}

/**
 * The keys with the signer that they make. A log of another name must not be gone on with, nor one that another key signed: it would
 * be no one’s. One that names our key, or no key at all, was damaged: the check whether the log is sound finds that.
 */
const findSigner = async (
  db: Kysely<Schema>,
  keys: DeploymentKeys,
  { whose: { name }, note, isOld }: Found,
): Promise<Checked<OwnKeys & { readonly verifierKeys: string }>> => {
  const signers = listSigners(note)
  const named = signers.filter(id => id.startsWith(`${name}+`))
  if (signers.length > named.length && named.length === 0) return refuseOtherName(signers[0]!.split('+')[0]!, name)
  const signer = await findCurrentSigner(db, name, keys)
  if (!signer.ok) return signer
  const verifierKeys = await verifierKeysOf({ database: { db }, signer: signer.value })
  const ours = verifierKeys.split('\n')
  // Our key has to be one of the log’s: a log of several keys names them itself, no matter which name we have.
  const isOurs = ours.includes(signer.value.verifierKey)
  const isSigned = signers.length === 0 || named.some(id => ours.some(key => key.startsWith(`${id}+`)))
  return isOurs && isSigned
    ? accepted({ keys, signer: signer.value, isOld, verifierKeys })
    : refusal('not-proved', '', otherLog)
}

const refuseOtherName = (own: string, given: string): Checked<never> =>
  refusal(
    'not-proved',
    '/RECORDS_NAME',
    `The log is called “${own}” and was opened under another name, “${given}”. Set RECORDS_NAME=${own}. Nothing was changed.`,
  )

const otherLog =
  'The records were kept with another root secret or under another name of the log. Give those: with others nothing kept could be read or proved.'

/** Draws keys and stores them; of several processes that begin at once, all get those that were there first. */
const makeKeys = ({ db, kind }: RecordsDatabase, { root, random }: Whose): Promise<Checked<DeploymentKeys>> =>
  db.transaction().execute(async within => {
    await pipeline(within, lockHead(within, kind))
    const stored = await selectDeploymentKeys(within, root)
    if (!stored.ok) return stored
    if (stored.value !== undefined) return accepted(stored.value)
    const keys = drawDeploymentKeys(random)
    await within
      .insertInto('keys.deployment_keys')
      .values(wrapDeploymentKeys(keys, root, random))
      .execute()
    return accepted(keys)
  })
