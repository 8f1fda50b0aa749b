import { isLinkChanged } from '../crypto/links.ts'
import { storageFailed } from '../faults/errors.ts'
import { appendDrafts } from './append.ts'
import type { AnyDraft, Append, Appended } from './draft.ts'
import { probe } from './probe.ts'
import type { Appending } from './records.ts'
import { createSequencer } from './sequencer.ts'

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
