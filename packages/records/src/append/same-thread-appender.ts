import { isLinkChanged } from '../crypto/links.ts'
import { createStorageFailed } from '../faults/errors.ts'
import { appendDrafts } from './append.ts'
import type { AnyDraft, Append, Appended } from './draft.ts'
import { probe } from './probe.ts'
import type { CreateAppender } from './records.ts'
import { createSequencer } from './sequencer.ts'

/** In this very thread. `elapsed`: milliseconds of a clock that never goes back. */
export const createSameThreadAppender =
  (elapsed: () => number): CreateAppender =>
  context => {
    const { append, close } = createSequencer<AnyDraft, Appended>({
      commit: drafts => appendDrafts(context, drafts),
      elapsed,
      isOfOneCall: isLinkChanged,
    })
    return {
      // Only a draft with a key can be a repeat.
      append: append as Append,
      close,
      probe: rules =>
        probe(context, rules).catch((error: unknown) => {
          throw createStorageFailed('failed', error)
        }),
    }
  }
