import type { DecisionDefinition, DecisionsDocument } from '../language/decisions.ts'
import type { Scope } from './conditions.ts'

/** What a rule may refer to. */
export interface RuleScope extends Scope {
  readonly decisions: ReadonlyMap<string, DecisionDefinition>
  readonly lists: ReadonlyMap<string, DecisionsDocument['lists'][number]>
  readonly deadlines: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
}
