import type { Kysely } from 'kysely'
import type { Draft } from '../append/draft.ts'
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts'
import type { Schema } from '../database/schema.ts'
import { verifierKeysOf } from '../log/events.ts'
import { readHead } from '../log/head.ts'
import { createTreeSource } from '../log/read.ts'
import type { Checked } from '../model/checked.ts'
import { hashToBase64 } from '../tree/hash.ts'
import { computeRangeRoot } from '../tree/proofs.ts'
import type { SizedCheckpoint } from './directory.ts'

/** The record that somebody let the log go on though its second place knows another. */
export const draftOverride = ({ size, root }: Conflict, id: string): Draft => ({
  clear: {
    id,
    type: 'checkpoint-overridden',
    client: 'local',
    overridden: { size, ...(root === undefined ? {} : { root }) },
  },
})

/** What somebody should know of such a record. */
export const renderOverride = ({ seq, size }: { readonly seq: number; readonly size: number }): string =>
  `Record ${seq} says that the log went on though it was not the one of ${size} records that was kept elsewhere: the checkpoints from before are of records that this log no longer has. Callers may hold ids and receipts of decisions among those: compare with their receipts.`

/** Why a log is not one that a checkpoint was signed over. */
export interface Conflict {
  /** How many records the checkpoint is of, and its root in base64; absent if the log’s key did not sign it. */
  readonly size: number
  readonly root?: string
  /** What was compared with what, in words. */
  readonly words: string
}

/** The log that is compared with a checkpoint, and the keys that sign it. */
export interface HeldLog {
  readonly db: Kysely<Schema>
  readonly verifierKey: string
}

const computeRootAt = async (db: Kysely<Schema>, size: number): Promise<string> => {
  try {
    return hashToBase64(await computeRangeRoot(createTreeSource(db), 0, size))
  } catch (error) {
    // A record, or a hash of the tree, is missing.
    if (error instanceof Error && error.message.startsWith('the store gave')) return 'none, as records are missing'
    throw error
  }
}

/** How many records, in words. */
export const renderCount = (size: number): string => (size === 1 ? '1 record' : `${size} records`)

/** Somebody who can put a file there must not hide the newest checkpoint behind an old one under a larger number. */
const renderNotOne = (opened: Checked<Checkpoint>, named: number): string => {
  const newest = `The newest checkpoint in the second place, by its name of ${renderCount(named)},`
  if (opened.ok) return `${newest} was signed over ${renderCount(opened.value.size)}: somebody gave it another name`
  const why = opened.issues.map(one => one.message).join(' ')
  return `${newest} is not of this log, since its key did not sign it (${why})`
}

/**
 * Holds a log to the newest checkpoint of its second place: whether its key signed that, and whether the log begins with the
 * records that it was signed over. Undefined: it does. Rejects if storage fails.
 */
export const findConflict = async (
  { db, verifierKey }: HeldLog,
  { size: named, note }: SizedCheckpoint,
): Promise<Conflict | undefined> => {
  const { size, root } = await readHead(db)
  // Another process may have replaced the signing key since.
  const opened = openCheckpoint(note, await verifierKeysOf({ database: { db }, signer: { verifierKey } }))
  const own = `the log has ${renderCount(size)} and the root ${hashToBase64(Buffer.from(root))}`
  if (!opened.ok || opened.value.size !== named)
    return { size: named, words: `${renderNotOne(opened, named)}; ${own}.` }
  const outside = { size: opened.value.size, root: hashToBase64(opened.value.root) }
  const theirs = `The newest checkpoint in the second place is of ${renderCount(outside.size)} and the root ${outside.root}`
  if (outside.size > size)
    return { ...outside, words: `${theirs}; ${own}. So the log is shorter than it was: it was cut off or put back.` }
  const found = await computeRootAt(db, outside.size)
  if (found === outside.root) return undefined
  return {
    ...outside,
    words: `${theirs}; the first ${renderCount(outside.size)} of this log lead to the root ${found}. So the log was changed, or went on otherwise from an older copy.`,
  }
}
