import type { Authority } from '../compile/rulebook.ts'
import { type Nodes, op, type Program } from '../evaluate/program/program.ts'
import type { FactValues } from '../evaluate/request/parse-request.ts'
import { memoize } from '../kernel/memo.ts'
import type { Condition, Leaf } from '../language/condition.ts'
import { createLeafRunner, type LeafResult, type LeafRunner } from './leaf-runner.ts'

/** The trees that json-rules-engine runs for one question, and the node of every leaf in them. */
interface QuestionTrees {
  readonly derivations: Trees
  readonly rest: Trees
}
interface Trees {
  readonly run: LeafRunner
  readonly leaves: readonly (readonly number[])[]
}

const treesOfProgram = new WeakMap<Program, QuestionTrees>()

/**
 * The truth of every node, from json-rules-engine’s results for the leaves: a leaf with an unknown side is unknown, whatever
 * that package says of it. Derived facts are run first and then given to the rest.
 */
export const truthsFromJsonRulesEngine = async (program: Program, values: FactValues): Promise<Uint8Array> => {
  const trees = memoize(treesOfProgram, program, () => buildTrees(program))
  const facts: Record<string, unknown> = {}
  for (const { fact } of program.facts) facts[fact.name] = values[fact.index] ?? undefined
  const truths = new Uint8Array(program.nodes.count * 2).fill(1)
  // A fact may be derived from another that is: again, until nothing more follows.
  for (let more = true; more; ) {
    readResults(program, truths, trees.derivations, await trees.derivations.run(facts))
    foldTruths(program.nodes, truths)
    more = deriveFacts(program, truths, facts)
  }
  readResults(program, truths, trees.rest, await trees.rest.run(facts))
  foldTruths(program.nodes, truths)
  return truths
}

/** Writes what follows from other facts beside them; whether anything did. */
const deriveFacts = (program: Program, truths: Uint8Array, facts: Record<string, unknown>): boolean => {
  let found = false
  for (const { fact, derivation } of program.facts) {
    if (facts[fact.name] !== undefined) continue
    facts[fact.name] = derivation.find(part => truths[part.literal] === 2)?.value
    found ||= facts[fact.name] !== undefined
  }
  return found
}

const buildTrees = (program: Program): QuestionTrees => {
  const clocks = program.rules.flatMap(({ rule }): Condition[] => {
    const {
      effective: { clock },
      firstDay,
      lastDay,
    } = rule
    if (clock === undefined || firstDay === null) return []
    const from: Leaf = { fact: clock, operator: 'dateOnOrAfter', value: firstDay }
    return [{ all: lastDay === null ? [from] : [from, { fact: clock, operator: 'dateOnOrBefore', value: lastDay }] }]
  })
  const rest = [...program.rules, ...program.earlyRules].map(one => one.rule.conditions)
  return {
    derivations: prepareTrees(
      program,
      program.facts.flatMap(fact => fact.derivation.map(part => part.when)),
    ),
    rest: prepareTrees(program, [
      ...clocks,
      ...rest,
      ...program.requirements.map(one => one.condition),
      ...program.texts.flatMap(({ text }) => text.conditions ?? []),
      // What is only said by another reading stands in no rule, and a trace shows it.
      ...program.alternatives.flatMap(({ reading, position }) => reading.alternatives[position]!.condition ?? []),
    ]),
  }
}

const prepareTrees = (program: Program, trees: readonly Condition[]): Trees => ({
  run: createLeafRunner(program.authority, trees),
  leaves: trees.map(tree => leafLiterals(program, program.authority, tree)),
})

/** The literals of a tree’s leaves in the order they are written, references replaced by what they stand for. */
const leafLiterals = (program: Program, authority: Authority, at: Condition): readonly number[] => {
  if ('all' in at) return at.all.flatMap(member => leafLiterals(program, authority, member))
  if ('any' in at) return at.any.flatMap(member => leafLiterals(program, authority, member))
  if ('not' in at) return leafLiterals(program, authority, at.not)
  if ('condition' in at) return leafLiterals(program, authority, authority.definitions.get(at.condition)!.conditions)
  return [program.literalOf({ fact: at.fact, operator: at.operator, value: at.value })]
}

const readResults = (
  { nodes }: Program,
  truths: Uint8Array,
  { leaves }: Trees,
  results: readonly (readonly LeafResult[])[],
): void =>
  results.forEach((found, tree) => {
    if (found.length !== leaves[tree]!.length)
      throw new Error('json-rules-engine gave another number of leaves than were written')
    found.forEach(({ factResult, valueResult, result }, i) => {
      const literal = leaves[tree]![i]!
      // What the question itself decides is known, whatever the facts are.
      if (nodes.op[literal >> 1] === op.constant) return
      setTruth(truths, literal, factResult === undefined || valueResult === undefined ? 1 : result ? 2 : 0)
    })
  })

const setTruth = (truths: Uint8Array, literal: number, truth: number): void => {
  truths[literal] = truth
  truths[literal ^ 1] = 2 - truth
}

/** Kleene’s logic over our own tree, from the leaves up. */
const foldTruths = (nodes: Nodes, truths: Uint8Array): void => {
  for (let i = 0; i < nodes.count; i += 1) {
    const kind = nodes.op[i]
    if (kind === op.all)
      setTruth(
        truths,
        2 * i,
        nodes.children
          .subarray(nodes.from[i]!, nodes.to[i]!)
          .reduce((least, child) => Math.min(least, truths[child]!), 2),
      )
    else if (kind === op.reading) setTruth(truths, 2 * i, truths[nodes.first[i]!]!)
    else if (kind === op.constant) setTruth(truths, 2 * i, 2)
  }
}
