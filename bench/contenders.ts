import { runFirstPass } from '../packages/rules/src/evaluate/passes/first-pass.ts'
import { programOf } from '../packages/rules/src/evaluate/program/question.ts'
import { parseRequest } from '../packages/rules/src/evaluate/request/parse-request.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { truthsFromJsonRulesEngine } from '../packages/rules/src/json-rules-engine/truths.ts'
import { handAnswer, handFull } from './handwritten.ts'
import type { Contender } from './measure.ts'

/** A question’s way of being answered, whatever the request. */
export type Way = (request: DecisionRequest) => unknown

/** The facts of a request as the library parses them; throws if it refuses the request. */
export const parseFacts = (rules: Rules, request: DecisionRequest) => {
  const parsed = parseRequest(rules.rulebook, request)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/** Everything the library can be asked for, and json-rules-engine running the same rules; each from the request as it comes in. */
export const listWays = (rules: Rules) =>
  ({
    jsonRulesEngine: request => {
      const parsed = parseFacts(rules, request)
      return truthsFromJsonRulesEngine(programOf(rules.rulebook, parsed), parsed.values)
    },
    truths: request => {
      const parsed = parseFacts(rules, request)
      return runFirstPass(programOf(rules.rulebook, parsed), parsed.values)
    },
    full: rules.evaluate,
    answer: rules.answer,
    // Read once, which makes it one text: until then it is a chain of pieces, and joining them is part of writing it.
    text: request => rules.evaluateToJson(request).text.charCodeAt(0),
  }) satisfies Record<string, Way>

/** The same question, written by hand. */
export const listHandWays = (rules: Rules) => {
  const edition = { version: rules.version, digest: rules.digest, layers: ['england', 'luton'] }
  return {
    handFull: request => handFull(request, edition),
    handAnswer: request => handAnswer(request),
  } satisfies Record<string, Way>
}

/** A contender that takes the requests one after another. */
export const contender = (name: string, way: Way, requests: readonly DecisionRequest[]): Contender => ({
  name,
  decide: turn => way(requests[turn % requests.length]!),
})

/** The comparison is fair only if both say the same. A test says so of many more requests. */
export const assertSameByHand = (rules: Rules, requests: readonly DecisionRequest[]): void => {
  const { handFull: full, handAnswer: answer } = listHandWays(rules)
  for (const request of requests) {
    if (JSON.stringify(full(request)) !== JSON.stringify(rules.evaluate(request)))
      throw new Error('the full result by hand is another than the library’s')
    if (JSON.stringify(answer(request)) !== JSON.stringify(rules.answer(request)))
      throw new Error('the answer by hand is another than the library’s')
  }
}
