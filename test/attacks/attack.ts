import type { Records } from '../../packages/records/src/append/records.ts'
import type { RecordsDatabase } from '../../packages/records/src/database/open.ts'
import type { Envelope } from '../../packages/records/src/model/envelope.ts'

/** A log that is about to be attacked. */
export interface Attacked {
  readonly database: RecordsDatabase
  /** What the log’s owner has; whoever attacks without the root secret uses none of its keys. */
  readonly owner: Pick<Records, 'keys' | 'signer' | 'verifierKey'>
  /** Runs a statement past the guards, which are back afterwards: whoever owns the tables or the files can do this. */
  readonly sql: (statement: string) => Promise<void>
  /** Runs a statement with the guards there. */
  readonly plainly: (statement: string) => Promise<void>
  /** Bytes as a statement has them. */
  readonly bytes: (value: Uint8Array) => string
  readonly rows: (query: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly envelopeOf: (seq: number) => Promise<Envelope>
  /** Changes what a record says of itself and works its hash and columns out again, without signing. */
  readonly rewrite: (seq: number, change: Partial<Envelope>) => Promise<void>
  /** Uses the log as the service does, by a clock that may be wrong. */
  readonly use: (act: (records: Records) => Promise<unknown>, now?: () => Date) => Promise<void>
  /** Works tree, head and checkpoint out again over the records that are there, signed by the root secret. */
  readonly signAnew: () => Promise<void>
}

/** What somebody does to a log: through the database, or to its files while nobody has them open. */
export type Attack = ((log: Attacked) => Promise<unknown>) | { readonly files: (directory: string) => Promise<unknown> }

/** Of the log that is attacked: where its parts stand. A test holds them to it. */
export const places = {
  size: 274,
  /** A decision about a child in the finished tile; the next of the same child. */
  decision: 3,
  sibling: 17,
  /** A decision about another child. */
  other: 4,
  /** In the last sixteen but two. */
  late: 262,
  /** What a person did about a decision. */
  reviewed: 266,
  erased: 269,
  /** A decision whose child was erased. */
  gone: 1,
} as const
