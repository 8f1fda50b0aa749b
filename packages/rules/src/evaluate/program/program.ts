import type {
  Authority,
  DeadlineEvent,
  Rule,
  RuleEvent,
  UnmodelledText,
  VocabularyFact,
} from '../../compile/rulebook.ts'
import type { PreparedMap } from '../../kernel/prepared.ts'
import type { Condition } from '../../language/condition.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { Force, ItemTime, Reading } from '../../language/rulebook.ts'
import type { Scalar } from '../../language/values.ts'
import type { Caution, CautionCode, ItemFinding, NotWeighed, ReadingFinding, RequirementFinding } from '../decision.ts'

/**
 * One question (a decision, an authority and a period with the same rules in force) as a flat list of nodes, each after what
 * it depends on, each distinct test once. Nodes are referred to by literals: 2 × node, plus 1 for its negation.
 * A literal has a truth in 32 lanes at a time: bit i of its word says that it is true in lane i, bit i of its negation’s word
 * that it is false there; neither is unknown. Lane 0 is the request as it stands; the others are what-ifs, so that asking
 * 31 of them costs what asking one does.
 */
export interface Program {
  readonly semantics: 1 | 2
  readonly decision: DecisionDefinition
  readonly authority: Authority
  readonly facts: readonly ProgramFact[]
  readonly slotOf: ReadonlyMap<string, number>
  readonly nodes: Nodes
  readonly answers: readonly number[]
  /** The names of each set of answers that was asked for. */
  readonly answerLists: PreparedMap<number, readonly string[]>
  /** How many nodes bear on an answer; they come first. */
  readonly answerNodesCount: number
  /** How many facts bear on an answer; theirs are the first slots. */
  readonly answerFactsCount: number
  /** How many nodes say what a decision finds; those of contradictions come after. */
  readonly regularNodesCount: number
  /** Those that what-ifs can bring about. Whether the facts as given contradict one another is found out before. */
  readonly contradictions: readonly ProgramContradiction[]
  readonly rules: readonly ProgramRule[]
  /** Those of them that bear on the answer. */
  readonly bearing: readonly ProgramRule[]
  /** Every edition that is not in force, for the trace. */
  readonly idleRules: readonly Rule[]
  /** Rules of a decision that restricts whose first edition is still to come; tried for a caution alone. */
  readonly earlyRules: readonly ProgramRule[]
  readonly requirements: readonly ProgramRequirement[]
  readonly items: readonly ProgramItem[]
  /** Every list that the decision carries, sorted. */
  readonly listNames: readonly string[]
  readonly deadlines: readonly ProgramDeadline[]
  readonly conclusions: readonly ProgramRule[]
  /** Everything that a reading can change beside the answer, as findings name it: requirements, items, deadlines. */
  readonly changeable: readonly string[]
  readonly alternatives: readonly ProgramAlternative[]
  /** Their places, by reading and position: the order in which a decision lists them. */
  readonly alternativesInOrder: readonly number[]
  /** Each caution that some rule carries, and the places of those rules; sorted. */
  readonly cautions: readonly ProgramCaution[]
  /** The literal of a condition that stands anywhere in this question. */
  readonly literalOf: (condition: Condition) => number
  /** Definitions that the question refers to, by name. */
  readonly definitions: ReadonlySet<string>
  /** Texts in force that bear on the question and are not modelled, in the order in which decisions list them. */
  readonly texts: readonly ProgramText[]
  /** Whether the period lies before the first day for which the law of the question is held whole. */
  readonly isIncomplete: boolean
  /** Whether a council is asked and none of its own rules in force could change the answer. */
  readonly isNationalOnly: boolean
}

/** Facts that cannot be so together. */
export interface ProgramContradiction {
  /** True in a lane in which they are. */
  readonly literal: number
  /** Its own nodes, from the first to the one after the last. */
  readonly from: number
  readonly to: number
  /** The facts that it names. */
  readonly slots: readonly number[]
  /** These, and the facts from which they follow. */
  readonly reads: readonly number[]
  /** Facts that no what-if supposes, and without which it cannot be so. */
  readonly needs: readonly number[]
}

/** A text that bears on the question and is not modelled. */
export interface ProgramText {
  readonly text: UnmodelledText
  /** Not false: it may concern the child. */
  readonly concerns: number
  /** Whether it keeps answers that it could overturn from being determined. */
  readonly isBlocking: boolean
  readonly finding: NotWeighed
}

/** The kinds of nodes. */
export const op = { constant: 0, classed: 1, valued: 2, linked: 3, derived: 4, all: 5, reading: 6, unknown: 7 } as const

/** In `code` a test of one fact begins with this, and its slot and `holdsOf` follow. */
export const classedCode = -1
/** In `code` a node of a rarer kind is this alone. */
export const otherCode = -2

/** The nodes of a program in arrays, by node or by literal, which is what makes a pass fast. */
export interface Nodes {
  readonly count: number
  /** Where each node’s part of `code` begins. */
  readonly codeAt: Int32Array
  /** What a pass reads, in its order: of `all` how many members and which, of a test of one fact what `classedCode` says. */
  readonly code: Int32Array
  readonly op: Uint8Array
  /** A leaf’s fact; the literal that a reading takes. */
  readonly first: Int32Array
  /** A linked leaf’s other fact. */
  readonly second: Int32Array
  /** The places of the children in `children`. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Of `all` literals; of a derived leaf 2 × literal, plus 1 if the case’s value passes the test; of a reading pairs of alternative and literal. */
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
  /** The class of the value; without meaning for a fact that is compared with another. */
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
  /** Read by the question itself, not only by a contradiction. */
  readonly isRead: boolean
}

/** A rule in force, and the literals of its parts. */
export interface ProgramRule {
  readonly rule: Rule
  /** What follows from it in this question. */
  readonly events: readonly RuleEvent[]
  /** Its place among the program’s rules; -1 of one that is not in force. */
  readonly index: number
  /** What it requires must pass these tests. */
  readonly tests: readonly number[]
  readonly truth: number
  readonly conditions: number
  /** Always true if the clock is the day of the decision. */
  readonly inForce: number
  readonly exceptions: readonly { readonly name: string; readonly literal: number }[]
}

/** The rules that can make an entry. */
export interface EntryRules {
  readonly rules: readonly ProgramRule[]
  readonly behind: PreparedMap<number, RulesBehind>
}

/** Those of them that do. */
export interface RulesBehind {
  readonly because: readonly string[]
  readonly force: Force
  readonly rules: readonly ProgramRule[]
}

/** A requirement that some rule makes. */
export interface ProgramRequirement extends EntryRules {
  readonly id: string
  readonly title: string
  readonly applies: number
  readonly test: number
  readonly condition: Condition
  /** By the truth of `applies`, that of `test`, and the rules behind it. */
  readonly findings: readonly (readonly PreparedMap<number, RequirementFinding>[])[]
}

/** An item of a list, or an item with its verb, that some rule includes. */
export interface ProgramItem extends EntryRules {
  readonly list: string
  readonly item: string
  readonly verb: string | undefined
  readonly title: string
  /** When each of its rules says that it has its part, by the rule; empty in rules of semantics 1. */
  readonly whenBy: ReadonlyMap<Rule, ItemTime>
  readonly applies: number
  /** By the truth of `applies`, and the rules behind it. */
  readonly findings: readonly PreparedMap<number, ItemFinding>[]
}

/** A deadline that some rule sets. */
export interface ProgramDeadline extends EntryRules {
  readonly event: DeadlineEvent
  readonly applies: number
}

/** A caution that some rule carries. */
export interface ProgramCaution {
  readonly code: CautionCode
  /** The places among the program’s rules of those that carry it, in the order of their names. */
  readonly rules: readonly number[]
  readonly findings: PreparedMap<string, Caution>
}

/** One alternative of one reading, which some leaf or deadline of the question names. */
export interface ProgramAlternative {
  readonly reading: Reading
  /** Which of the reading’s alternatives it is, from 0. */
  readonly position: number
  /** The places that rest on the reading: what was taken, and what the alternative puts instead. */
  readonly places: { readonly taken: number; readonly instead: number }[]
  readonly text: string
  readonly deadline: Reading['alternatives'][number]['deadline']
  readonly findings: PreparedMap<string, ReadingFinding>
}
