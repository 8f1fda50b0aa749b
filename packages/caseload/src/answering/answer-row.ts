import type { Issue } from '@virtual-school/rules'

/** A deadline of a child, as the file says it. */
export interface ChildDeadline {
  /** As 2026-11-22; empty if it cannot be known. */
  readonly date: string
  readonly action: string
  /** Whose it is. */
  readonly role: string
  /** Whether it is known that it applies. */
  readonly status: 'applies' | 'possible'
}

/** What became of one child and one question. Everything is said by the names that the rules have for it. */
export interface AnswerRow {
  /** What the file calls the child; empty unless that was asked for. */
  readonly id: string
  /** Where the child’s first row stands. */
  readonly file: string
  readonly line: number
  readonly decision: string
  readonly authority: string
  readonly asOf: string
  readonly status: 'determined' | 'undetermined' | 'refused'
  readonly answer: string
  readonly possibleAnswers: readonly string[]
  /** Under which duties a child is in remit, and those that are only possible. */
  readonly duties: readonly string[]
  readonly dutiesPossible: readonly string[]
  readonly unmet: readonly string[]
  readonly notKnown: readonly string[]
  readonly deadlines: readonly ChildDeadline[]
  /** What would have to be known for the answer. */
  readonly missing: readonly string[]
  readonly readings: readonly string[]
  readonly cautions: readonly string[]
  readonly notWeighed: readonly string[]
  /** Why there is no answer. */
  readonly issues: readonly Issue[]
  /** What to know of the answers, said of this child’s rows. */
  readonly warnings: readonly Issue[]
  /** The digest of the rules that answered. */
  readonly rules: string
}

/** Which parts of a row are wanted beside those that every row has. */
export interface WantedParts {
  readonly id: string | undefined
  readonly missing: boolean
  readonly readings: boolean
  /** Answers, deadlines and reasons in words, too. A workbook has them always. */
  readonly words: boolean
}
