import type { Council } from './children.ts'
import type { Day } from './days.ts'
import type { Child } from './history/history.ts'

/** What stands in a cell: a text, or a day, which each format writes in its own way. */
export type Cell = string | Day

/** A table of a return. */
export interface Table {
  /** As files and sheets are called. */
  readonly name: string
  readonly headings: readonly string[]
  /** What it says of a child; nothing if the child is not in it. */
  readonly rowsOf: (child: Child, council: Council) => readonly (readonly Cell[])[]
}

/** A day that may not be known. */
export const orBlank = (day: Day | undefined): Cell => day ?? ''
