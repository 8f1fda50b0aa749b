import { canonicalJson } from '@virtual-school/rules'
import { type Kysely, sql } from 'kysely'
import { computeMac, computeOnceMac, isSameMac } from '../crypto/bound-rows.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { Query } from '../database/pipeline.ts'
import type { OnceRow, Schema } from '../database/schema.ts'
import type { By } from '../model/actor.ts'
import { defaultRealm } from '../model/names.ts'
import type { AnyDraft, Appended, Kept, Once, Repeat } from './draft.ts'
import type { Records } from './records.ts'

type OnceName = Pick<Once, 'realm' | 'key'>

const queryRealm = (db: Kysely<Schema>, realm: string, keys: readonly string[]) =>
  db
    .selectFrom('once')
    .selectAll()
    .where('realm', '=', realm)
    .where(
      'key',
      'in',
      keys.map(key => Buffer.from(key, 'hex')),
    )

/** The rows of those of these keys that were answered before. No statement if there are none. */
export const selectOnceRows = (db: Kysely<Schema>, all: readonly OnceName[]): Query<readonly OnceRow[]> => {
  const realms = [...new Set(all.map(one => one.realm))]
  return {
    statements: realms.map(realm =>
      queryRealm(
        db,
        realm,
        all.filter(one => one.realm === realm).map(one => one.key),
      ),
    ),
    read: answers => answers.flatMap(({ rows }) => rows as readonly OnceRow[]),
  }
}

/** The row of one key, or undefined. */
export const selectOnceRow = (db: Kysely<Schema>, { realm, key }: OnceName): Promise<OnceRow | undefined> =>
  queryRealm(db, realm, [key]).executeTakeFirst()

/** In the place of the keyed hash of a request whose record was erased. */
export const erasedBody: Buffer = Buffer.alloc(0)

/** What a row says of a request with its key. */
const compareRepeat = (keys: Pick<DeploymentKeys, 'binding'>, row: OnceRow, { body }: Once): Repeat => {
  const { seq, size } = row
  if (!isSameMac(row.mac, computeOnceMac(keys, row))) return { repeats: 'changed', seq }
  if (row.body.length === erasedBody.length) return { repeats: 'erased' }
  return Buffer.from(row.body).toString('hex') === body ? { repeats: 'same', seq, size } : { repeats: 'other' }
}

/** The drafts of a batch, apart from those whose key has been answered before. */
interface SortedDrafts {
  /** What is to be added, in its order. */
  readonly fresh: readonly AnyDraft[]
  /** What became of each draft of the batch, once the fresh ones are on disk and the log has this size. */
  readonly appended: (kept: readonly Kept[], size: number) => readonly Appended[]
}

type DraftOutcome = (kept: readonly Kept[], size: number) => Appended

const nameKey = ({ realm, key }: Once): string => `${realm} ${key}`
const nameRowKey = ({ realm, key }: OnceRow): string => `${realm} ${Buffer.from(key).toString('hex')}`

/** A draft with the key of one before it in the same batch. */
const repeatTwin =
  (at: number, isSame: boolean): DraftOutcome =>
  (kept, size) =>
    isSame ? { repeats: 'same', seq: kept[at]!.seq, size } : { repeats: 'other' }

/** Sorts out the drafts of a batch by `stored`, the rows of their keys as they stand under the lock of the head. */
export const sortOutRepeats = (
  drafts: readonly AnyDraft[],
  stored: readonly OnceRow[],
  keys: Pick<DeploymentKeys, 'binding'>,
): SortedDrafts => {
  const rows = new Map(stored.map(row => [nameRowKey(row), row]))
  const begun = new Map<string, { readonly at: number; readonly body: string }>()
  const fresh: AnyDraft[] = []
  const decideOutcome = (draft: AnyDraft): DraftOutcome => {
    const at = fresh.length
    if (draft.once !== undefined) {
      const name = nameKey(draft.once)
      const row = rows.get(name)
      const repeat = row && compareRepeat(keys, row, draft.once)
      if (repeat !== undefined) return () => repeat
      const twin = begun.get(name)
      if (twin !== undefined) return repeatTwin(twin.at, twin.body === draft.once.body)
      begun.set(name, { at, body: draft.once.body })
    }
    fresh.push(draft)
    return kept => kept[at]!
  }
  const outcomes = drafts.map(decideOutcome)
  return { fresh, appended: (kept, size) => outcomes.map(one => one(kept, size)) }
}

const dayMilliseconds = 24 * 60 * 60 * 1_000
const atOnce = 1_000

const queryOldest = (db: Kysely<Schema>, before: string) =>
  db.selectFrom('once').select(['realm', 'key']).where('at', '<', before).orderBy('at')

/**
 * Takes away rows of keys that were answered more than a day ago, at most a thousand of them, so that nobody waits long for it.
 * Whether there may be more. Rejects if storage fails.
 */
export const forgetRepeats = async ({ database: { db }, now }: Pick<Records, 'database' | 'now'>): Promise<boolean> => {
  const before = new Date(now().getTime() - dayMilliseconds).toISOString()
  // Looked for first, since reading takes no lock.
  if ((await queryOldest(db, before).limit(1).executeTakeFirst()) === undefined) return false
  const { numAffectedRows = 0n } =
    await sql`delete from once where (realm, key) in (${queryOldest(db, before).limit(atOnce)})`.execute(db)
  return numAffectedRows === BigInt(atOnce)
}

/** What a caller sent, with the key that names it. */
export interface Keyed {
  /** The Idempotency-Key. */
  readonly key: string
  /** JSON: everything that tells this request from another. */
  readonly request: unknown
}

/**
 * What a caller’s key stands for: the caller with its realm, the request, and the person who asked. No part of it can be
 * guessed without the log’s own key, and two rows show nothing of being alike. Throws if the request is no JSON.
 */
export const onceOf = (
  { keys }: { readonly keys: Pick<DeploymentKeys, 'binding'> },
  { realm = defaultRealm, client, actor = null }: Omit<By, 'actor'> & { readonly actor?: string | null },
  { key, request }: Keyed,
): Once => {
  const hashed = computeMac(keys, 'once-key', [realm, client, key]).toString('hex')
  return {
    realm,
    key: hashed,
    body: computeMac(keys, 'once-body', [hashed, actor, canonicalJson(request)]).toString('hex'),
  }
}

/** What a key was answered with; undefined: it was not, or longer ago than rows are kept. Rejects if storage fails. */
export const repeatBy = async (
  { database, keys }: Pick<Records, 'database' | 'keys'>,
  once: Once,
): Promise<Repeat | undefined> => {
  const row = await selectOnceRow(database.db, once)
  return row && compareRepeat(keys, row, once)
}
