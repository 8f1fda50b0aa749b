import type { Checked } from '@virtual-school/rules'

/** One request of a batch: the line that it stands on (the place in the array, from 1) and what was read there. */
export interface Item {
  readonly line: number
  readonly read: Checked<unknown>
}
