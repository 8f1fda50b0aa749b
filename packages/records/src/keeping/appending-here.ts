import { createSequencer } from '../log/sequencer.ts'
import { storageFailed } from '../log/storage-failed.ts'
import type { Appends } from '../thread/appends.ts'
import type { Draft, Kept } from './draft.ts'
import { keepDrafts, type Writing } from './keep-drafts.ts'
import { probe } from './probe.ts'

/** How appending is done to records that were opened. */
export type Appending = (writing: Writing) => Appends & {
  /** Resolves once it can be done. */
  readonly ready?: () => Promise<void>
}

/** In this very thread. `elapsed`: milliseconds of a clock that never goes back. */
export const appendingHere =
  (elapsed: () => number): Appending =>
  writing => ({
    ...createSequencer<Draft, Kept>({ commit: drafts => keepDrafts(writing, drafts), elapsed }),
    probe: rules =>
      probe(writing, rules).catch((error: unknown) => {
        throw storageFailed('failed', error)
      }),
  })
