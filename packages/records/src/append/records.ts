import type { Transaction } from 'kysely'
import type { CheckpointSigner, ReplaceableSigner } from '../checkpoint/signer.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { RootSecret } from '../crypto/root-secret.ts'
import type { Random } from '../crypto/seal.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import type { Policy } from '../model/actor.ts'
import type { Append } from './draft.ts'

/** Where the log ended when it was tried. */
export interface ProbeResult {
  readonly size: number
  /** Of the last record; empty if there is none. */
  readonly recordedAt: string
}

/** Appending to open records, and trying whether that works. */
export interface Appender {
  /** Resolves once all of these drafts are on disk, in one batch. Rejects with `StorageFailed` if they are not. */
  readonly append: Append
  /** Takes no more, and resolves once what was waiting is on disk. */
  readonly close: () => Promise<void>
  /** Resolves if a decision could be kept now; rejects with what is wrong. `rules`: the digest of those in use. */
  readonly probe: (rules?: string) => Promise<ProbeResult>
}

/** What writing needs. */
export interface AppendContext {
  readonly database: RecordsDatabase
  readonly keys: DeploymentKeys
  /** Wraps the keys where they are stored. */
  readonly root: RootSecret
  readonly signer: ReplaceableSigner
  /** Who signs the batch that follows a checkpoint. */
  readonly signerAfter: (
    signer: ReplaceableSigner,
    note: string,
    transaction: Transaction<Schema>,
  ) => Promise<CheckpointSigner>
  /** Which version of the software decided. */
  readonly engine: string
  readonly now: () => Date
  readonly random: Random
  /** Called when the log has grown. */
  readonly grown?: () => void
}

/** What else is to happen in the transaction that adds the records, after which they are added. */
export type InSameTransaction = (transaction: Transaction<Schema>) => Promise<void>

/** How appending is done to records that were opened. */
export type CreateAppender = (context: AppendContext) => Appender & {
  /** Resolves once it can be done. */
  readonly ready?: () => Promise<void>
}

/** Open records: what reads them takes this. */
export interface Records extends AppendContext, Pick<Appender, 'append' | 'probe'> {
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
