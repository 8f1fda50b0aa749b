import type { Refusal } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { openSession } from '../session.ts'
import { describeForced, describeProposals, listQuestions } from './describe.ts'
import { type Forced, findSmallestForcing } from './forcing.ts'
import { openSearch, type Search } from './problem.ts'
import type { WhyNot, WhyNotOptions } from './result.ts'
import { findSmallestRulingOut } from './ruled-out.ts'
import { findSmallestSteps, type Ways } from './smallest.ts'
import { buildStart, type Start } from './start.ts'
import { readFreedom } from './steps.ts'

const defaults = { timeoutMs: 10_000, withinMs: 60_000, most: 8 }

/**
 * Finds why an answer is not the wanted one: the smallest changes that give it, of facts that can truthfully change. If none do
 * and something is unknown: the least that would have to turn out so. If even that is proved impossible: the fewest facts that
 * rule it out. And in any case the fewest facts that alone force the present answer.
 *
 * Takes loaded rules, a request as `evaluate` takes it and an answer of its decision. Returns issues if the request is refused
 * or the decision has no such answer. What could not be proved within its steps is `undecided`.
 */
export const whyNot = async (
  rules: Rules,
  request: DecisionRequest,
  wanted: string,
  options: WhyNotOptions = {},
): Promise<WhyNot | Refusal> => {
  const start = buildStart(rules, request, wanted)
  if ('issues' in start) return start
  const { timeoutMs, withinMs, most, onProgress = () => {} } = { ...defaults, ...options }
  const session = await openSession({ timeoutMs })
  try {
    const search = openSearch(start, session, () => session.spentMs() > withinMs)
    onProgress('what forces the present answer')
    const forced = start.present.answer === null ? null : await findSmallestForcing(search, start.present.answer)
    const found = start.present.answer === wanted ? already : await findWays(search, most, onProgress)
    return buildResult(search, forced, found)
  } finally {
    await session.close()
  }
}

interface Found {
  readonly outcome: WhyNot['outcome']
  readonly ways: Ways
  readonly ruledOut: Forced | null
}

const nothing: Ways = { kind: 'none' }
const already: Found = { outcome: 'already', ways: nothing, ruledOut: null }

/** Tries changes alone; if it is proved that they do not give the answer, with facts that would have to be found out. */
const findWays = async (search: Search, most: number, onProgress: (what: string) => void): Promise<Found> => {
  const { changeable, learnable } = readFreedom(search)
  onProgress('which changes give the wanted answer')
  const changes = await findSmallestSteps(search, { changeable, learnable: [] }, most)
  if (changes.kind === 'found') return { outcome: 'changes', ways: changes, ruledOut: null }
  onProgress('what would have to be found out')
  const learnings = await findSmallestSteps(search, { changeable, learnable }, most)
  if (learnings.kind === 'none') {
    onProgress('what rules the wanted answer out')
    return { outcome: 'impossible', ways: nothing, ruledOut: await findSmallestRulingOut(search) }
  }
  const isProved = changes.kind === 'none' && learnings.kind === 'found'
  return { outcome: isProved ? 'learnings' : 'undecided', ways: isProved ? learnings : nothing, ruledOut: null }
}

const buildResult = (search: Search, forced: Forced | null, { outcome, ways, ruledOut }: Found): WhyNot => {
  const { start } = search
  const { decision, authority, asOf } = start.request
  const proposals = ways.kind === 'found' ? describeProposals(search, ways.boxes) : []
  const isOpen = outcome === 'undecided'
  return {
    decision,
    authority,
    asOf,
    wanted: start.wanted,
    present: readPresent(start),
    outcome,
    proposals,
    smallest: ways.kind === 'found' ? ways.smallest : isOpen ? 'undecided' : 'proved',
    complete: ways.kind === 'found' ? ways.complete : isOpen ? 'undecided' : 'yes',
    toFindOut: listQuestions(search, proposals),
    presentForcedBy: forced === null ? null : describeForced(search, forced),
    ruledOutBy: ruledOut === null ? null : describeForced(search, ruledOut),
  }
}

const readPresent = ({ present: { status, answer, possibleAnswers, summary } }: Start): WhyNot['present'] => ({
  status,
  answer,
  possibleAnswers,
  summary,
})
