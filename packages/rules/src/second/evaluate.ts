import type { Rulebook } from '../compile/rulebook.ts'
import { assess } from '../evaluate/assess.ts'
import { decide } from '../evaluate/decide.ts'
import { type Evaluated, programOf, traceWriter } from '../evaluate/evaluate.ts'
import { parseRequest } from '../evaluate/request.ts'
import { accepted, type Checked, refused } from '../kernel/issue.ts'
import { truthsFromJsonRulesEngine } from './truths.ts'

/** A decision whose truths json-rules-engine gave; what follows from them, and every what-if, is shared with the first evaluator. */
export const evaluateSecondly = async (rulebook: Rulebook, request: unknown): Promise<Checked<Evaluated>> => {
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return parsed
  const program = programOf(rulebook, parsed.value)
  const truths = await truthsFromJsonRulesEngine(program, parsed.value.values)
  // No waiting from here on: the lanes are one scratch for all evaluations of this question.
  const { scratch, assessed, issues } = assess(rulebook, program, parsed.value.values)
  if (issues.length > 0) return refused(issues)
  return accepted({
    findings: decide(rulebook, parsed.value, program, scratch, { ...assessed, truths }),
    trace: traceWriter(rulebook, parsed.value, program, truths),
  })
}
