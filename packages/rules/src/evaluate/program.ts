import type { CivilDate } from '../kernel/dates.ts'
import type { Authority, DeadlineEvent, Rule, VocabularyFact } from '../compile/rulebook.ts'
import type { Condition, Scalar } from '../language/condition.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { Force, Reading } from '../language/rulebook.ts'

/**
 * One question (a decision, an authority and a stretch of days with the same rules in force) as a flat list of nodes, each
 * after what it depends on, each distinct test once. A node has a truth in 32 lanes at a time: bit i of `isTrue` and of
 * `isFalse` belong to lane i, neither set is unknown. Lane 0 is the request as it stands; the other lanes are what-ifs, so
 * that asking 31 of them costs what asking one does.
 */
export interface Program {
  readonly decision: DecisionDefinition
  readonly authority: Authority
  readonly facts: readonly ProgramFact[]
  readonly slotOf: ReadonlyMap<string, number>
  readonly nodes: Nodes
  readonly answers: readonly number[]
  /** The nodes from here on bear on no answer. */
  readonly answerNodesCount: number
  /** True in a lane whose facts contradict one another. */
  readonly contradiction: number
  readonly contradictions: readonly number[]
  readonly rules: readonly ProgramRule[]
  /** Every edition that is not in force, for the trace. */
  readonly idleRules: readonly Rule[]
  /** Rules of a permit decision whose first edition is still to come: their conditions, tried for a caution alone. */
  readonly earlyRules: readonly ProgramRule[]
  readonly requirements: readonly ProgramRequirement[]
  readonly items: readonly ProgramItem[]
  /** Every list that the decision carries, sorted. */
  readonly listNames: readonly string[]
  readonly deadlines: readonly ProgramDeadline[]
  readonly conclusions: readonly ProgramRule[]
  readonly alternatives: readonly ProgramAlternative[]
  /** The node of a condition that stands anywhere in this question. */
  readonly nodeOf: (condition: Condition) => number
  /** Definitions that the question refers to, by name. */
  readonly definitions: ReadonlySet<string>
}

export const op = { constant: 0, classed: 1, valued: 2, linked: 3, derived: 4, all: 5, any: 6, not: 7, reading: 8 } as const

export interface Nodes {
  readonly count: number
  readonly op: Uint8Array
  /** A leaf’s fact; the only child of `not`; the child of `reading` that is taken. */
  readonly first: Int32Array
  /** A linked leaf’s other fact. */
  readonly second: Int32Array
  /** Where the children stand in `children`. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly children: Int32Array
  /** Bit c: the test holds of class c of the fact’s values. */
  readonly holdsOf: Int32Array
  readonly tests: readonly (((found: Scalar, wanted: Scalar) => boolean) | undefined)[]
  /** Scratch of the pass that runs now; read before the next. */
  readonly isTrue: Int32Array
  readonly isFalse: Int32Array
}

/** A fact as one question sees it: only which tests its value passes matters, so values fall into few classes. */
export interface ProgramFact {
  readonly fact: VocabularyFact
  readonly slot: number
  /** Compared with another fact, so that its value itself is needed. */
  readonly linkedTo: readonly number[]
  readonly leaves: readonly number[]
  /** The values that its tests name. */
  readonly constants: readonly Scalar[]
  /** One value of each class. */
  readonly classes: readonly Scalar[]
  readonly classOf: (value: Scalar) => number
  /** False of a fact that is wholly derived: its inputs are asked instead. */
  readonly askable: boolean
  readonly derivation: readonly { readonly value: Scalar; readonly when: Condition; readonly node: number }[]
  /** One supposition of each class. */
  readonly supposable: readonly { readonly slot: number; readonly class: number; readonly value: Scalar }[]
  /** Trying its values can rule out an answer that Kleene truth leaves possible. */
  readonly narrows: boolean
  /** Read by the question itself, not only by a contradiction. */
  readonly isRead: boolean
}

export interface ProgramRule {
  readonly rule: Rule
  /** What it requires must pass this test; of a rule that requires nothing, its own truth. */
  readonly test: number
  readonly truth: number
  readonly conditions: number
  /** Constant true where the clock is the day of the decision. */
  readonly inForce: number
  readonly exceptions: readonly { readonly name: string; readonly node: number }[]
}

/** The rules that make an entry, and what is said of them when all of them hold. */
export interface Reasons {
  readonly rules: readonly ProgramRule[]
  readonly because: readonly string[]
  readonly force: Force
}

export interface ProgramRequirement extends Reasons {
  readonly id: string
  readonly title: string
  readonly applies: number
  readonly test: number
  readonly condition: Condition
}

export interface ProgramItem extends Reasons {
  readonly list: string
  readonly item: string
  readonly verb: string | undefined
  readonly title: string
  readonly applies: number
}

export interface ProgramDeadline extends Reasons {
  readonly event: DeadlineEvent
  readonly applies: number
}

/** One alternative of one reading, which some leaf or deadline of the question names. */
export interface ProgramAlternative {
  readonly reading: Reading
  /** Where it stands: the node of what was taken, and of what it puts in its place. */
  readonly places: { readonly taken: number; readonly instead: number }[]
  readonly text: string
  readonly deadline: Reading['alternatives'][number]['deadline']
}

/** The request’s facts, by the vocabulary’s order. Undefined: not asked. Null: asked, not known. */
export type FactValues = readonly (Scalar | null | undefined)[]

export interface ParsedRequest {
  readonly decision: DecisionDefinition
  readonly authority: Authority
  readonly asOf: CivilDate
  readonly trace: 'full' | 'none'
  readonly values: FactValues
}
