import type { RuleEventType } from '../rulebook.ts'

/**
 * A form of decisions: how an answer follows from what the rules establish. A new form is one more object like those beside
 * this file, and one more member of `forms`: the compiler then names every place that must know it.
 */
export interface DecisionForm {
  /** What a definition of this form lacks, or has and may not have; empty if it is sound. */
  readonly problemsOf: (decision: FormMembers) => readonly FormProblem[]
  /** The events that only rules of such a decision may have; `include` and `deadline` are open to every form. */
  readonly ownEvents: readonly RuleEventType[]
  /** Whether an answer comes about only by a rule that concludes it, and the last one if no rule does. */
  readonly isConcluded: boolean
  /** Whether its rules restrict what may be done. Then it matters that a rule would apply and is not in force yet. */
  readonly restricts: boolean
  /** How much each answer permits, by its position, more if higher; null if the answers permit nothing. */
  readonly permissiveness: readonly number[] | null
  /** How true it is of each answer, in order, that it is the one: true if it surely is, false if it cannot be. */
  readonly answers: <T>(logic: Logic<T>, parts: AnswerParts<T>) => readonly T[]
  /** The clause of the answer at a position, with what it rests on. */
  readonly summary: (clause: string, position: number, parts: SummaryParts) => string
}

/** The members of a decision’s definition that its form has a say in. */
export interface FormMembers {
  readonly answers: readonly unknown[]
  readonly requirements: readonly unknown[]
  readonly collects?: string | undefined
}

/** What is wrong with a definition, and at which of its members. */
export interface FormProblem {
  readonly at: keyof FormMembers
  readonly code: 'malformed' | 'not-allowed-here'
  readonly message: string
}

/** Three-valued logic over truths of any kind, such as the nodes of a program. */
export interface Logic<T> {
  readonly all: (members: readonly T[]) => T
  readonly any: (members: readonly T[]) => T
  readonly not: (truth: T) => T
}

/** What the rules of a decision establish. */
export interface AnswerParts<T> {
  /** Of each requirement that a rule makes, whether it applies and whether its test holds. */
  readonly requirements: readonly { readonly applies: T; readonly test: T }[]
  /** Of each item in the list that the decision collects, whether it applies. */
  readonly collected: readonly T[]
  /** Of each answer but the last, in order, whether a rule concludes it. */
  readonly concluded: readonly T[]
  /** Of each law that is not held and could overturn an answer: unknown, or false if it does not concern the child. */
  readonly unheld: readonly T[]
}

/** What a summary may name; worked out only if it is called for. */
export interface SummaryParts {
  /** The titles of the requirements that apply and are not met. */
  readonly unmet: () => readonly string[]
  /** The titles of the items that apply in the list that the decision collects. */
  readonly collected: () => readonly string[]
}

/** For forms whose rules require nothing. */
export const requiresNothing = ({ requirements }: FormMembers): readonly FormProblem[] =>
  requirements.length === 0
    ? []
    : [{ at: 'requirements', code: 'not-allowed-here', message: 'Only a permit decision has requirements.' }]

/** A definition has so many answers; the message says which. */
export const hasAnswers = ({ answers }: FormMembers, count: number, message: string): readonly FormProblem[] =>
  answers.length === count ? [] : [{ at: 'answers', code: 'malformed', message }]

/** That a definition names the list that it collects, as `collect` does and no other form. */
export const namesCollected = ({ collects }: FormMembers, isNeeded: boolean): readonly FormProblem[] =>
  isNeeded === (collects !== undefined)
    ? []
    : [
        {
          at: 'collects',
          code: 'malformed',
          message: 'A collect decision, and no other, names the list that it “collects”.',
        },
      ]
