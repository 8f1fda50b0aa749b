import type { Refusal } from '@virtual-school/rules'
import type { Decision, FindingCode } from '@virtual-school/rules/internal'
import type { FoundCase } from '../session.ts'
import type { Term } from '../smt/terms.ts'

/** Something that must be possible in sound rules. Proved impossible, it is a finding. */
export interface Expected {
  readonly code: FindingCode
  readonly about: string
  readonly rules: readonly string[]
  /** Possible if the terms of one of these can be true together. The quickest to answer stands first. */
  readonly possible: readonly (readonly Term[])[]
  /** If this is impossible too, there is nothing to find. */
  readonly provided?: readonly Term[]
  readonly message: string
  /** Cases that come near to it; the first that is possible is the witness. */
  readonly nearest: readonly Nearest[]
}

/** Something that must be impossible. A case that shows it possible is a finding. */
export interface Feared {
  readonly code: FindingCode
  readonly about: string
  readonly rules: readonly string[]
  /** The terms that are true together in a fault. */
  readonly fault: readonly Term[]
  readonly message: string
  /** What may not be left out of the case, though the fault would still show. */
  readonly keeps?: readonly string[]
  /** What is left out of the case that was found. */
  readonly drops?: readonly string[]
  readonly confirms: Confirms
}

/** A case that comes near to what is proved impossible. */
export interface Nearest {
  readonly terms: readonly Term[]
  /** The case, if it is known without asking the solver. */
  readonly given?: FoundCase
  /** Stands after the message if this case is the witness. */
  readonly adds?: string
  readonly confirms: Confirms
}

/** Whether `evaluate` says of a case what the solver said. No case is shown before that. */
export type Confirms = (answer: Decision | Refusal) => boolean

/** Whether a request was decided and not refused. */
export const isDecided = (answer: Decision | Refusal): answer is Decision => !('issues' in answer)
