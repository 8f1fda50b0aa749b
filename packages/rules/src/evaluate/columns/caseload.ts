import type { CivilDate } from '../../kernel/dates.ts'
import type { WantedPart } from './check-columns.ts'
import type { Columns } from './column.ts'

/** One question about many children at once. */
export interface CaseloadRequest {
  readonly decision: string
  /** Whose rules; absent: `england`, national rules alone. */
  readonly authority?: string | undefined
  /** The day whose law applies, `YYYY-MM-DD`, for all of them. */
  readonly asOf: CivilDate
  /** How many children there are. */
  readonly count: number
  /** What is known of them: a typed array of codes for each fact, all of this length. */
  readonly columns: Columns
  /** What to find out beside the answers; each takes time and room of its own. */
  readonly want?: readonly WantedPart[] | undefined
}

/** The answers to one question about many children: columns, of which each has one entry a child, in the order of those that were given. */
export interface CaseloadAnswers {
  readonly decision: string
  readonly authority: string
  readonly asOf: CivilDate
  readonly count: number
  /** The question’s answers, in its order. */
  readonly answers: readonly string[]
  /** Which answers are still possible: bit i says that `answers[i]` is. If one is left, the answer is determined. 0 of a child that was refused. */
  readonly possible: Uint8Array
  /** 1 of a child whose facts cannot be so together; nothing is answered of that child. `parseRequest` of the child’s facts says why. */
  readonly refused: Uint8Array
  /** Present if wanted: every requirement that the rules in force can make. */
  readonly requirements?: readonly RequirementColumn[]
  /** Present if wanted: every item of a list that the rules in force can include. */
  readonly items?: readonly ItemColumn[]
  /** Present if wanted: every deadline that the rules in force can set. */
  readonly deadlines?: readonly DeadlineColumn[]
  /** Present if wanted: every fact that the answer can depend on. */
  readonly missing?: readonly MissingColumn[]
}

/** Truths of many children: 0 false, 1 not known, 2 true; 0 of a child that was refused. */
export type TruthColumn = Uint8Array

/** A requirement of many children. */
export interface RequirementColumn {
  readonly id: string
  /** Whether it applies. */
  readonly applies: TruthColumn
  /** Whether it is met; it matters only if the requirement applies or may apply. */
  readonly met: TruthColumn
}

/** An item of a list, or what a party does, for many children. */
export interface ItemColumn {
  readonly list: string
  readonly item: string
  /** Present if the list is of parties. */
  readonly verb?: string
  readonly applies: TruthColumn
}

/** A deadline of many children. */
export interface DeadlineColumn {
  readonly action: string
  readonly role: string
  readonly applies: TruthColumn
  /** The day as a number, days after 1 January 1970; `unknownIn(date)` if it does not apply, or the day cannot be known. */
  readonly date: Int32Array
}

/** A fact that is missing of many children. */
export interface MissingColumn {
  readonly fact: string
  /** 1 if the answer depends on it; 2 if any value of it would settle the answer, all else being as it is; else 0. */
  readonly matters: Uint8Array
}
