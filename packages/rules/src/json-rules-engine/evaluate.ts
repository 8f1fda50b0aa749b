import type { Rulebook } from '../compile/rulebook.ts'
import { type DecidedRequest, decideParsed } from '../evaluate/evaluate.ts'
import { programOf } from '../evaluate/program/question.ts'
import { parseRequest } from '../evaluate/request/parse-request.ts'
import type { Checked } from '../kernel/issue.ts'
import { truthsFromJsonRulesEngine } from './truths.ts'

/** A decision whose truths are those of json-rules-engine; what follows from them, and every what-if, is that of `evaluate`. */
export const decideWithJsonRulesEngine = async (
  rulebook: Rulebook,
  request: unknown,
): Promise<Checked<DecidedRequest>> => {
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return parsed
  const program = programOf(rulebook, parsed.value)
  const truths = await truthsFromJsonRulesEngine(program, parsed.value.values)
  // Nothing is waited for from here on: all evaluations of a question share its lanes.
  return decideParsed(rulebook, parsed.value, program, truths)
}
