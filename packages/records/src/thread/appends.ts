import type { Draft, Kept } from '../keeping/draft.ts'
import type { Probed } from '../keeping/probe.ts'
import type { Sequencer } from '../log/sequencer.ts'

/** Appending to open records, and trying whether that works. */
export interface Appends extends Pick<Sequencer<Draft, Kept>, 'append' | 'close'> {
  /** Resolves where a decision could be kept now; rejects with what is wrong. `rules`: the digest of those in use. */
  readonly probe: (rules?: string) => Promise<Probed>
}
