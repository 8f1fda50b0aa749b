import type { Rulebook } from './compile/rulebook.ts'
import type { Decision, Refusal } from './evaluate/decision.ts'
import { asDecision, asJson, asRecord, type DecisionForRecord, type JsonOutcome } from './evaluate/evaluate.ts'
import { decideWithJsonRulesEngine } from './json-rules-engine/evaluate.ts'
import type { RequestTo } from './typing/typed.ts'

/**
 * The second evaluator: the json-rules-engine package runs the same tests, and their results are put together by the same
 * logic; everything after that is shared. Asynchronous, as that package is. Gives the bytes that `rules.evaluate` gives; if it
 * ever did not, one of the two would be wrong, and finding that is what it is for.
 */
export const evaluateWithJsonRulesEngine = async <R extends { readonly rulebook: Rulebook }>(
  rules: R,
  request: RequestTo<R>,
): Promise<Decision | Refusal> => asDecision(await decideWithJsonRulesEngine(rules.rulebook, request))

/** As `evaluateWithJsonRulesEngine`, as JSON text. */
export const evaluateToJsonWithJsonRulesEngine = async <R extends { readonly rulebook: Rulebook }>(
  rules: R,
  request: RequestTo<R>,
): Promise<JsonOutcome> => asJson(await decideWithJsonRulesEngine(rules.rulebook, request))

/** As `rules.evaluateForRecord`, so that what was kept can be held against this evaluator too. */
export const evaluateForRecordWithJsonRulesEngine = async <R extends { readonly rulebook: Rulebook }>(
  rules: R,
  request: RequestTo<R>,
): Promise<DecisionForRecord | Refusal> => asRecord(await decideWithJsonRulesEngine(rules.rulebook, request))
