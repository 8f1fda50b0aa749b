import type { Decision, DecisionRequest, Refusal } from './evaluate/decision.ts'
import { outcomeAsDecision, outcomeAsText } from './evaluate/evaluate.ts'
import type { DecisionForRecord } from './evaluate/for-record.ts'
import type { Rules } from './rules.ts'
import { evaluateSecondly, evaluateSecondlyForRecord } from './second/evaluate.ts'

/**
 * The second evaluator: the same rules run by the json-rules-engine package, its tests folded into the same logic, and then
 * everything after that shared. Asynchronous, as that package is. Gives the bytes that `rules.evaluate` gives; where it ever
 * did not, one of the two would be wrong, which is what it is for.
 */
export const evaluateWithJsonRulesEngine = async (
  rules: Rules,
  request: DecisionRequest,
): Promise<Decision | Refusal> => outcomeAsDecision(await evaluateSecondly(rules.rulebook, request))

/** As `evaluateWithJsonRulesEngine`, as JSON text. */
export const evaluateToJsonWithJsonRulesEngine = async (rules: Rules, request: DecisionRequest): Promise<string> =>
  outcomeAsText(await evaluateSecondly(rules.rulebook, request))

/** As `rules.evaluateForRecord`, so that what was kept can be held against this evaluator too. */
export const evaluateForRecordWithJsonRulesEngine = async (
  rules: Rules,
  request: DecisionRequest,
): Promise<DecisionForRecord | Refusal> => evaluateSecondlyForRecord(rules.rulebook, request)
