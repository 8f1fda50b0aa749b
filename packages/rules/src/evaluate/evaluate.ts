import type { Rulebook } from '../compile/rulebook.ts'
import { accepted, type Checked, type Issue, refused, sortIssues } from '../kernel/issue.ts'
import type { Decision, Refusal } from './decision.ts'
import { runFirstPass } from './passes/first-pass.ts'
import { findPossible } from './passes/possible.ts'
import { listAnswers } from './passes/what-ifs.ts'
import type { Program } from './program/program.ts'
import { programOf } from './program/question.ts'
import { findContradictions } from './request/contradictions.ts'
import { type ParsedRequest, parseRequest } from './request/parse-request.ts'
import { decide } from './result/decide.ts'
import { renderDecision } from './result/decision-text.ts'
import { buildPackedTrace, type PackedTrace } from './trace/packed.ts'
import { renderTrace } from './trace/trace.ts'

/** A decided request: the decision without its trace, and what the trace is made of. */
export interface DecidedRequest {
  readonly rulebook: Rulebook
  readonly request: ParsedRequest
  readonly program: Program
  /** By literal. Good until the next evaluation of the same question. */
  readonly truths: Uint8Array
  /** Its `trace` is null. */
  readonly findings: Decision
}

/** Decides a request of `program`, with truths that another evaluator found if they are given. */
export const decideParsed = (
  rulebook: Rulebook,
  request: ParsedRequest,
  program: Program,
  given?: Uint8Array,
): Checked<DecidedRequest> => {
  const issues = contradictionIssues(rulebook, request)
  if (issues.length > 0) return refused(issues)
  const { scratch, truths: found } = runFirstPass(program, request.values)
  const truths = given ?? found
  const findings = decide(rulebook, request, program, scratch, truths)
  return accepted({ rulebook, request, program, truths, findings })
}

/** One issue a contradiction, at the first of its facts that the request itself names. */
const contradictionIssues = (rulebook: Rulebook, { decision, values }: ParsedRequest): readonly Issue[] => {
  const found = findContradictions(rulebook, decision, values)
  if (found.length === 0) return found as readonly never[]
  return sortIssues(
    found.map(({ facts, message }) => {
      const given = facts.find(name => values[rulebook.factsByName.get(name)!.index] != null) ?? facts[0]!
      return { code: 'contradiction' as const, pointer: `/facts/${given}`, message }
    }),
  )
}

const decideRequest = (rulebook: Rulebook, request: unknown): Checked<DecidedRequest> => {
  const parsed = parseRequest(rulebook, request)
  return parsed.ok ? decideParsed(rulebook, parsed.value, programOf(rulebook, parsed.value)) : parsed
}

/** The decision as an object. Its trace is made when it is first read. */
export const asDecision = (decided: Checked<DecidedRequest>): Decision | Refusal => {
  if (!decided.ok) return { issues: decided.issues }
  const { rulebook, request, program, findings } = decided.value
  if (request.trace === 'none') return findings
  const truths = decided.value.truths.slice()
  let made: Decision['trace'] | undefined
  return Object.defineProperty(findings, 'trace', {
    enumerable: true,
    get: () => (made ??= JSON.parse(renderTrace(rulebook, program, request, truths)) as Decision['trace']),
  })
}

/** A decision as JSON text, with what can be said of it without reading the text; or why there is none, as text too. */
export type JsonOutcome =
  | ({ readonly ok: true; readonly text: string } & Pick<Decision, 'decision' | 'authority' | 'answer'>)
  | ({ readonly ok: false; readonly text: string } & Refusal)

/** The decision as JSON text: the same bytes as `JSON.stringify` makes of the object. */
export const asJson = (decided: Checked<DecidedRequest>): JsonOutcome => {
  if (!decided.ok) return { ok: false, text: JSON.stringify({ issues: decided.issues }), issues: decided.issues }
  const { rulebook, request, program, truths, findings } = decided.value
  const trace = request.trace === 'none' ? 'null' : renderTrace(rulebook, program, request, truths)
  const { decision, authority, answer } = findings
  return { ok: true, text: `${renderDecision(findings)}${trace}}`, decision, authority, answer }
}

/** A decision as it is kept: its text without the trace, and the trace packed. */
export interface DecisionForRecord {
  /** The text that `evaluateToJson` gives with `trace: 'none'`. */
  readonly text: string
  readonly evaluation: PackedTrace
  /** The same decision as an object; its `trace` is null. */
  readonly findings: Decision
}

/** The decision as records keep it, whether a trace was asked for or not. */
export const asRecord = (decided: Checked<DecidedRequest>): DecisionForRecord | Refusal => {
  if (!decided.ok) return { issues: decided.issues }
  const { rulebook, request, program, truths, findings } = decided.value
  const evaluation = buildPackedTrace(rulebook, program, request, truths)
  return { text: `${renderDecision(findings)}null}`, evaluation, findings }
}

/** See `Rules`, as for the other functions here. */
export const evaluate = (rulebook: Rulebook, request: unknown): Decision | Refusal =>
  asDecision(decideRequest(rulebook, request))

/** See `Rules`. */
export const evaluateToJson = (rulebook: Rulebook, request: unknown): JsonOutcome =>
  asJson(decideRequest(rulebook, request))

/** See `Rules`. */
export const evaluateForRecord = (rulebook: Rulebook, request: unknown): DecisionForRecord | Refusal =>
  asRecord(decideRequest(rulebook, request))

/** Every issue for which a request would be refused; none if it would be decided. */
export const checkRequest = (rulebook: Rulebook, request: unknown): readonly Issue[] => {
  const parsed = parseRequest(rulebook, request)
  return parsed.ok ? contradictionIssues(rulebook, parsed.value) : parsed.issues
}

/** The answer alone. */
export type Answer = Pick<Decision, 'status' | 'answer' | 'possibleAnswers'>

/** As `evaluate`, the answer alone: nothing else is worked out. */
export const answer = (rulebook: Rulebook, request: unknown): Answer | Refusal => {
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return { issues: parsed.issues }
  return answerParsed(rulebook, parsed.value, programOf(rulebook, parsed.value))
}

/** The answer that `program` gives to a request that was parsed, which may be the law of another day than the request’s. */
export const answerParsed = (rulebook: Rulebook, request: ParsedRequest, program: Program): Answer | Refusal => {
  const issues = contradictionIssues(rulebook, request)
  if (issues.length > 0) return { issues }
  const possible = findPossible(program, request.values)
  const possibleAnswers = listAnswers(program, possible)
  const determined = possibleAnswers.length === 1
  return {
    status: determined ? 'determined' : 'undetermined',
    answer: determined ? possibleAnswers[0]! : null,
    possibleAnswers,
  }
}
