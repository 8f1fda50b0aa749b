import { isLinkChanged } from '../keys/checked-link.ts'
import { createSequencer } from '../log/sequencer.ts'
import { storageFailed } from '../log/storage-failed.ts'
import type { Appends } from '../thread/appends.ts'
import type { AnyDraft, Append, Appended } from './draft.ts'
import { appendDrafts, type Writing } from './keep-drafts.ts'
import { probe } from './probe.ts'

/** How appending is done to records that were opened. */
export type Appending = (writing: Writing) => Appends & {
  /** Resolves once it can be done. */
  readonly ready?: () => Promise<void>
}

/** In this very thread. `elapsed`: milliseconds of a clock that never goes back. */
export const appendingHere =
  (elapsed: () => number): Appending =>
  writing => {
    const { append, close } = createSequencer<AnyDraft, Appended>({
      commit: drafts => appendDrafts(writing, drafts),
      elapsed,
      isOfOneCall: isLinkChanged,
    })
    return {
      // Only a draft with a key can be a repeat.
      append: append as Append,
      close,
      probe: rules =>
        probe(writing, rules).catch((error: unknown) => {
          throw storageFailed('failed', error)
        }),
    }
  }
