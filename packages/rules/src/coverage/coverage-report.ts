import type { LeafValue } from '../language/condition.ts'
import type { OperatorName } from '../language/operators.ts'

/** How much of something the scenarios exercise, and what they do not. */
export interface Tally<Gap> {
  readonly covered: number
  readonly total: number
  readonly gaps: readonly Gap[]
}

/** A truth that a test was never seen to have. */
export type Side = 'true' | 'false'

/** A test of a fact, or a reference to a definition. The reading that it names makes no difference. */
export type TestedPart =
  | { readonly fact: string; readonly operator: OperatorName; readonly value: LeafValue }
  | { readonly condition: string }

interface Placed {
  readonly authority: string
  readonly decision: string
}

/** An edition of a rule that no scenario sees hold, or sees not hold. */
export interface RuleGap extends Placed {
  readonly rule: string
  /** The edition’s first day or month. */
  readonly from: string
  readonly seen: readonly (Side | 'unknown')[]
  readonly unseen: readonly Side[]
}

/** An edition of a rule that is in force in no scenario. */
export interface EditionGap extends Placed {
  readonly rule: string
  readonly from: string
  readonly to: string | null
}

/** A test that no scenario sees come out true, or false. */
export interface SideGap {
  readonly authority: string
  /** Null of what belongs to no one decision: a definition’s tests and those of a derived fact, which stand once for all. */
  readonly decision: string | null
  readonly test: TestedPart
  readonly unseen: readonly Side[]
  /** `rule …`, `requirement …`, `definition …`, `fact …`. */
  readonly standsIn: readonly string[]
}

/** A requirement that no scenario sees met, or unmet, while one of the authority’s own rules makes it apply. */
export interface RequirementGap extends Placed {
  readonly requirement: string
  readonly unseen: readonly ('met' | 'unmet')[]
}

/** An answer that no scenario of the authority reaches. */
export interface AnswerGap extends Placed {
  readonly answer: string
}

/** What the scenarios exercise. `sides` and `requirements` count each side; the others count each thing. */
export interface CoverageReport {
  readonly decisionsCount: number
  readonly rules: Tally<RuleGap>
  readonly editions: Tally<EditionGap>
  readonly sides: Tally<SideGap>
  readonly requirements: Tally<RequirementGap>
  readonly answers: Tally<AnswerGap>
}
