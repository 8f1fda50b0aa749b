import { contradictionsOf } from '../../compile/questions.ts'
import type { Authority, Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import type { Condition } from '../../language/condition.ts'
import type { Scalar } from '../../language/values.ts'
import { createNodeBuilder, finish, literalOf } from '../program/node-builder.ts'
import type { Program } from '../program/program.ts'
import { type Circuit, createCircuit } from './circuit.ts'
import { createDomain, type Domain, knownSet, unknownSet } from './domain.ts'
import { anyWithFactors } from './factors.ts'
import { type Link, literalsOf, type Making, type NodeSource } from './literals.ts'
import { type Plan, planOf } from './plan.ts'

/** What of the facts is the same of all children of a call. */
export interface Standing {
  /** The facts, by their places in the vocabulary, of which something may be known. */
  readonly given: ReadonlySet<number>
  /** The codes of facts that are the same of every child. */
  readonly settled: ReadonlyMap<number, number>
}

/** A question’s answers of many children, ready to be run: its roots are, for each answer, whether it is ruled out; then whether a child’s facts contradict one another; then the truths that were asked for. */
export interface QuestionPlan {
  readonly plan: Plan
  readonly links: readonly Link[]
  readonly answersCount: number
}

/** How many plans of a question are kept, of different columns or other wants. */
const plansKeptCount = 16

const plansOfProgram = new WeakMap<Program, Map<string, QuestionPlan>>()

/** The plan of a question, made when it is first needed and kept. Each of `truths` is a literal of the program, of which the roots have whether it is true, and whether it is false. */
export const planQuestion = (
  rulebook: Rulebook,
  program: Program,
  standing: Standing,
  truths: readonly number[],
): QuestionPlan => {
  const plans = memoize(plansOfProgram, program, () => new Map<string, QuestionPlan>())
  const key = JSON.stringify([[...standing.given].sort(), [...standing.settled], truths])
  if (plans.size >= plansKeptCount && !plans.has(key)) plans.clear()
  return memoize(plans, key, () => makePlan(rulebook, program, standing, truths))
}

const makePlan = (
  rulebook: Rulebook,
  program: Program,
  standing: Standing,
  truths: readonly number[],
): QuestionPlan => {
  const never = neverOf(rulebook, program)
  const domains = domainsOf([program, never])
  const making = startMaking(domains, standing, false)
  const [truthOf, contradicts] = [literalsOf(making, program), literalsOf(making, never)]
  const roots = [
    ...program.answers.map(answer => truthOf(answer ^ 1)),
    anyWithFactors(making.circuit, never.literals.map(contradicts)),
    ...truths.flatMap(literal => [truthOf(literal), truthOf(literal ^ 1)]),
  ]
  return {
    plan: planOf(making.circuit, domains, roots),
    links: making.links,
    answersCount: program.answers.length,
  }
}

/** A circuit to be made over these domains. */
export const startMaking = (
  domains: ReadonlyMap<number, Domain>,
  { given, settled }: Standing,
  isAssuming: boolean,
): Making => {
  const wholeOf = new Map([...domains].map(([index, one]) => [index, knownSet(one) | unknownSet(one)]))
  const settledSets = new Map<number, bigint>()
  for (const [index, domain] of domains) {
    const code = settled.get(index)
    if (code !== undefined) settledSets.set(index, 1n << BigInt(placeOf(domain, code)))
    else if (!given.has(index) && !isAssuming) settledSets.set(index, unknownSet(domain))
  }
  const circuit: Circuit = createCircuit({ wholeOf, settled: settledSets })
  return { circuit, domains, links: [], isAssuming, isGiven: index => given.has(index) }
}

const placeOf = ({ codes }: Domain, code: number): number => codes.indexOf(code)

/** The domains of all facts that are tested, by their places in the vocabulary. */
export const domainsOf = (sources: readonly NodeSource[]): ReadonlyMap<number, Domain> => {
  const constants = new Map<number, Set<Scalar>>()
  const facts = sources.flatMap(source => source.facts)
  for (const one of facts) {
    const named = memoize(constants, one.fact.index, () => new Set<Scalar>())
    for (const value of one.constants) named.add(value)
  }
  return new Map(facts.map(({ fact }) => [fact.index, createDomain(fact, [...constants.get(fact.index)!])]))
}

/** What no request of a question may hold, as nodes. */
export interface NeverSource extends NodeSource {
  readonly literals: readonly number[]
}

/** The facts, by their places in the vocabulary, that a question or what no request of it may hold compares with others. */
export const listCompared = (rulebook: Rulebook, program: Program): ReadonlySet<number> =>
  new Set(
    [program, neverOf(rulebook, program)].flatMap(({ facts }) =>
      facts.filter(one => one.linkedTo.length > 0).map(one => one.fact.index),
    ),
  )

const neverOfProgram = new WeakMap<Program, NeverSource>()

const neverOf = (rulebook: Rulebook, program: Program): NeverSource =>
  memoize(neverOfProgram, program, () =>
    sourceOf(
      rulebook,
      program.authority,
      contradictionsOf(rulebook, program.decision).map(one => one.never),
    ),
  )

/** Conditions that no question asks, as nodes of their own. */
export const sourceOf = (rulebook: Rulebook, authority: Authority, conditions: readonly Condition[]): NeverSource => {
  const build = createNodeBuilder(rulebook, authority)
  const literals = conditions.map(one => literalOf(build, one))
  return { ...finish(build, new Set()), literals }
}
