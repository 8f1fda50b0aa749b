import type { OnceRow } from '../database/schema.ts'
import type { Once } from '../repeating/once.ts'
import { repeatOf } from '../repeating/repeat.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import type { AnyDraft, Appended, Kept } from './draft.ts'

/** The drafts of a batch, apart from those whose key has been answered before. */
export interface SortedOut {
  /** What is to be added, in its order. */
  readonly fresh: readonly AnyDraft[]
  /** What became of each draft of the batch, once the fresh ones are on disk and the log has this size. */
  readonly appended: (kept: readonly Kept[], size: number) => readonly Appended[]
}

type Told = (kept: readonly Kept[], size: number) => Appended

const nameOf = ({ realm, key }: Once): string => `${realm} ${key}`
const nameOfRow = ({ realm, key }: OnceRow): string => `${realm} ${Buffer.from(key).toString('hex')}`

/** A draft with the key of one before it in the same batch. */
const likeTwin =
  (at: number, isSame: boolean): Told =>
  (kept, size) =>
    isSame ? { repeats: 'same', seq: kept[at]!.seq, size } : { repeats: 'other' }

/** Sorts out the drafts of a batch by `held`, the rows of their keys as they stand under the lock of the head. */
export const sortedOut = (
  drafts: readonly AnyDraft[],
  held: readonly OnceRow[],
  keys: Pick<DeploymentKeys, 'binding'>,
): SortedOut => {
  const rows = new Map(held.map(row => [nameOfRow(row), row]))
  const begun = new Map<string, { readonly at: number; readonly body: string }>()
  const fresh: AnyDraft[] = []
  const tell = (draft: AnyDraft): Told => {
    const at = fresh.length
    if (draft.once !== undefined) {
      const name = nameOf(draft.once)
      const row = rows.get(name)
      const repeat = row && repeatOf(keys, row, draft.once)
      if (repeat !== undefined) return () => repeat
      const twin = begun.get(name)
      if (twin !== undefined) return likeTwin(twin.at, twin.body === draft.once.body)
      begun.set(name, { at, body: draft.once.body })
    }
    fresh.push(draft)
    return kept => kept[at]!
  }
  const told = drafts.map(tell)
  return { fresh, appended: (kept, size) => told.map(one => one(kept, size)) }
}
