import type { Condition } from '@virtual-school/rules'
import type { MutantKind } from './mutant.ts'

/** One step by which a condition is altered, and the whole condition after it. */
export interface Edit {
  /** JSON Pointer from the condition to what was altered. */
  readonly at: string
  readonly kind: MutantKind
  /** What became of it, as it stands in an id: `operator=notEqual`. */
  readonly code: string
  /** What stood there, and what stands there now; undefined if it was dropped. */
  readonly was: Condition
  readonly now: Condition | undefined
  readonly whole: Condition
}

/** An edit as an edit of the condition around it. */
export const within = (edit: Edit, at: string, wrap: (inner: Condition) => Condition): Edit => ({
  ...edit,
  at: `${at}${edit.at}`,
  whole: wrap(edit.whole),
})
