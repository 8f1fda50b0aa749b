import { memoize } from '../../kernel/memo.ts'
import type { Program } from '../program/program.ts'
import { isAmong } from './circuit.ts'
import { codeOf } from './column.ts'
import { type Cone, gatesBehind } from './cone.ts'
import type { NodeWords } from './dependent.ts'
import { placeIn, unknownSet } from './domain.ts'
import { anyWithFactors } from './factors.ts'
import { forbiddenBy, setsBehind } from './forbidden.ts'
import { type Link, literalsOf, type Making } from './literals.ts'
import { type Plan, planOf } from './plan.ts'
import { domainsOf, startMaking } from './question.ts'
import {
  listSupposableFacts,
  listWorlds,
  orderByDerivation,
  type SharedWorld,
  type SupposableFact,
} from './supposable.ts'

/**
 * A question of children whose answer is open: its roots are, for each answer, whether it is ruled out; and then whether a child’s
 * facts, with what is supposed of others, contradict one another. What is not known can be supposed by writing the words of the
 * facts.
 */
export interface OpenPlan {
  readonly plan: Plan
  readonly links: readonly Link[]
  readonly answersCount: number
  /** What the answers, and whether facts contradict one another, are made of. */
  readonly forAnswers: Cone
  readonly nodeWords: NodeWords
  /** By slot, ascending, the facts of which what-ifs suppose values. */
  readonly supposable: readonly SupposableFact[]
  /** The same, each after the facts from which it follows. */
  readonly inOrder: readonly SupposableFact[]
  /** In the order in which they are tried, those that speak for each answer by turns. */
  readonly worlds: readonly SharedWorld[]
}

const plansOfProgram = new WeakMap<Program, Map<string, OpenPlan>>()

/** The plan of a question’s open children, made when it is first needed and kept; `settled` follows from the day, and has few values. */
export const planOpen = (program: Program, settled: ReadonlyMap<number, number>): OpenPlan =>
  memoize(
    memoize(plansOfProgram, program, () => new Map<string, OpenPlan>()),
    JSON.stringify([...settled]),
    () => makePlan(program, settled),
  )

/** What depends on a fact is run again for each of its values, and is the less the smaller the gates are. */
const mostMembers = 4

const makePlan = (program: Program, settled: ReadonlyMap<number, number>): OpenPlan => {
  const domains = domainsOf([program])
  const making = startMaking(domains, { given: new Set(), settled }, true)
  const truthOf = literalsOf(making, program)
  const contradictions = program.contradictions.map(one => truthOf(one.literal))
  const ruledOut = program.answers.map(answer => truthOf(answer ^ 1))
  const nodes = Array.from({ length: program.answerNodesCount }, (_, i) => i)
  const notKnown = program.facts
    .slice(0, program.answerFactsCount)
    .map(({ fact: { index } }) => isAmong(making.circuit, index, unknownSet(domains.get(index)!)))
  const forbidden = listForbidden(program, making, contradictions)
  const parts = [
    ruledOut,
    [anyWithFactors(making.circuit, contradictions)],
    nodes.map(i => truthOf(2 * i)),
    nodes.map(i => truthOf(2 * i + 1)),
    notKnown,
    ...forbidden,
  ]
  const plan = planOf(making.circuit, domains, parts.flat(), mostMembers)
  const endOf = (i: number): number => parts.slice(0, i + 1).reduce((sum, part) => sum + part.length, 0)
  const [answerWords, contradicted, truth, falsity, unknown, ...forbiddenWords] = parts.map((part, i) =>
    plan.roots.subarray(endOf(i) - part.length, endOf(i)),
  )
  const forAnswers = gatesBehind(plan, [...answerWords!, ...contradicted!])
  const wordsOf = new Map(plan.facts.map(one => [one.domain.fact.index, one]))
  const worlds = listWorlds(program, plan, wordsOf)
  const supposable = listSupposableFacts(program, {
    plan,
    forAnswers,
    ruledOut: gatesBehind(plan, answerWords!),
    links: making.links,
    worlds: worlds.slice(0, program.answers.length),
    wordsOf,
    forbidden: forbiddenWords,
    sets: setsBehind(making.circuit, ruledOut),
  })
  return {
    plan,
    links: making.links,
    answersCount: program.answers.length,
    forAnswers,
    nodeWords: { truth: truth!, falsity: falsity!, unknown: unknown! },
    supposable,
    inOrder: orderByDerivation(supposable),
    worlds,
  }
}

/** By slot and value, what of the contradictions a value would bring about. */
const listForbidden = (
  { facts, answerFactsCount }: Program,
  { circuit, domains }: Making,
  contradictions: readonly number[],
): readonly (readonly number[])[] =>
  facts.slice(0, answerFactsCount).map(({ fact, supposable }) => {
    const domain = domains.get(fact.index)!
    return supposable.map(({ value }) =>
      forbiddenBy(circuit, contradictions, domain, placeIn(domain, codeOf(fact, value))),
    )
  })
