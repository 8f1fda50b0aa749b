import type { DecisionForRecord, Refusal, Rules } from '@virtual-school/rules'
import { evaluateForRecordWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import { type DecisionPayload, decisionPayload } from '../keeping/payload.ts'
import type { OpenedRecord } from '../opening/opened.ts'
import { firstDifference } from './first-difference.ts'
import type { EvaluatorName, ReplayFinding } from './report.ts'

type OpenedDecision = Extract<OpenedRecord, { readonly state: 'decision' }>
type Evaluate = (rules: Rules, request: DecisionPayload['request']) => Promise<DecisionForRecord | Refusal>

const evaluators: Readonly<Record<EvaluatorName, Evaluate>> = {
  rules: async (rules, request) => rules.evaluateForRecord(request),
  'json-rules-engine': evaluateForRecordWithJsonRulesEngine,
}

const whatDiffers = (opened: OpenedDecision, decided: DecisionForRecord | Refusal): string | undefined => {
  const { payload, text } = opened
  if ('issues' in decided) return '/request'
  const again = decisionPayload(payload.request, decided)
  if (again === text) return undefined
  // Where only the bytes differ it is the whole.
  return firstDifference(payload, JSON.parse(again)) ?? ''
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
    const pointer = whatDiffers(opened, await evaluators[evaluator](rules, opened.payload.request))
    if (pointer === undefined) continue
    const message = 'Decided again by the rules that were kept, it does not come out as it was recorded.'
    findings.push({ seq, id, state: 'differs', evaluator, pointer, message })
  }
  return findings
}
