import type { Scalar } from '../language/values.ts'
import { type Lanes, lanesCount, run } from './lanes.ts'
import { against, bearings, forIt } from './narrows.ts'
import type { AnswerSet } from './possible.ts'
import { type Nodes, op, type Program, type ProgramFact } from './program.ts'

/**
 * A world gives every unknown fact a value, whichever. The answer that a world has is a possible answer: a quick proof, where
 * narrowing by cases would have to try every value of every fact to find that it rules nothing out. What no world shows is
 * left to narrowing, so how well the worlds are chosen decides only how fast an answer comes, never which.
 */
export interface Worlds {
  /** The answers that some world has. */
  readonly seen: () => AnswerSet
  /** Whether two worlds that `seen` saw agree on the fact and not on the answer. */
  readonly isSeenOpen: (slot: number) => boolean
  /** The answers that some world has under each of these alternatives of readings: at most `groupsCount`. */
  readonly seenUnder: (alternatives: readonly number[]) => readonly AnswerSet[]
}

/** The lanes, a world each, fall into groups that are equally good, so that one pass can serve an alternative a group. */
const groupLanesCount = 8
export const groupsCount = lanesCount / groupLanesCount
const lanesOfGroup = (group: number): number => 0xff << (group * groupLanesCount)

/** Of facts that are compared with one another: one day before, one after any that matters. */
const days = ['0001-01-02', '9999-12-30'] as const

/** What is supposed in the worlds never changes, so it stands in lanes of its own beside the request’s facts. */
export const worldsOf = (program: Program, request: Lanes): Worlds => {
  const { answers, nodes, contradiction, facts } = program
  const words = wordsOf(program)
  const lanes: Lanes = { ...request, ...supposedIn(program, request, words), derivesFirst: true }
  const seenWords = words.map(of => of.slice())
  const derived = facts.filter(fact => fact.derivation.length > 0)
  const found = new Int32Array(answers.length)
  const pass = (): void => {
    run(program, lanes, program.answerNodesCount)
    const isPossible = nodes.lanes[contradiction ^ 1]!
    for (let i = 0; i < answers.length; i += 1) found[i] = nodes.lanes[answers[i]!]! & isPossible
  }
  const answersIn = (among: number): AnswerSet => {
    let set = 0
    for (let i = 0; i < found.length; i += 1) if ((found[i]! & among) !== 0) set |= 1 << i
    return set
  }
  return {
    seen: () => {
      pass()
      for (const fact of derived) noteDerived(nodes, fact, words[fact.slot]!, seenWords[fact.slot]!)
      return answersIn(-1)
    },
    isSeenOpen: slot => {
      const of = seenWords[slot]!
      for (let c = 0; c < of.length; c += 1) {
        const set = answersIn(of[c]!)
        if ((set & (set - 1)) !== 0) return true
      }
      return false
    },
    seenUnder: alternatives => {
      for (let g = 0; g < alternatives.length; g += 1) lanes.alternatives[alternatives[g]!] = lanesOfGroup(g)
      pass()
      lanes.alternatives.fill(0)
      return alternatives.map((_, group) => answersIn(lanesOfGroup(group)))
    },
  }
}

/** Which value a derived fact has in which worlds: what it derives from says so first, as a world may not contradict that. */
const noteDerived = (nodes: Nodes, fact: ProgramFact, words: Int32Array, seen: Int32Array): void => {
  const { derivation, classOf } = fact
  let derived = 0
  for (const { literal } of derivation) derived |= nodes.lanes[literal]!
  for (let c = 0; c < seen.length; c += 1) seen[c] = words[c]! & ~derived
  for (const { value, literal } of derivation) seen[classOf(value)]! |= nodes.lanes[literal]!
}

/** For each fact the lanes in which it has each value: a class, or, of a fact that is compared with others, one of the two `days`. */
const wordsOf = (program: Program): readonly Int32Array[] => {
  const bearing = program.answers.map(answer => bearings(program.nodes, answer))
  return program.facts.map(fact => {
    const isCompared = fact.linkedTo.length > 0
    const words = new Int32Array(isCompared ? days.length : fact.classes.length)
    const values = Array.from(words, (_, value) => value)
    const favourites = bearing.map(on => {
      const scores = values.map(value => (isCompared ? scoreOfDay : scoreOfClass)(program.nodes, fact, on, value))
      return values.filter(value => scores[value] === Math.max(...scores))
    })
    for (let lane = 0; lane < lanesCount; lane += 1) words[valueIn(lane, fact.slot, favourites)]! |= 1 << lane
    return words
  })
}

/**
 * In each group one world an answer that speaks for it with every fact. The others stray from such a one, in a fact out of
 * four, to what speaks for another answer: so there are worlds that agree on a fact and not on the answer.
 */
const valueIn = (lane: number, slot: number, favourites: readonly (readonly number[])[]): number => {
  const place = lane % groupLanesCount
  const lot = lotOf(lane, slot)
  const strays = place >= favourites.length && lot % 4 === 0
  const answer = strays ? place + 1 + ((lot >> 2) % (favourites.length - 1)) : place
  const among = favourites[answer % favourites.length]!
  return among[lotOf(lane - place, slot) % among.length]!
}

/** A number that looks drawn by lot, always the same for the same two. */
const lotOf = (lane: number, slot: number): number =>
  Math.imul(Math.imul(lane * 31 + slot + 1, 0x9e3779b1) ^ (slot << 7), 0x85ebca6b) >>> 12

/** How many more of a fact’s tests speak for an answer than against it. */
const scoreOfClass = (nodes: Nodes, fact: ProgramFact, on: Uint8Array, ofClass: number): number =>
  scoreOf(fact, on, leaf => ((nodes.holdsOf[leaf]! >>> ofClass) & 1) === 1)

/** Likewise of a day, where every fact that it is compared with is supposed to be the other one. */
const scoreOfDay = (nodes: Nodes, fact: ProgramFact, on: Uint8Array, day: number): number => {
  const [mine, other] = [days[day] as Scalar, days[1 - day] as Scalar]
  return scoreOf(fact, on, leaf => {
    const isSecond = nodes.op[leaf] === op.linked && nodes.second[leaf] === fact.slot
    return nodes.tests[leaf]!(isSecond ? other : mine, isSecond ? mine : other)
  })
}

const scoreOf = (fact: ProgramFact, on: Uint8Array, holds: (leaf: number) => boolean): number =>
  fact.leaves.reduce((sum, leaf) => {
    if (on[leaf] !== forIt && on[leaf] !== against) return sum
    return sum + (holds(leaf) === (on[leaf] === forIt) ? 1 : -1)
  }, 0)

/** The lanes’ suppositions, of every fact. */
const supposedIn = ({ facts }: Program, { classesFrom, supposedClass }: Lanes, words: readonly Int32Array[]) => {
  const found = {
    supposed: new Int32Array(facts.length),
    supposedClass: new Int32Array(supposedClass.length),
    supposedValue: new Array<Scalar | undefined>(facts.length * lanesCount).fill(undefined),
  }
  for (const { slot, linkedTo } of facts) {
    found.supposed[slot] = -1
    if (linkedTo.length === 0) found.supposedClass.set(words[slot]!, classesFrom[slot])
    else for (let i = 0; i < lanesCount; i += 1) found.supposedValue[slot * lanesCount + i] = dayIn(words[slot]!, i)
  }
  return found
}

const dayIn = (words: Int32Array, lane: number): Scalar => days[((words[1]! >>> lane) & 1) as 0 | 1]
