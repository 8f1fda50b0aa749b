import type { Rulebook } from '../compile/rulebook.ts'
import { assess } from '../evaluate/assess.ts'
import { decide } from '../evaluate/decide.ts'
import type { Decision, Refusal } from '../evaluate/decision.ts'
import { type Evaluated, programOf, traceWriter } from '../evaluate/evaluate.ts'
import { type DecisionForRecord, forRecord } from '../evaluate/for-record.ts'
import { packedTrace } from '../evaluate/packed.ts'
import type { ParsedRequest, Program } from '../evaluate/program.ts'
import { parseRequest } from '../evaluate/request.ts'
import { accepted, type Checked, refused } from '../kernel/issue.ts'
import { truthsFromJsonRulesEngine } from './truths.ts'

interface DecidedSecondly {
  readonly parsed: ParsedRequest
  readonly program: Program
  readonly truths: Uint8Array
  readonly findings: Decision
}

/** A decision whose truths json-rules-engine gave; what follows from them, and every what-if, is shared with the first evaluator. */
const decideSecondly = async (rulebook: Rulebook, request: unknown): Promise<Checked<DecidedSecondly>> => {
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return parsed
  const program = programOf(rulebook, parsed.value)
  const truths = await truthsFromJsonRulesEngine(program, parsed.value.values)
  // No waiting from here on: the lanes are one scratch for all evaluations of this question.
  const { scratch, assessed, issues } = assess(rulebook, program, parsed.value.values)
  if (issues.length > 0) return refused(issues)
  const findings = decide(rulebook, parsed.value, program, scratch, { ...assessed, truths })
  return accepted({ parsed: parsed.value, program, truths, findings })
}

export const evaluateSecondly = async (rulebook: Rulebook, request: unknown): Promise<Checked<Evaluated>> => {
  const decided = await decideSecondly(rulebook, request)
  if (!decided.ok) return decided
  const { parsed, program, truths, findings } = decided.value
  return accepted({ findings, trace: traceWriter(rulebook, parsed, program, truths) })
}

/** As `evaluateForRecord` of the first evaluator. */
export const evaluateSecondlyForRecord = async (
  rulebook: Rulebook,
  request: unknown,
): Promise<DecisionForRecord | Refusal> => {
  const decided = await decideSecondly(rulebook, request)
  if (!decided.ok) return { issues: decided.issues }
  const { parsed, program, truths, findings } = decided.value
  return forRecord(findings, packedTrace(rulebook, program, parsed.values, truths))
}
