import type {
  ApiKeyRow,
  DatabaseKind,
  DataKeyRow,
  DeploymentKeyRow,
  HeadRow,
  IndexRow,
  OnceRow,
  RecordRow,
  RulebookRow,
  Schema,
  ShownRow,
  SubjectRow,
  SubtreeRow,
} from '../database/schema.ts'
import type { StoredSchema } from '../database/schema-objects.ts'
import type { Faults } from './fault.ts'

/** Whether every value of a row could be read. */
export const isWhole = <Row>(row: Stored<Row>): row is Stored<Row> & Row =>
  !Object.values(row as object).includes(undefined)

/** Whether every value could be read and none is null, as of a table whose columns are never null. */
export const isFull = <Row>(
  row: Stored<Row>,
): row is Stored<Row> & { readonly [C in keyof Row]: NonNullable<Row[C]> } =>
  isWhole(row) && !Object.values(row as object).includes(null)

/**
 * All rows of a table in order, a page at a time. Stops, with a fault, at a page that ends in a place that cannot be read: what
 * comes after it could not be asked for.
 */
export async function* everyPage<Row>(
  pages: Pages<Row>,
  { by, limit, faults }: { readonly by: keyof Row; readonly limit: number; readonly faults: Faults },
): AsyncGenerator<readonly Stored<Row>[], void, undefined> {
  for (let after: string | number | undefined; ; ) {
    const page = await pages(after, limit)
    if (page.length > 0) yield page
    if (page.length < limit) return
    const last = page.at(-1)?.[by]
    if (typeof last !== 'string' && typeof last !== 'number') {
      faults.add('unreadable', `Rows after one whose “${String(by)}” cannot be read could not be looked at.`)
      return
    }
    after = last
  }
}

/** A row as it was found: undefined in place of a value that could not have been stored. */
export type Stored<Row> = { readonly [Column in keyof Row]: Row[Column] | null | undefined }

/** The root of a finished subtree, as it was found. */
export type StoredRoot = Stored<SubtreeRow>

/** Rows in the order of a column, at most `limit`, those alone that come after a value of it; from the first if there is none. */
export type Pages<Row> = (after: string | number | undefined, limit: number) => Promise<readonly Stored<Row>[]>

/**
 * All that checking a log reads: a database, or a copy held in memory. Rejects if storage fails, and not for what a row
 * holds.
 */
export interface LogSource {
  readonly kind: DatabaseKind
  /** What the tables are made of. */
  readonly schema: () => Promise<StoredSchema>
  /** What the database itself finds wrong with its files, a sentence each. */
  readonly damage: () => Promise<readonly string[]>
  /** Whether a table is there and may be read. One that is not has no rows. */
  readonly sees: (table: keyof Schema) => Promise<boolean>
  readonly heads: () => Promise<readonly Stored<HeadRow>[]>
  readonly records: Pages<RecordRow>
  readonly recordsById: (ids: readonly string[]) => Promise<readonly Stored<RecordRow>[]>
  /** Those about these records whose column says `moved` or `resealed`, in their order. */
  readonly later: (ids: readonly string[]) => Promise<readonly Stored<RecordRow>[]>
  /** Those whose column says `keys-rotated`. */
  readonly rotated: Pages<RecordRow>
  /** Those whose column says `realm-split`, in their order. */
  readonly splits: () => Promise<readonly Stored<RecordRow>[]>
  /** The decisions that were kept for these subjects, and the records that say that one was moved to them. */
  readonly decisionsOf: (subjects: readonly string[]) => Promise<readonly Stored<RecordRow>[]>
  /** Those whose column says `erased`. */
  readonly erased: Pages<RecordRow>
  /** Those of these ids that more than one record bears. */
  readonly repeatedIds: (ids: readonly string[]) => Promise<readonly (string | null | undefined)[]>
  readonly index: Pages<IndexRow>
  /** What lists after a place in the log showed, up to and including another. */
  readonly shown: (after: number | undefined, to: number) => Promise<readonly Stored<ShownRow>[]>
  readonly subtreeRoot: (level: number, index: number) => Promise<readonly StoredRoot[]>
  /** The tiles of what ends beyond `size`, or is of no level or place there is; the first few. */
  readonly rootsBeyond: (size: number) => Promise<readonly StoredRoot[]>
  readonly rootsCount: () => Promise<number>
  readonly rulebooks: Pages<RulebookRow>
  readonly dataKeysOf: (keys: readonly string[]) => Promise<readonly Stored<DataKeyRow>[]>
  readonly dataKeys: Pages<DataKeyRow>
  readonly subjects: Pages<SubjectRow>
  /** The rows of the references that lead to these subjects. */
  readonly subjectsOf: (subjects: readonly string[]) => Promise<readonly Stored<SubjectRow>[]>
  readonly deploymentKeys: () => Promise<readonly Stored<DeploymentKeyRow>[]>
  readonly apiKeys: Pages<ApiKeyRow>
  /** The records that tell of callers’ keys, by their column. */
  readonly ofCallers: Pages<RecordRow>
  readonly once: Pages<OnceRow>
  /** Those of these subjects that a record or a data key names. */
  readonly namedSubjects: (subjects: readonly string[]) => Promise<readonly (string | null | undefined)[]>
}
