import type { DecisionRequest, Refusal, Rules } from '@virtual-school/rules'
import { openSession } from '../session.ts'
import { describeForced, describeProposals, toFindOut } from './describe.ts'
import { type Forced, smallestForcing } from './forcing.ts'
import { type Problem, problemOf } from './problem.ts'
import type { WhyNot, WhyNotOptions } from './result.ts'
import { smallestRulingOut } from './ruled-out.ts'
import { type Search, smallestSteps } from './smallest.ts'
import { type Start, startOf } from './start.ts'
import { freedomOf } from './steps.ts'

const defaults = { timeoutMs: 10_000, withinMs: 60_000, most: 8 }

/**
 * Why an answer is not the wanted one: the smallest changes to facts that can truthfully change that give it; where none do
 * and something is unknown, the smallest set of things that would have to turn out so; where even that is proved impossible,
 * the fewest facts that rule it out; and in any case the fewest facts that alone force the present answer.
 *
 * Takes loaded rules, a request as `evaluate` takes it and an answer of its decision. Gives issues where the request is
 * refused or the decision has no such answer. What could not be proved within the time is `undecided`.
 */
export const whyNot = async (
  rules: Rules,
  request: DecisionRequest,
  wanted: string,
  options: WhyNotOptions = {},
): Promise<WhyNot | Refusal> => {
  const start = startOf(rules, request, wanted)
  if ('issues' in start) return start
  const { timeoutMs, withinMs, most, onProgress = () => {} } = { ...defaults, ...options }
  const end = performance.now() + withinMs
  const session = await openSession({ timeoutMs })
  try {
    const problem = problemOf(start, session, () => performance.now() > end)
    onProgress('what forces the present answer')
    const forced = start.present.answer === null ? null : await smallestForcing(problem, start.present.answer)
    const ways = start.present.answer === wanted ? already : await waysTo(problem, most, onProgress)
    return resultOf(problem, forced, ways)
  } finally {
    await session.close()
  }
}

interface Ways {
  readonly outcome: WhyNot['outcome']
  readonly search: Search
  readonly ruledOut: Forced | null
}

const nothing: Search = { kind: 'none' }
const already: Ways = { outcome: 'already', search: nothing, ruledOut: null }

/** Changes first; where it is proved that they do not do, with what would have to be found out. */
const waysTo = async (problem: Problem, most: number, onProgress: (what: string) => void): Promise<Ways> => {
  const { changeable, learnable } = freedomOf(problem)
  onProgress('which changes give the wanted answer')
  const changes = await smallestSteps(problem, { changeable, learnable: [] }, most)
  if (changes.kind === 'found') return { outcome: 'changes', search: changes, ruledOut: null }
  onProgress('what would have to be found out')
  const learnings = await smallestSteps(problem, { changeable, learnable }, most)
  if (learnings.kind === 'none') {
    onProgress('what rules the wanted answer out')
    return { outcome: 'impossible', search: nothing, ruledOut: await smallestRulingOut(problem) }
  }
  const isProved = changes.kind === 'none' && learnings.kind === 'found'
  return { outcome: isProved ? 'learnings' : 'undecided', search: isProved ? learnings : nothing, ruledOut: null }
}

const resultOf = (problem: Problem, forced: Forced | null, { outcome, search, ruledOut }: Ways): WhyNot => {
  const { start } = problem
  const { decision, authority, asOf } = start.request
  const proposals = search.kind === 'found' ? describeProposals(problem, search.boxes) : []
  const isOpen = outcome === 'undecided'
  return {
    decision,
    authority,
    asOf,
    wanted: start.wanted,
    present: presentOf(start),
    outcome,
    proposals,
    smallest: search.kind === 'found' ? search.smallest : isOpen ? 'undecided' : 'proved',
    complete: search.kind === 'found' ? search.complete : isOpen ? 'undecided' : 'yes',
    toFindOut: toFindOut(problem, proposals),
    presentForcedBy: forced === null ? null : describeForced(problem, forced),
    ruledOutBy: ruledOut === null ? null : describeForced(problem, ruledOut),
  }
}

const presentOf = ({ present: { status, answer, possibleAnswers, summary } }: Start): WhyNot['present'] => ({
  status,
  answer,
  possibleAnswers,
  summary,
})
