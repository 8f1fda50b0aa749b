import { accepted, type Checked } from './checked.ts'
import { ownSigner } from './checkpoint/own-signer.ts'
import { guardedTables } from './database/guarded-tables.ts'
import { migrate } from './database/migrate.ts'
import { connectDatabase, type DatabasePlace } from './database/open.ts'
import type { Watch } from './database/watch.ts'
import { destroyErased } from './erasing/destroy-erased.ts'
import type { AnyDraft, Append, Appended } from './keeping/draft.ts'
import { appendDrafts, keepDrafts, type Writing } from './keeping/keep-drafts.ts'
import { upgradeKeys } from './keeping/upgrade-keys.ts'
import { recordedBinding } from './keys/recorded-binding.ts'
import { verifierKeysOf } from './log/rotations.ts'
import { createSequencer, type Sequencer } from './log/sequencer.ts'
import { nameRemarks } from './log-name.ts'
import { finishMoves } from './moving/finish-moves.ts'
import { type Policy, type PolicySettings, policyOf } from './policy.ts'
import { noEvents, type OpenSecondPlace, openSecondPlace, type SecondPlaceEvents } from './second-place/open.ts'
import { overriddenDraft } from './second-place/overridden.ts'
import type { SecondPlace } from './second-place/place.ts'
import { ownedBefore, ownKeys } from './secret/own-keys.ts'
import { type RootSecretPlace, readRootSecret } from './secret/secret-file.ts'
import { signerAfterIn } from './secret/signer-after.ts'

export interface RecordsSettings extends PolicySettings {
  readonly place: DatabasePlace
  readonly secret: RootSecretPlace
  /** The log’s name, the first line of its checkpoints. It stays what it was when the first record was kept. */
  readonly name: string
  /** The version of the software that decides. */
  readonly engine: string
  /** Where checkpoints go besides, and what the log is held to before anything is added. */
  readonly secondPlace?: SecondPlace
}

/** What is taken from the world. */
export interface Surroundings extends Pick<Writing, 'now' | 'random'> {
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Told of every statement; a test makes it throw where storage should fail. */
  readonly watch?: Watch
  /** Told of what goes wrong with the second place of checkpoints. */
  readonly secondPlaceEvents?: SecondPlaceEvents
}

/** Open records: what reads them takes this. */
export interface Records extends Writing {
  /** Resolves once all of these drafts are on disk, in one batch. Rejects with `StorageFailed` if they are not. */
  readonly append: Append
  /**
   * What others need to check receipts and checkpoints, as it was when they were opened: a line for each key that has signed the
   * log, the oldest first. No secret. `verifierKeysOf` gives those of now.
   */
  readonly verifierKey: string
  readonly policy: Policy
  /** What somebody should know of the tables and of the second place, a sentence each. */
  readonly remarks: readonly string[]
  readonly newId: () => string
  /** Takes no more, and resolves when what was waiting is on disk and its checkpoint is in the second place. */
  readonly close: () => Promise<void>
}

/** How appending is done to records that were opened. */
export type Appending = (writing: Writing) => Pick<Sequencer<AnyDraft, Appended>, 'append' | 'close'>

/** In this very thread. */
export const appendingHere =
  (elapsed: Surroundings['elapsed']): Appending =>
  writing =>
    createSequencer<AnyDraft, Appended>({ commit: drafts => appendDrafts(writing, drafts), elapsed })

/**
 * Opens the records, made where there are none. Before anything is added to them, what guards the tables is held to what the
 * migrations make, and the log to the newest checkpoint of its second place. Keys of what was erased, which a restored backup
 * may have brought back, are destroyed before anything is served. Issues where the secret is none or not that of these records,
 * where a guard is missing, and where the log is shorter than its second place knows it or another; rejects where storage
 * cannot be reached or written.
 */
export const openRecords = async (
  settings: RecordsSettings,
  surroundings: Surroundings,
  appending: Appending = appendingHere(surroundings.elapsed),
): Promise<Checked<Records>> => {
  const opened = await openWriting(settings, surroundings)
  if (!opened.ok) return opened
  const { database } = opened.value
  const checked = await checkBefore(opened.value, settings, surroundings)
  if (!checked.ok) {
    await database.close()
    return checked
  }
  // A log that was brought up to date says so itself; one that was begun since never does.
  const policy = policyOf(settings, (await recordedBinding(database.db)) !== undefined)
  return accepted(await goOn(opened.value, { ...checked.value, policy }, surroundings, appending))
}

interface CheckedBefore extends OpenSecondPlace {
  readonly verifierKey: string
}

/** What is looked at before the log is added to. */
const checkBefore = async (
  { database, signer }: Writing,
  { name, secondPlace = {} }: RecordsSettings,
  { secondPlaceEvents = noEvents }: Surroundings,
): Promise<Checked<CheckedBefore>> => {
  const verifierKey = await verifierKeysOf({ database, signer })
  const guards = await guardedTables(database)
  if (!guards.ok) return guards
  const second = await openSecondPlace(secondPlace, { database, verifierKey }, secondPlaceEvents)
  if (!second.ok) return second
  return accepted({
    ...second.value,
    verifierKey,
    remarks: [...nameRemarks(name), ...guards.value, ...second.value.remarks],
  })
}

const goOn = async (
  opened: Writing,
  { copies, overrides, verifierKey, remarks, policy }: CheckedBefore & { readonly policy: Policy },
  { newId }: Surroundings,
  appending: Appending,
): Promise<Records> => {
  const { database } = opened
  const writing = { ...opened, grown: copies.grown }
  if (overrides !== undefined) await keepDrafts(writing, [overriddenDraft(overrides, newId())])
  await destroyErased(database)
  await finishMoves({ ...writing, newId })
  const { append, close } = appending(writing)
  // Only a draft with a key can be a repeat.
  const appends = append as Append
  const closeAll = async () => {
    await close()
    await copies.stop()
    await database.close()
  }
  return { ...writing, append: appends, newId, verifierKey, policy, remarks, close: closeAll }
}

/** What writing needs, for whoever appends. Records of before are brought up to date. Issues and rejects as `openRecords` does. */
export const openWriting = async (
  { place, secret, name, engine }: RecordsSettings,
  { now, random, watch, newId }: Surroundings,
): Promise<Checked<Writing>> => {
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
    const upgraded = isOld ? await upgradeKeys(writing, newId()) : accepted(null)
    return upgraded.ok ? accepted(writing) : closing(upgraded)
  } catch (error) {
    await database.close().catch(() => undefined)
    throw error
  }
}
