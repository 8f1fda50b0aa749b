import type { Decision, Refusal } from '@virtual-school/rules'
import type { Case } from '../session.ts'
import type { Term } from '../smt/terms.ts'
import type { FindingCode } from './finding.ts'

/** Something that can be in sound rules. Where it is proved that it cannot, that is a finding. */
export interface Expected {
  readonly code: FindingCode
  readonly about: string
  readonly rules: readonly string[]
  /** It is enough that the terms of one of these can be so together. The quickest to answer stands first. */
  readonly possible: readonly (readonly Term[])[]
  /** Where this cannot be so either, there is nothing to find. */
  readonly provided?: readonly Term[]
  readonly message: string
  /** Cases that come near to it; the first that can be is the witness. */
  readonly nearest: readonly Nearest[]
}

/** Something that must not be. Where a case shows that it can, that is a finding. */
export interface Feared {
  readonly code: FindingCode
  readonly about: string
  readonly rules: readonly string[]
  readonly fault: readonly Term[]
  readonly message: string
  /** What may not be left out of the case, though the fault would still show. */
  readonly keeps?: readonly string[]
  /** What is left out of the case that was found. */
  readonly drops?: readonly string[]
  readonly confirms: Confirms
}

export interface Nearest {
  readonly terms: readonly Term[]
  /** Where the case is known, it need not be looked for. */
  readonly given?: Case
  /** Stands after the message where this case is the witness. */
  readonly adds?: string
  readonly confirms: Confirms
}

/** Whether what `evaluate` says of a case is what the solver said of it; until then nobody is shown it. */
export type Confirms = (answer: Decision | Refusal) => boolean

export const decided = (answer: Decision | Refusal): answer is Decision => !('issues' in answer)
