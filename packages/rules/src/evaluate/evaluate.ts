import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { CivilDate } from '../kernel/dates.ts'
import { accepted, type Checked, refused } from '../kernel/issue.ts'
import { kept } from '../kernel/memo.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { assess, scratchOf } from './assess.ts'
import { buildProgram, turningDays } from './build.ts'
import { decide } from './decide.ts'
import type { Decision, Refusal } from './decision.ts'
import { findingsText } from './decision-text.ts'
import { hangingOf, slotsHeld } from './hanging.ts'
import { loadFacts, run, truthsOf } from './lanes.ts'
import { narrowedBy } from './narrowing.ts'
import { answersOf, possibleInLane } from './possible.ts'
import type { ParsedRequest, Program } from './program.ts'
import { parseRequest } from './request.ts'
import { traceText } from './trace.ts'

interface Question {
  readonly turns: readonly CivilDate[]
  readonly programs: Map<number, Program>
}

const questionsOf = new WeakMap<Authority, Map<DecisionDefinition, Question>>()

/** The question of a request, built when it is first asked and kept. */
export const programFor = (
  rulebook: Rulebook,
  authority: Authority,
  decision: DecisionDefinition,
  asOf: CivilDate,
): Program => {
  const questions = kept(questionsOf, authority, () => new Map<DecisionDefinition, Question>())
  const { turns, programs } = kept(questions, decision, () => ({
    turns: turningDays(authority, decision.id),
    programs: new Map<number, Program>(),
  }))
  let stretch = 0
  while (stretch < turns.length && turns[stretch]! <= asOf) stretch += 1
  return kept(programs, stretch, () => buildProgram(rulebook, authority, decision, asOf))
}

/** A decision and, apart from it, its trace as text, written only when someone wants it. */
export interface Evaluated {
  /** Its `trace` is null. */
  readonly findings: Decision
  readonly trace: (() => string) | null
}

const evaluated = (rulebook: Rulebook, request: unknown): Checked<Evaluated> => {
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return parsed
  const program = programOf(rulebook, parsed.value)
  const { scratch, assessed, issues } = assess(rulebook, program, parsed.value.values)
  if (issues.length > 0) return refused(issues)
  return accepted({
    findings: decide(rulebook, parsed.value, program, scratch, assessed),
    trace: traceWriter(rulebook, parsed.value, program, assessed.truths),
  })
}

export const programOf = (rulebook: Rulebook, { authority, decision, asOf }: ParsedRequest): Program =>
  programFor(rulebook, authority, decision, asOf)

export const traceWriter = (
  rulebook: Rulebook,
  request: ParsedRequest,
  program: Program,
  truths: Uint8Array,
): (() => string) | null => {
  if (request.trace === 'none') return null
  const asTheyAre = truths.slice()
  return () => traceText(rulebook, program, request.values, asTheyAre)
}

/** The decision as an object. Its trace is made when it is first read. */
const asDecision = ({ findings, trace }: Evaluated): Decision => {
  if (trace === null) return findings
  let made: Decision['trace'] | undefined
  return Object.defineProperty(findings, 'trace', {
    enumerable: true,
    get: () => (made ??= JSON.parse(trace()) as Decision['trace']),
  })
}

/** The decision as JSON text: the same bytes as `JSON.stringify` makes of the object. */
const asText = ({ findings, trace }: Evaluated): string =>
  `${findingsText(findings)}${trace === null ? 'null' : trace()}}`

export const evaluate = (rulebook: Rulebook, request: unknown): Decision | Refusal =>
  outcomeAsDecision(evaluated(rulebook, request))
export const evaluateToJson = (rulebook: Rulebook, request: unknown): string =>
  outcomeAsText(evaluated(rulebook, request))

/** What a caller gets: the decision, or why there is none. */
export const outcomeAsDecision = (result: Checked<Evaluated>): Decision | Refusal =>
  result.ok ? asDecision(result.value) : { issues: result.issues }
export const outcomeAsText = (result: Checked<Evaluated>): string =>
  result.ok ? asText(result.value) : JSON.stringify({ issues: result.issues })

/** The answer alone. */
export type Answer = Pick<Decision, 'status' | 'answer' | 'possibleAnswers'>

/** As `evaluate`, for one who reads only the answer: nothing else is worked out. */
export const answer = (rulebook: Rulebook, request: unknown): Answer | Refusal => {
  const parsed = parseRequest(rulebook, request)
  if (!parsed.ok) return { issues: parsed.issues }
  const program = programOf(rulebook, parsed.value)
  const scratch = scratchOf(rulebook, program)
  const { lanes } = scratch
  loadFacts(program, lanes, parsed.value.values)
  run(program, lanes, program.answerNodesCount)
  if ((program.nodes.lanes[program.contradiction]! & 1) === 1)
    return { issues: assess(rulebook, program, parsed.value.values).issues }
  const held = () => {
    run(program, lanes, program.answerNodesCount)
    const truths = truthsOf(program.nodes, program.answerNodesCount, scratch.truths)
    const hanging = hangingOf(program, parsed.value.values, truths, program.answerNodesCount, scratch.hanging)
    return slotsHeld(hanging, program.answers)
  }
  const possible = narrowedBy(program, scratch, possibleInLane(program, 0), held)
  const possibleAnswers = answersOf(program, possible)
  const determined = possibleAnswers.length === 1
  return {
    status: determined ? 'determined' : 'undetermined',
    answer: determined ? possibleAnswers[0]! : null,
    possibleAnswers,
  }
}
