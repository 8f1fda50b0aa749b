import { listFactNames } from '../../compile/conditions.ts'
import { memoize } from '../../kernel/memo.ts'
import { passScratch } from '../passes/first-pass.ts'
import { lanesCount } from '../passes/lanes.ts'
import { groupLanesCount } from '../passes/worlds.ts'
import type { Program, ProgramFact } from '../program/program.ts'
import { codeOf, rangeOf } from './column.ts'
import { type Cone, coneOf, gatesBehind } from './cone.ts'
import { type CodeSet, placeIn } from './domain.ts'
import { type Link, wordName } from './literals.ts'
import type { FactWords, Plan } from './plan.ts'

/** A fact of which what-ifs suppose values. */
export interface SupposableFact {
  readonly fact: ProgramFact
  readonly words: FactWords
  /** Its values, those together that no answer tells apart; of a fact that is compared with others they depend on the child. */
  readonly groups: readonly ValueGroup[]
  /**
   * What a world can write of it, the words of its values: into the fact’s own words or, of a fact that follows from others, into
   * those that say what is assumed if it does not. Of a fact that is compared with others with the code, else undefined.
   */
  readonly choices: readonly WorldChoice[]
  /** By answer the place, among the choices, of one that speaks for it. */
  readonly preferred: readonly number[]
  /** The places, among the links, of those that compare it. */
  readonly links: readonly number[]
  /** What of the answers depends on it; of a fact that is compared with others, of the contradictions too. */
  readonly cone: Cone
  /** What the words are made of that forbid its values. */
  readonly forbidding: Cone
}

/** Values of a fact that no answer tells apart. */
export interface ValueGroup {
  /** The word of one of them. */
  readonly word: number
  /** Of each value the word of the children whose facts it contradicts. */
  readonly forbidden: readonly number[]
}

/** A value that a world can give to a fact. */
export interface WorldChoice {
  readonly word: number
  readonly code: number
  /** The word of the children whose facts it contradicts. */
  readonly forbidden: number
  /** The place of its group. */
  readonly group: number
}

/** A value for every fact that bears on an answer. */
export interface SharedWorld {
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

/** What is made of a question’s open children so far. */
interface Layout {
  readonly plan: Plan
  readonly forAnswers: Cone
  /** The gates of the answers alone. */
  readonly ruledOut: Cone
  readonly links: readonly Link[]
  readonly worlds: readonly SharedWorld[]
  readonly wordsOf: ReadonlyMap<number, FactWords>
  /** By slot and value, the word of the children whose facts it contradicts. */
  readonly forbidden: readonly Int32Array[]
  /** By fact, the sets of codes that answers ask for. */
  readonly sets: ReadonlyMap<number, readonly CodeSet[]>
}

/** The facts of which what-ifs suppose values, by slot. */
export const listSupposableFacts = ({ facts, answerFactsCount }: Program, layout: Layout): readonly SupposableFact[] =>
  facts.slice(0, answerFactsCount).flatMap(fact => {
    const words = layout.wordsOf.get(fact.fact.index)
    return fact.askable && words !== undefined ? [makeSupposable(fact, words, layout)] : []
  })

const makeSupposable = (fact: ProgramFact, words: FactWords, layout: Layout): SupposableFact => {
  const { plan, forAnswers, ruledOut, links, worlds } = layout
  const { index } = fact.fact
  const linked = links.flatMap((one, i) => (one.first === index || one.second === index ? [i] : []))
  const own = Array.from({ length: words.count }, (_, i) => words.at + i)
  const compared = linked.flatMap(i => [true, false].flatMap(truth => plan.named.get(wordName.linked(i, truth)) ?? []))
  const { groups, groupOf } = groupValues(fact, words, layout)
  const choices = listChoices(fact, plan, words, layout.forbidden[fact.slot]!, groupOf)
  const assumed = fact.derivation.length === 0 ? [] : choices.map(one => one.word).filter(word => word >= 0)
  return {
    fact,
    words,
    groups,
    choices,
    preferred: worlds.map(world => {
      const word = world.assigned.find(one => one.slot === fact.slot)?.word
      const code = world.compared.get(index)?.code
      const found = choices.findIndex(one => (code === undefined ? one.word === word : one.code === code))
      return Math.max(0, found)
    }),
    links: linked,
    cone: coneOf(plan, fact.linkedTo.length > 0 ? forAnswers : ruledOut, [...own, ...compared, ...assumed]),
    forbidding: gatesBehind(plan, layout.forbidden[fact.slot]!),
  }
}

/** Values are told apart by the sets of codes that answers ask for. */
const groupValues = (
  { fact, slot, supposable }: ProgramFact,
  { domain, at, wordOf }: FactWords,
  { sets, forbidden }: Layout,
): { readonly groups: readonly ValueGroup[]; readonly groupOf: readonly number[] } => {
  const groups: { word: number; forbidden: number[] }[] = []
  const bySignature = new Map<string, number>()
  const groupOf = supposable.map(({ value }, i) => {
    const place = placeIn(domain, codeOf(fact, value))
    const signature = (sets.get(fact.index) ?? []).map(set => (set >> BigInt(place)) & 1n).join('')
    const group = memoize(bySignature, signature, () => groups.push({ word: at + wordOf[place]!, forbidden: [] }) - 1)
    groups[group]!.forbidden.push(forbidden[slot]![i]!)
    return group
  })
  return { groups, groupOf }
}

/** Facts each after those from which it follows. */
export const orderByDerivation = (facts: readonly SupposableFact[]): readonly SupposableFact[] => {
  const depths = new Map<string, number>()
  const depthOf = (name: string): number =>
    memoize(depths, name, () => {
      const derivation = facts.find(one => one.fact.fact.name === name)?.fact.derivation ?? []
      return derivation
        .flatMap(({ when }) => listFactNames(when))
        .reduce((most, one) => Math.max(most, 1 + depthOf(one)), 0)
    })
  return facts.toSorted((a, b) => depthOf(a.fact.fact.name) - depthOf(b.fact.fact.name))
}

/** How many values of a fact that is compared with others a world tries at most. */
const comparedChoicesCount = 6

const listChoices = (
  fact: ProgramFact,
  { named }: Plan,
  words: FactWords,
  forbidden: Int32Array,
  groupOf: readonly number[],
): readonly WorldChoice[] => {
  const { index } = fact.fact
  const codes = fact.supposable.map(one => codeOf(fact.fact, one.value))
  if (fact.linkedTo.length > 0)
    return [codeInWorld(fact, 0), codeInWorld(fact, 1), ...codes]
      .slice(0, comparedChoicesCount)
      .map(code => ({ word: words.at + wordFor(words, code), code, forbidden: 0, group: 0 }))
  const wordOf = (code: number): number =>
    fact.derivation.length === 0
      ? words.at + wordFor(words, code)
      : (named.get(wordName.assumed(index, placeIn(words.domain, code))) ?? unusedWord)
  const found = codes.map((code, i) => ({ word: wordOf(code), code, forbidden: forbidden[i]!, group: groupOf[i]! }))
  return found.filter((one, i) => found.findIndex(other => other.word === one.word) === i)
}

/** Nothing reads it. */
const unusedWord = -1

const wordFor = ({ domain, wordOf }: FactWords, code: number): number => wordOf[placeIn(domain, code)]!

/** The worlds by which one child is answered, each as what it writes; first those of which each speaks for one answer. */
export const listWorlds = (
  program: Program,
  plan: Plan,
  wordsOf: ReadonlyMap<number, FactWords>,
): readonly SharedWorld[] => {
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
