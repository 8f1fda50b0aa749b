import type { CivilDate } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { TruthWord } from '../kernel/truth.ts'
import type { Citation } from '../language/citation.ts'
import type { Bearing } from '../language/register.ts'
import type { Force, ItemTime } from '../language/rulebook.ts'
import type { Scalar } from '../language/values.ts'

/** What is asked. Facts that are absent were not asked; facts that are null were asked and are not known. */
export interface DecisionRequest {
  readonly decision: string
  /** Whose rules: absent: `england`, national rules alone. */
  readonly authority?: string
  /** The day whose law applies, `YYYY-MM-DD`. The library has no clock. */
  readonly asOf: CivilDate
  /** Absent: `full`. */
  readonly trace?: 'full' | 'none'
  readonly facts: Readonly<Record<string, Scalar | null>>
}

/** A request as a program gives it: what is undefined is left out. */
export interface GivenRequest extends Omit<DecisionRequest, 'authority' | 'trace' | 'facts'> {
  readonly authority?: string | undefined
  readonly trace?: 'full' | 'none' | undefined
  readonly facts: Readonly<Record<string, Scalar | null | undefined>>
}

/** The answer, what it rests on, and what is not known. Equal decisions are equal bytes. */
export interface Decision {
  readonly decision: string
  readonly authority: string
  readonly asOf: CivilDate
  readonly status: 'determined' | 'undetermined'
  readonly answer: string | null
  /** Every answer still possible given what is not known, in the decision’s order. */
  readonly possibleAnswers: readonly string[]
  readonly summary: string
  readonly requirements: readonly RequirementFinding[]
  readonly lists: Readonly<Record<string, readonly ItemFinding[]>>
  readonly deadlines: readonly DeadlineFinding[]
  readonly missing: readonly MissingFact[]
  readonly readings: readonly ReadingFinding[]
  readonly cautions: readonly Caution[]
  /** Texts that bear on the question and of which no rule is made. Absent from decisions by rules of semantics 1. */
  readonly notWeighed?: readonly NotWeighed[]
  readonly rules: { readonly version: string; readonly digest: string; readonly layers: readonly string[] }
  readonly trace: Trace | null
}

/** A requirement that applies or may apply, and whether it is met. */
export interface RequirementFinding {
  readonly id: string
  readonly status: 'met' | 'unmet' | 'unknown'
  readonly applies: 'yes' | 'unknown'
  readonly force: Force
  readonly title: string
  readonly because: readonly string[]
}

/** An item of a list that applies or may apply. */
export interface ItemFinding {
  readonly item: string
  /** Present if the list is of parties. */
  readonly verb?: string
  /** Whether it comes before the action, at any time, or after it. Absent from decisions by rules of semantics 1. */
  readonly when?: ItemTime
  readonly status: 'applies' | 'possible'
  readonly force: Force
  readonly title: string
  readonly because: readonly string[]
}

/** A deadline that applies or may apply. */
export interface DeadlineFinding {
  readonly action: string
  readonly status: 'applies' | 'possible'
  /** Null if it cannot be known; `basis` says why. */
  readonly date: CivilDate | null
  readonly role: string
  readonly basis: string
  readonly because: readonly string[]
}

/** A fact that is not known and still matters, most useful first. */
export interface MissingFact {
  readonly fact: string
  readonly question: string
  readonly state: 'not-asked' | 'not-known'
  readonly for: 'answer' | 'detail'
  /** Whatever its value, the answer would then be determined. */
  readonly settles: boolean
}

/** An ambiguous wording on which something in the decision depends. */
export interface ReadingFinding {
  readonly id: string
  readonly taken: string
  readonly alternative: string
  readonly answerWouldBe: string | null
  /** What would change: `answer`, `requirements/…`, `lists/…/…`, `deadlines/…`. */
  readonly changes: readonly string[]
}

/** A text that bears on the question, whose words nobody has made a rule of. */
export interface NotWeighed {
  readonly id: string
  readonly title: string
  /** Why it was not weighed. */
  readonly reason: string
  readonly force: Force
  readonly bears: Bearing
  readonly source: string
  readonly locator: string
}

/** Every caution, with what it means to the reader. */
export const cautionCodes = {
  'attribution-inferred': 'A document relied on does not itself say whose it is.',
  'before-first-edition': 'The law of this day is not held whole: the day lies before the first for which it is.',
  'council-rules-not-held':
    'No rule of this council’s own could change the answer: England’s rules answered. Ask its virtual school.',
  'edition-not-held': 'A text that was in force on this day is not held, and could change the answer.',
  'responsible-authority-not-stated': 'No text says which authority the duty falls to.',
  'rests-on-unread-text': 'A text bears on this whose words were not read.',
  'rests-on-restated-source': 'A text relied on was read only as another publisher restates it.',
  'rests-on-unverified-source': 'A text relied on has not been seen; the rule is from memory.',
  'text-damaged': 'Words are missing from a text relied on.',
  'texts-differ': 'The texts relied on do not say the same.',
  'unusual-facts': 'Hardly any child has these facts together. Check them.',
} as const
/** A member of `cautionCodes`. */
export type CautionCode = keyof typeof cautionCodes

/** Something to know before relying on a decision, and the rules that it is about. */
export interface Caution {
  readonly code: CautionCode
  readonly because: readonly string[]
}

/** The evaluation itself: every rule considered, every condition with its truth. What stands once is referred to by name. */
export interface Trace {
  readonly facts: Readonly<Record<string, TraceFact>>
  readonly definitions: Readonly<
    Record<string, { readonly statement: string; readonly truth: TruthWord; readonly conditions: TraceCondition }>
  >
  readonly requirements: Readonly<Record<string, { readonly truth: TruthWord; readonly test: TraceCondition }>>
  readonly rules: readonly TraceRule[]
  /** Absent from decisions by rules of semantics 1. */
  readonly notWeighed?: readonly TraceText[]
  readonly sources: Readonly<
    Record<string, { readonly title: string; readonly publisher: string; readonly attribution: 'stated' | 'inferred' }>
  >
}

/** A fact’s value, where it is from and, if it was not given, how it would follow from others. */
export interface TraceFact {
  readonly value: Scalar | null
  readonly from: 'given' | 'derived' | 'not-asked' | 'not-known'
  readonly derivation?: readonly { readonly value: Scalar; readonly when: TraceCondition }[]
}

/** A condition as its author wrote it, each part with its truth. */
export type TraceCondition = { readonly truth: TruthWord } & (
  | { readonly all: readonly TraceCondition[] }
  | { readonly any: readonly TraceCondition[] }
  | { readonly not: TraceCondition }
  | { readonly condition: string; readonly reading?: string }
  | {
      readonly fact: string
      readonly operator: string
      readonly value: unknown
      readonly reading?: string
      readonly found: Scalar | null
    }
)

/** A rule that was considered, and how it came out. */
export interface TraceRule {
  readonly name: string
  readonly title: string
  readonly layer: string
  readonly force: Force
  readonly effective: {
    readonly from: string | null
    readonly to?: string
    readonly clock?: string
    readonly inferred?: boolean
  }
  readonly inForce: TruthWord
  readonly truth: TruthWord
  /** Absent if the rule was not in force on the day, so that its conditions were not tried. */
  readonly conditions?: TraceCondition
  readonly exceptedBy?: readonly { readonly rule: string; readonly truth: TruthWord }[]
  readonly event: { readonly type: string; readonly params: TraceParams }
  /** Without the passages’ fingerprints, which stand in the rule itself. */
  readonly citations: readonly Omit<Citation, 'passage'>[]
}

/** What follows from a rule; of the event “outcomes” each thing in turn, as far as it is for this question. */
export type TraceParams = Readonly<Record<string, Scalar | readonly Readonly<Record<string, Scalar>>[]>>

/** A text that bears on the question, and whether it concerns the child. */
export interface TraceText {
  readonly id: string
  readonly truth: TruthWord
  /** Absent if it concerns every child. */
  readonly conditions?: TraceCondition
}

/** The request was refused; nothing was decided. */
export interface Refusal {
  readonly issues: readonly Issue[]
}
