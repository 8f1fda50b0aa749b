import type { Region } from './region.ts'
import type { Ended } from './regions.ts'

/** What an edit changes for one authority and one decision. */
export interface PairDifference {
  readonly authority: string
  readonly decision: string
  /** `same`: proved of every request, whatever is known. `undecided`: the solver could not tell, and nothing was found. */
  readonly verdict: 'same' | 'changed' | 'undecided'
  /** How it is known to be the same: the rules say the same, or it was proved. */
  readonly shownBy?: 'structure' | 'proof'
  readonly regions: readonly Region[]
  /** What all children of the regions have in common, in plain English; empty where they have nothing, or there are none. */
  readonly common: string
  /** Whether the regions are all there are: `more` where a bound was reached, `undecided` where the solver could not tell. */
  readonly ended: Ended
  readonly ms: number
}

export interface PairBounds {
  readonly mostRegions: number
  /** For one pair, and for one question to the solver. */
  readonly pairMs: number
  readonly questionMs: number
  readonly now: () => number
}
