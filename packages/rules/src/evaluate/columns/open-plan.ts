import { passScratch } from '../passes/first-pass.ts'
import { lanesCount } from '../passes/lanes.ts'
import { groupLanesCount } from '../passes/worlds.ts'
import type { Program, ProgramFact } from '../program/program.ts'
import { isAmong } from './circuit.ts'
import { codeOf, rangeOf } from './column.ts'
import { type Cone, coneOf, gatesBehind } from './cone.ts'
import type { NodeWords } from './dependent.ts'
import { placeIn, unknownSet } from './domain.ts'
import { anyWithFactors } from './factors.ts'
import { type Link, literalsOf, wordName } from './literals.ts'
import { type FactWords, type Plan, planOf } from './plan.ts'
import { domainsOf, startMaking } from './question.ts'

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
  /** In the order in which they are tried, those that speak for each answer by turns. */
  readonly worlds: readonly World[]
  /** The words of law that is not held: that it bears, and that it does not; 0 if there are none. */
  readonly unheld: { readonly bears: number; readonly bearsNot: number }
}

/** A fact of which what-ifs suppose values. */
export interface SupposableFact {
  readonly fact: ProgramFact
  readonly words: FactWords
  /** The words, counted from the first, that its values fall to; of a fact that is compared with others these depend on the child. */
  readonly values: readonly number[]
  /** The places, among the links, of those that compare it. */
  readonly links: readonly number[]
  /** What depends on it. */
  readonly cone: Cone
}

/** A value for every fact that bears on an answer. */
export interface World {
  /** The answer that its values speak for. */
  readonly answer: number
  readonly assigned: readonly Assigned[]
  /** By the fact’s place in the vocabulary, the codes of facts that are compared with others. */
  readonly compared: ReadonlyMap<number, ComparedCode>
}

/** The code of a fact that is compared with others. */
export interface ComparedCode {
  readonly slot: number
  readonly code: number
}

/** What a world writes: into a fact’s words, if it is not known; or, if the fact follows from others, what is assumed if it does not. */
export interface Assigned {
  readonly slot: number
  readonly at: number
  /** The word of the value, or the word of its being assumed. */
  readonly word: number
  readonly isDerived: boolean
}

/** The plan of a question’s open children. */
export const planOpen = (program: Program, settled: ReadonlyMap<number, number>): OpenPlan => {
  const domains = domainsOf([program])
  const making = startMaking(domains, { given: new Set(), settled }, true)
  const truthOf = literalsOf(making, program)
  const contradicted = anyWithFactors(
    making.circuit,
    program.contradictions.map(one => truthOf(one.literal)),
  )
  const ruledOut = program.answers.map(answer => truthOf(answer ^ 1))
  const nodes = Array.from({ length: program.answerNodesCount }, (_, i) => i)
  const notKnown = program.facts
    .slice(0, program.answerFactsCount)
    .map(({ fact: { index } }) => isAmong(making.circuit, index, unknownSet(domains.get(index)!)))
  const parts = [
    [...ruledOut, contradicted],
    nodes.map(i => truthOf(2 * i)),
    nodes.map(i => truthOf(2 * i + 1)),
    notKnown,
  ]
  const plan = planOf(making.circuit, domains, parts.flat())
  let at = 0
  const [answerWords, truth, falsity, unknown] = parts.map(part => plan.roots.subarray(at, (at += part.length)))
  const forAnswers = gatesBehind(plan, answerWords!)
  const wordsOf = new Map(plan.facts.map(one => [one.domain.fact.index, one]))
  const named = (name: string): number => plan.named.get(name) ?? 0
  return {
    plan,
    links: making.links,
    answersCount: program.answers.length,
    forAnswers,
    nodeWords: { truth: truth!, falsity: falsity!, unknown: unknown! },
    supposable: listSupposableFacts(program, plan, forAnswers, making.links, wordsOf),
    worlds: listWorlds(program, plan, wordsOf),
    unheld: { bears: named(wordName.unheld(true)), bearsNot: named(wordName.unheld(false)) },
  }
}

const listSupposableFacts = (
  { facts, answerFactsCount }: Program,
  plan: Plan,
  forAnswers: Cone,
  links: readonly Link[],
  wordsOf: ReadonlyMap<number, FactWords>,
): readonly SupposableFact[] =>
  facts.slice(0, answerFactsCount).flatMap(fact => {
    const { index } = fact.fact
    const words = wordsOf.get(index)
    const linked = links.flatMap((one, i) => (one.first === index || one.second === index ? [i] : []))
    if (!fact.askable || words === undefined) return []
    const own = Array.from({ length: words.count }, (_, i) => words.at + i)
    const compared = linked.flatMap(i =>
      [true, false].flatMap(truth => plan.named.get(wordName.linked(i, truth)) ?? []),
    )
    const values = fact.supposable.map(one => wordFor(words, codeOf(fact.fact, one.value)))
    return [
      {
        fact,
        words,
        values: [...new Set(values)],
        links: linked,
        cone: coneOf(plan, forAnswers, [...own, ...compared]),
      },
    ]
  })

const wordFor = ({ domain, wordOf }: FactWords, code: number): number => wordOf[placeIn(domain, code)]!

/** The worlds by which one child is answered, each as what it writes. */
const listWorlds = (program: Program, plan: Plan, wordsOf: ReadonlyMap<number, FactWords>): readonly World[] => {
  const { values } = passScratch(program).worlds
  const answersCount = program.answers.length
  const inGroup = (lane: number): number => lane % groupLanesCount
  const isPure = (lane: number): boolean => inGroup(lane) < answersCount
  const lanes = Array.from({ length: lanesCount }, (_, lane) => lane)
  return [...lanes.filter(isPure), ...lanes.filter(lane => !isPure(lane))].map(lane => {
    const assigned: Assigned[] = []
    const compared = new Map<number, ComparedCode>()
    for (const fact of program.facts.slice(0, program.answerFactsCount)) {
      const words = wordsOf.get(fact.fact.index)
      if (words === undefined) continue
      const value = values[fact.slot]!.findIndex(of => ((of >>> lane) & 1) === 1)
      const code = codeInWorld(fact, value)
      if (fact.linkedTo.length > 0) compared.set(fact.fact.index, { slot: fact.slot, code })
      const assumed = plan.named.get(wordName.assumed(fact.fact.index, placeIn(words.domain, code)))
      if (fact.derivation.length === 0)
        assigned.push({ slot: fact.slot, at: words.at, word: words.at + wordFor(words, code), isDerived: false })
      else if (assumed !== undefined) assigned.push({ slot: fact.slot, at: words.at, word: assumed, isDerived: true })
    }
    return { answer: inGroup(lane) % answersCount, assigned, compared }
  })
}

/** The code of a world’s value: of a class; or, of a fact that is compared with others, the least there is or the greatest. */
const codeInWorld = ({ fact, linkedTo, classes }: ProgramFact, value: number): number => {
  if (linkedTo.length === 0) return codeOf(fact, classes[value]!)
  const { least, greatest } = rangeOf(fact)
  return value === 0 ? least : greatest
}
