import type { Authority, DeadlineEvent, Rule, VocabularyFact } from '../compile/rulebook.ts'
import type { CivilDate } from '../kernel/dates.ts'
import type { Condition } from '../language/condition.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { Force, Reading } from '../language/rulebook.ts'
import type { Scalar } from '../language/values.ts'
import type { Caution, CautionCode, ItemFinding, ReadingFinding, RequirementFinding } from './decision.ts'
import type { Variants } from './prepared.ts'

/**
 * One question (a decision, an authority and a stretch of days with the same rules in force) as a flat list of nodes, each
 * after what it depends on, each distinct test once. Nodes are referred to by literals: 2 × node, plus 1 for its negation.
 * A literal has a truth in 32 lanes at a time: bit i of its word says that it is true in lane i, bit i of its negation’s word
 * that it is false there; neither is unknown. Lane 0 is the request as it stands; the others are what-ifs, so that asking
 * 31 of them costs what asking one does.
 */
export interface Program {
  readonly decision: DecisionDefinition
  readonly authority: Authority
  readonly facts: readonly ProgramFact[]
  readonly slotOf: ReadonlyMap<string, number>
  readonly nodes: Nodes
  readonly answers: readonly number[]
  /** Their names, for each set of them that was asked for. */
  readonly answerLists: Variants<number, readonly string[]>
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
  /** Everything that a reading can change beside the answer, in the words of a finding: requirements, items, deadlines. */
  readonly changeable: readonly string[]
  readonly alternatives: readonly ProgramAlternative[]
  /** Their places, by reading and position: the order in which they are told, whatever order they were met in. */
  readonly alternativesTold: readonly number[]
  /** The facts whose values are worth trying: see `narrows`. */
  readonly narrowing: readonly number[]
  /** Each caution that some rule carries, and the places of those rules; sorted. */
  readonly cautions: readonly ProgramCaution[]
  /** The literal of a condition that stands anywhere in this question. */
  readonly literalOf: (condition: Condition) => number
  /** Definitions that the question refers to, by name. */
  readonly definitions: ReadonlySet<string>
}

export const op = { constant: 0, classed: 1, valued: 2, linked: 3, derived: 4, all: 5, reading: 6 } as const

/** In `code`, what a test of one fact begins with, its slot and `holdsOf` following; and what a node of a rarer kind is. */
export const classedCode = -1
export const otherCode = -2

export interface Nodes {
  readonly count: number
  /** What a pass reads, in its order: of `all` how many members and which, of a test of one fact what `classedCode` says. */
  readonly code: Int32Array
  readonly op: Uint8Array
  /** A leaf’s fact; the literal that a reading takes. */
  readonly first: Int32Array
  /** A linked leaf’s other fact. */
  readonly second: Int32Array
  /** Where the children stand in `children`. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Of `all` literals; of a derived leaf 2 × literal, plus 1 where the case’s value passes the test; of a reading pairs of alternative and literal. */
  readonly children: Int32Array
  /** Bit c: the test holds of class c of the fact’s values. */
  readonly holdsOf: Int32Array
  readonly tests: readonly (((found: Scalar, wanted: Scalar) => boolean) | undefined)[]
  /** By literal: the lanes of the last pass in which it is true. Scratch, read before the next pass. */
  readonly lanes: Int32Array
}

/** One unknown fact, supposed to have one value. */
export interface Supposed {
  readonly slot: number
  /** The class of the value; of a fact that is compared with another, whichever. */
  readonly class: number
  readonly value: Scalar
  readonly isCompared: boolean
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
  readonly derivation: readonly { readonly value: Scalar; readonly when: Condition; readonly literal: number }[]
  /** One supposition of each class. */
  readonly supposable: readonly Supposed[]
  /** Trying its values can rule out an answer that Kleene truth leaves possible. */
  readonly narrows: boolean
  /** Read by the question itself, not only by a contradiction. */
  readonly isRead: boolean
}

export interface ProgramRule {
  readonly rule: Rule
  /** Its place among the program’s rules; -1 of one that is not in force. */
  readonly index: number
  /** What it requires must pass this test; of a rule that requires nothing, its own truth. */
  readonly test: number
  readonly truth: number
  readonly conditions: number
  /** Constant true where the clock is the day of the decision. */
  readonly inForce: number
  readonly exceptions: readonly { readonly name: string; readonly literal: number }[]
}

/** The rules that can make an entry. */
export interface Reasons {
  readonly rules: readonly ProgramRule[]
  readonly behind: Variants<number, RulesBehind>
}

/** Those of them that do. */
export interface RulesBehind {
  readonly because: readonly string[]
  readonly force: Force
}

export interface ProgramRequirement extends Reasons {
  readonly id: string
  readonly title: string
  readonly applies: number
  readonly test: number
  readonly condition: Condition
  readonly findings: Variants<number, RequirementFinding>
}

export interface ProgramItem extends Reasons {
  readonly list: string
  readonly item: string
  readonly verb: string | undefined
  readonly title: string
  readonly applies: number
  readonly findings: Variants<number, ItemFinding>
}

export interface ProgramDeadline extends Reasons {
  readonly event: DeadlineEvent
  readonly applies: number
}

export interface ProgramCaution {
  readonly code: CautionCode
  /** The places of the rules that carry it, in the order of their names. */
  readonly rules: readonly number[]
  readonly findings: Variants<string, Caution>
}

/** One alternative of one reading, which some leaf or deadline of the question names. */
export interface ProgramAlternative {
  readonly reading: Reading
  /** Which of the reading’s alternatives it is, from 0. */
  readonly position: number
  /** Where it stands: what was taken, and what it puts in its place. */
  readonly places: { readonly taken: number; readonly instead: number }[]
  readonly text: string
  readonly deadline: Reading['alternatives'][number]['deadline']
  readonly findings: Variants<number, ReadingFinding>
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
