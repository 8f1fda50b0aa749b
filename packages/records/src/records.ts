import { accepted, type Checked } from './checked.ts'
import { type DatabasePlace, openDatabase } from './database/open.ts'
import type { Watch } from './database/watch.ts'
import { destroyErased } from './erasing/destroy-erased.ts'
import type { AnyDraft, Append, Appended } from './keeping/draft.ts'
import { appendDrafts, type Writing } from './keeping/keep-drafts.ts'
import { upgradeKeys } from './keeping/upgrade-keys.ts'
import { createSequencer, type Sequencer } from './log/sequencer.ts'
import { ownKeys } from './secret/own-keys.ts'
import { type RootSecretPlace, readRootSecret } from './secret/secret-file.ts'

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

/** Open records: what reads them takes this. */
export interface Records extends Writing {
  /** Resolves once all of these drafts are on disk, in one batch. Rejects with `StorageFailed` if they are not. */
  readonly append: Append
  /** What others need to check receipts and checkpoints; no secret. */
  readonly verifierKey: string
  readonly newId: () => string
  /** Takes no more, and resolves when what was waiting is on disk. */
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
 * Opens the records, made where there are none. Keys of what was erased, which a restored backup may have brought back, are
 * destroyed before anything is served. Issues where the secret is none or not that of these records; rejects where storage
 * cannot be reached or written.
 */
export const openRecords = async (
  settings: RecordsSettings,
  surroundings: Surroundings,
  appending: Appending = appendingHere(surroundings.elapsed),
): Promise<Checked<Records>> => {
  const opened = await openWriting(settings, surroundings)
  if (!opened.ok) return opened
  const { database, signer } = opened.value
  await destroyErased(database)
  const { append, close } = appending(opened.value)
  // Only a draft with a key can be a repeat.
  const appends = append as Append
  const closeAll = async () => {
    await close()
    await database.close()
  }
  const { newId } = surroundings
  return accepted({ ...opened.value, append: appends, newId, verifierKey: signer.verifierKey, close: closeAll })
}

/** What writing needs, for whoever appends. Issues and rejects as `openRecords` does. */
export const openWriting = async (
  { place, secret, name, engine }: RecordsSettings,
  { now, random, watch, newId }: Surroundings,
): Promise<Checked<Writing>> => {
  const root = await readRootSecret(secret, random)
  if (!root.ok) return root
  const database = await openDatabase(place, watch)
  const closing = async <T>(refused: Checked<T>): Promise<Checked<T>> => {
    await database.close()
    return refused
  }
  try {
    const own = await ownKeys(database, { root: root.value, name, random })
    if (!own.ok) return closing(own)
    const { keys, signer, isOld } = own.value
    const writing = { database, keys, root: root.value, signer, engine, now, random }
    if (!isOld) return accepted(writing)
    const upgraded = await upgradeKeys(writing, newId())
    if (!upgraded.ok) return closing(upgraded)
    // The binding key that is stored now may be another process’s.
    const stored = await ownKeys(database, { root: root.value, name, random })
    return stored.ok ? accepted({ ...writing, keys: stored.value.keys }) : closing(stored)
  } catch (error) {
    await database.close()
    throw error
  }
}
