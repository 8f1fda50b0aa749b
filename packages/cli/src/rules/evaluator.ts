import type { Refusal } from '@virtual-school/rules'
import type { Decision, DecisionRequest, JsonOutcome, Rules } from '@virtual-school/rules/internal'
import type { Engine } from '../terminal/options.ts'

/** Decides one request, at once or in time. */
export type Evaluate = (request: DecisionRequest) => Decision | Refusal | Promise<Decision | Refusal>

/** The evaluator of that name. json-rules-engine is loaded only by those who ask for it. */
export const loadEvaluator = async (
  rules: Rules,
  engine: Engine,
): Promise<{ evaluate: Evaluate; toJson: (request: DecisionRequest) => JsonOutcome | Promise<JsonOutcome> }> => {
  if (engine === 'compiled') return { evaluate: rules.evaluate, toJson: rules.evaluateToJson }
  const second = await import('@virtual-school/rules/json-rules-engine')
  return {
    evaluate: request => second.evaluateWithJsonRulesEngine(rules, request),
    toJson: request => second.evaluateToJsonWithJsonRulesEngine(rules, request),
  }
}
