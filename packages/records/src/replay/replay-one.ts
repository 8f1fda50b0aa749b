import { type DecisionForRecord, type Refusal, type Trace, unpackTrace } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { evaluateForRecordWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import { type Checked, refusal } from '../model/checked.ts'
import { type DecisionPayload, findFirstDifference, renderDecisionPayload } from '../model/payload.ts'
import type { OpenedRecord } from '../unseal/payload.ts'
import type { EvaluatorName, ReplayFinding } from './report.ts'

/**
 * The full trace of a kept decision: what the rules test for its question, with the truths and values that were kept put in.
 * Nothing is decided again. `rules` are those that decided; issues if they are others, or if the two do not fit.
 */
export const traceOf = ({ request, result, evaluation }: DecisionPayload, rules: Rules): Checked<Trace> => {
  if (result.rules.digest !== rules.digest)
    return refusal(
      'not-proved',
      '/result/rules/digest',
      'Other rules decided this: the trace is made from those alone.',
    )
  const asked = rules.evaluate({ ...request, facts: {}, trace: 'full' })
  return 'issues' in asked ? { ok: false, issues: asked.issues } : unpackTrace(asked.trace!, evaluation)
}

type OpenedDecision = Extract<OpenedRecord, { readonly state: 'decision' }>
type Evaluate = (rules: Rules, request: DecisionPayload['request']) => Promise<DecisionForRecord | Refusal>

const evaluators: Readonly<Record<EvaluatorName, Evaluate>> = {
  rules: async (rules, request) => rules.evaluateForRecord(request),
  'json-rules-engine': evaluateForRecordWithJsonRulesEngine,
}

const findDifference = (opened: OpenedDecision, decided: DecisionForRecord | Refusal): string | undefined => {
  const { payload, text } = opened
  if ('issues' in decided) return '/request'
  const again = renderDecisionPayload(payload.request, decided)
  if (again === text) return undefined
  // If only the bytes differ it is the whole.
  return findFirstDifference(payload, JSON.parse(again)) ?? ''
}

/** Decides a record again by these rules; what does not come out as it was kept, for each evaluator. */
export const replayOne = async (
  opened: OpenedDecision,
  rules: Rules,
  names: readonly EvaluatorName[],
): Promise<readonly ReplayFinding[]> => {
  const { seq, id } = opened.envelope
  const findings: ReplayFinding[] = []
  for (const evaluator of names) {
    const pointer = findDifference(opened, await evaluators[evaluator](rules, opened.payload.request))
    if (pointer === undefined) continue
    const message = 'Decided again by the rules that were kept, it does not come out as it was recorded.'
    findings.push({ seq, id, state: 'differs', evaluator, pointer, message })
  }
  return findings
}
