import type { PlacedScenario, Rulebook } from '../compile/rulebook.ts'
import type { Decision, DecisionRequest, Refusal } from '../evaluate/decision.ts'
import type { Json } from '../kernel/canonical-json.ts'

/** Loaded rules, as far as this room looks at them. */
export interface HoldsRulebook {
  readonly rulebook: Rulebook
}

/** Which scenarios: those of one authority, and those whose name or place holds a text, whatever its case. */
export interface ScenarioSelection {
  readonly authority?: string
  readonly matching?: string
}

/** Which scenarios to run, and by what. */
export interface ScenarioOptions extends ScenarioSelection {
  /** What answers a request; absent: the compiled evaluator. */
  readonly evaluate?: (request: DecisionRequest) => Decision | Refusal | Promise<Decision | Refusal>
}

/** A scenario and the request that it makes, to its own authority and with the trace. */
export interface ScenarioCase {
  readonly authority: string
  readonly scenario: PlacedScenario
  readonly request: DecisionRequest
}

/** One thing that `expect` names and that came out otherwise. */
export interface Difference {
  /** `answer`, `requirements/parent-agreement`, `lists/parties/parent/agree`, `deadlines/first-review`, `missing/endDateSet`. */
  readonly at: string
  readonly expected: Json
  /** `absent` if there is no such entry. */
  readonly found: Json
  /** The rules on which what was found rests. */
  readonly because: readonly string[]
  /** If an entry is absent: the rules that make it, none of which holds. */
  readonly notHolding: readonly string[]
}

/** How one scenario came out. */
export interface ScenarioResult {
  readonly authority: string
  readonly name: string
  readonly file: string
  readonly pointer: string
  readonly passed: boolean
  readonly differences: readonly Difference[]
  /** What the decision says of itself in one sentence; of a refused request, what is wrong with it. */
  readonly summary: string
}

/** How all scenarios of a run came out. */
export interface ScenarioReport {
  readonly results: readonly ScenarioResult[]
  readonly passedCount: number
  readonly failedCount: number
  /** What was decided, traces and all, for `coverageOf`. Refused requests have none. */
  readonly decisions: readonly Decision[]
}
