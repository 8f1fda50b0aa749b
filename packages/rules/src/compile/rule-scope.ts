import type { DecisionDefinition, DecisionsDocument } from '../language/decisions.ts'
import type { ConditionScope } from './conditions.ts'

/** What a rule may refer to. */
export interface RuleScope extends ConditionScope {
  readonly decisions: ReadonlyMap<string, DecisionDefinition>
  readonly lists: ReadonlyMap<string, DecisionsDocument['lists'][number]>
  readonly deadlines: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
}
