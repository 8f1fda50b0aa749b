import type { CivilDate } from '../kernel/dates.ts'
import type { WorkingDayCalendar } from '../kernel/working-days.ts'
import type { AcceptedFinding } from '../language/accepted-findings.ts'
import type { CodeSet } from '../language/codes.ts'
import type { Condition } from '../language/condition.ts'
import type { DecisionDefinition, DecisionsDocument } from '../language/decisions.ts'
import type { Fact, FactsDocument } from '../language/facts.ts'
import type { InvariantDocument } from '../language/invariants.ts'
import type { Bearing, Register } from '../language/register.ts'
import type { Release } from '../language/releases.ts'
import type { DeadlineUnit, Definition, Force, ItemTime, Reading, RuleDocument } from '../language/rulebook.ts'
import type { Scenario } from '../language/scenario.ts'
import type { Source } from '../language/sources.ts'
import type { Substance } from '../parse/rule-documents.ts'

/**
 * Rules that mean something: every name resolves, every operator fits its fact, no exception runs in a circle, no council
 * loosens the nation’s rules. Frozen. Whatever comes after may rely on all of it and checks none of it again.
 */
export interface Rulebook {
  readonly version: string
  /** How the rules are to be read: 1 as of November 2026, 2 as now. Rules that were kept are read as they were made. */
  readonly semantics: 1 | 2
  /** `sha256:` and 64 hexadecimal digits, over the canonical JSON of everything that evaluation reads. */
  readonly digest: string
  /** What `digest` is over, as it was read. */
  readonly substance: Substance
  readonly national: string
  /** Whether it was loaded with its scenarios, registers, invariants and accepted findings, which evaluation never reads. */
  readonly isWhole: boolean
  /** The code sets of national returns by their ids; none if it was loaded without them. Evaluation never reads them. */
  readonly codeSets: ReadonlyMap<string, CodeSet>
  /** What no edit may ever change; none if the rules were not loaded whole. */
  readonly invariants: readonly Invariant[]
  /** Remarks on the rules that were read and answered; none if the rules were not loaded whole. */
  readonly acceptedFindings: readonly AcceptedFinding[]
  /** What was released under which version; none if the rules were loaded without. Evaluation never reads them. */
  readonly releases: readonly Release[]
  readonly authorities: ReadonlyMap<string, Authority>
  readonly facts: readonly VocabularyFact[]
  readonly factsByName: ReadonlyMap<string, VocabularyFact>
  /** Facts that no child has together: a request that has them is refused. */
  readonly contradictions: FactsDocument['contradictions']
  /** Facts that hardly any child has together: a decision on them says so. */
  readonly oddities: FactsDocument['contradictions']
  readonly decisions: ReadonlyMap<string, DecisionDefinition>
  readonly lists: ReadonlyMap<string, DecisionsDocument['lists'][number]>
  readonly deadlines: ReadonlyMap<string, DecisionsDocument['deadlines'][number]>
  readonly sources: ReadonlyMap<string, Source>
  readonly calendar: WorkingDayCalendar
}

/** A fact with its place in the vocabulary, which is the order in which facts are named everywhere, and an enum’s permitted words. */
export type VocabularyFact = Fact & { readonly index: number; readonly words: ReadonlySet<unknown> }

/** An authority’s own view: the national layer and its own, and what their names mean there. */
export interface Authority {
  readonly id: string
  readonly name: string
  /** The national authority first, then its own. */
  readonly layers: readonly string[]
  /** Every edition of every rule of its layers, sorted by name and first day. */
  readonly rules: readonly Rule[]
  readonly definitions: ReadonlyMap<string, Definition>
  readonly readings: ReadonlyMap<string, Reading>
  /** Its own scenarios, not the nation’s. */
  readonly scenarios: readonly PlacedScenario[]
  /** What became of each sentence of its own sources. If the rules were not loaded whole, only what decisions read. */
  readonly registers: readonly PlacedRegister[]
  /** Texts of its layers that bear on questions and are not modelled, in the order in which decisions list them. */
  readonly unmodelled: readonly UnmodelledText[]
}

/** Something that no edit of the rules may change, with its place in the files and its days. */
export type Invariant = InvariantDocument & {
  readonly file: string
  readonly pointer: string
  /** Null: always. */
  readonly firstDay: CivilDate | null
  /** Null: to this day. */
  readonly lastDay: CivilDate | null
}

/** A text that bears on questions and of which no rule is made. */
export interface UnmodelledText {
  readonly id: string
  readonly title: string
  readonly reason: string
  readonly force: Force
  readonly bears: Bearing
  /** Nothing of this edition is encoded, though it was in force. */
  readonly isNotHeld: boolean
  readonly decisions: readonly string[]
  /** It bears only on children of whom this is not known to be false. */
  readonly conditions: Condition | undefined
  /** Null: as far back as the question goes. */
  readonly firstDay: CivilDate | null
  /** Null: still in force. */
  readonly lastDay: CivilDate | null
  readonly layer: string
  readonly source: string
  readonly locator: string
}

/** A register with the file that holds it. */
export interface PlacedRegister extends Register {
  readonly file: string
}

/** A scenario with its place in the files. */
export interface PlacedScenario extends Scenario {
  readonly file: string
  readonly pointer: string
}

/** One edition of a rule, its days and what follows from it resolved. */
export interface Rule extends RuleDocument {
  readonly layer: string
  readonly file: string
  readonly pointer: string
  /** Null: prospective, never in force. */
  readonly firstDay: CivilDate | null
  /** Null: still in force. */
  readonly lastDay: CivilDate | null
  /** What follows when it holds, by the question that it bears on; of one that only excepts, the event `none`. */
  readonly events: ReadonlyMap<string, readonly RuleEvent[]>
  /** Names of the rules that except this one. */
  readonly exceptedBy: readonly string[]
}

/** What a rule does when it holds. */
export type RuleEvent =
  | { readonly type: 'conclude'; readonly answer: string }
  | { readonly type: 'require'; readonly requirement: string }
  | InclusionEvent
  | DeadlineEvent
  | { readonly type: 'none' }

/** An item of a list; `when` is undefined in rules of semantics 1, which do not say. */
export interface InclusionEvent {
  readonly type: 'include'
  readonly list: string
  readonly item: string
  readonly verb: string | undefined
  readonly when?: ItemTime
}

/** A deadline: `count` units after or before the day of the fact `of`, to be met by `role`. */
export interface DeadlineEvent {
  readonly type: 'deadline'
  readonly action: string
  readonly role: string
  readonly count: number
  readonly unit: DeadlineUnit
  readonly direction: 'after' | 'before'
  readonly of: string
  readonly reading: string | undefined
}
