import type { Append } from '../keeping/draft.ts'
import type { Probed } from '../keeping/probe.ts'

/** Appending to open records, and trying whether that works. */
export interface Appends {
  /** Resolves once all of these drafts are on disk, in one batch. Rejects with `StorageFailed` if they are not. */
  readonly append: Append
  /** Takes no more, and resolves once what was waiting is on disk. */
  readonly close: () => Promise<void>
  /** Resolves where a decision could be kept now; rejects with what is wrong. `rules`: the digest of those in use. */
  readonly probe: (rules?: string) => Promise<Probed>
}
