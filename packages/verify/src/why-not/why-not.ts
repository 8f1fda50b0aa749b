import type { DecisionRequest, Refusal, Rules } from '@virtual-school/rules'
import { openSession } from '../session.ts'
import { describeForced, describeProposals, toFindOut } from './describe.ts'
import { type Forced, smallestForcing } from './forcing.ts'
import { type Search, searchOf } from './problem.ts'
import type { WhyNot, WhyNotOptions } from './result.ts'
import { smallestRulingOut } from './ruled-out.ts'
import { smallestSteps, type Ways } from './smallest.ts'
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
    const search = searchOf(start, session, () => performance.now() > end)
    onProgress('what forces the present answer')
    const forced = start.present.answer === null ? null : await smallestForcing(search, start.present.answer)
    const found = start.present.answer === wanted ? already : await waysTo(search, most, onProgress)
    return resultOf(search, forced, found)
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

/** Changes first; where it is proved that they do not do, with what would have to be found out. */
const waysTo = async (search: Search, most: number, onProgress: (what: string) => void): Promise<Found> => {
  const { changeable, learnable } = freedomOf(search)
  onProgress('which changes give the wanted answer')
  const changes = await smallestSteps(search, { changeable, learnable: [] }, most)
  if (changes.kind === 'found') return { outcome: 'changes', ways: changes, ruledOut: null }
  onProgress('what would have to be found out')
  const learnings = await smallestSteps(search, { changeable, learnable }, most)
  if (learnings.kind === 'none') {
    onProgress('what rules the wanted answer out')
    return { outcome: 'impossible', ways: nothing, ruledOut: await smallestRulingOut(search) }
  }
  const isProved = changes.kind === 'none' && learnings.kind === 'found'
  return { outcome: isProved ? 'learnings' : 'undecided', ways: isProved ? learnings : nothing, ruledOut: null }
}

const resultOf = (search: Search, forced: Forced | null, { outcome, ways, ruledOut }: Found): WhyNot => {
  const { start } = search
  const { decision, authority, asOf } = start.request
  const proposals = ways.kind === 'found' ? describeProposals(search, ways.boxes) : []
  const isOpen = outcome === 'undecided'
  return {
    decision,
    authority,
    asOf,
    wanted: start.wanted,
    present: presentOf(start),
    outcome,
    proposals,
    smallest: ways.kind === 'found' ? ways.smallest : isOpen ? 'undecided' : 'proved',
    complete: ways.kind === 'found' ? ways.complete : isOpen ? 'undecided' : 'yes',
    toFindOut: toFindOut(search, proposals),
    presentForcedBy: forced === null ? null : describeForced(search, forced),
    ruledOutBy: ruledOut === null ? null : describeForced(search, ruledOut),
  }
}

const presentOf = ({ present: { status, answer, possibleAnswers, summary } }: Start): WhyNot['present'] => ({
  status,
  answer,
  possibleAnswers,
  summary,
})
