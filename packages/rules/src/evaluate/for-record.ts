import type { Rulebook } from '../compile/rulebook.ts'
import { assess } from './assess.ts'
import { decide } from './decide.ts'
import type { Decision, Refusal } from './decision.ts'
import { findingsText } from './decision-text.ts'
import { programOf } from './evaluate.ts'
import { type PackedTrace, packedTrace } from './packed.ts'
import { parseRequest } from './request.ts'

/** A decision as it is kept: its text without the trace, and the trace packed. */
export interface DecisionForRecord {
  /** The bytes that `evaluateToJson` gives with `trace: 'none'`. */
  readonly text: string
  readonly evaluation: PackedTrace
  /** The same decision as an object; its `trace` is null. */
  readonly findings: Decision
}

/** As `evaluateToJson`, for one who keeps what was decided. */
export const evaluateForRecord = (rulebook: Rulebook, request: unknown): DecisionForRecord | Refusal => {
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return { issues: parsed.issues }
  const program = programOf(rulebook, parsed.value)
  const { values } = parsed.value
  const { scratch, assessed, issues } = assess(rulebook, program, values)
  if (issues.length > 0) return { issues }
  const findings = decide(rulebook, parsed.value, program, scratch, assessed)
  return forRecord(findings, packedTrace(rulebook, program, values, assessed.truths))
}

export const forRecord = (findings: Decision, evaluation: PackedTrace): DecisionForRecord => ({
  text: `${findingsText(findings)}null}`,
  evaluation,
  findings,
})
