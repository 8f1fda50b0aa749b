import type { Scalar } from '../../language/values.ts'
import { type Nodes, op, type Program, type ProgramFact } from '../program/program.ts'
import { type Lanes, lanesCount, runContradictions, runPass } from './lanes.ts'
import type { AnswerSet } from './what-ifs.ts'

/**
 * A world gives every unknown fact some value. The answer that a world has is a possible answer. That is a quick proof: by
 * narrowing, every value of every fact would have to be tried to find that it rules nothing out. What no world shows is left
 * to narrowing, so the choice of worlds decides how fast an answer comes, and never which.
 */
export interface Worlds {
  /** The answers that some world has. */
  readonly answersSeen: () => AnswerSet
  /** Whether two worlds of the last `answersSeen` agree on the fact and not on the answer. */
  readonly isOpen: (slot: number) => boolean
  /** By slot and value the worlds in which the fact has it: a class or, of a fact that is compared with others, one of the two days. */
  readonly values: readonly Int32Array[]
  /** The answers that some world has under each of these alternatives of readings: at most `groupsCount`. */
  readonly answersUnder: (alternatives: readonly number[]) => readonly AnswerSet[]
}

/** Each lane is a world. The lanes fall into groups that are chosen alike, so that one pass can serve an alternative a group. */
export const groupLanesCount = 8
/** How many alternatives one pass over the worlds can serve. */
export const groupsCount = lanesCount / groupLanesCount
const lanesOfGroup = (group: number): number => 0xff << (group * groupLanesCount)

/** Law that is not held bears in every second world of a group. */
const everySecond = { bears: 0x5555_5555, bearsNot: 0xaaaa_aaaa | 0 } as const

/** The values of facts that are compared with one another: a day before any that matters, and one after. */
const days = ['0001-01-02', '9999-12-30'] as const

/** What is supposed in the worlds never changes, so it has its own lanes beside the facts of the request. */
export const createWorlds = (program: Program, request: Lanes): Worlds => {
  const { answers, nodes, facts } = program
  const words = chooseValues(program)
  const lanes: Lanes = { ...request, ...supposeAll(program, request, words), derivesFirst: true, unheld: everySecond }
  mendContradictions(program, lanes, words)
  const seenWords = words.map(of => of.slice())
  const derived = facts.filter(fact => fact.derivation.length > 0)
  const found = new Int32Array(answers.length)
  const pass = (): void => {
    runPass(program, lanes, program.answerNodesCount)
    const isPossible = ~runContradictions(program, lanes, false)
    for (let i = 0; i < answers.length; i += 1) found[i] = nodes.lanes[answers[i]!]! & isPossible
  }
  const answersIn = (among: number): AnswerSet => {
    let set = 0
    for (let i = 0; i < found.length; i += 1) if ((found[i]! & among) !== 0) set |= 1 << i
    return set
  }
  return {
    values: words,
    answersSeen: () => {
      pass()
      for (const fact of derived) noteDerived(nodes, fact, words[fact.slot]!, seenWords[fact.slot]!)
      return answersIn(-1)
    },
    isOpen: slot => {
      const of = seenWords[slot]!
      for (let c = 0; c < of.length; c += 1) {
        const set = answersIn(of[c]!)
        if ((set & (set - 1)) !== 0) return true
      }
      return false
    },
    answersUnder: alternatives => {
      for (let g = 0; g < alternatives.length; g += 1) lanes.alternatives[alternatives[g]!] = lanesOfGroup(g)
      pass()
      lanes.alternatives.fill(0)
      return alternatives.map((_, group) => answersIn(lanesOfGroup(group)))
    },
  }
}

/** Notes which value a derived fact has in which worlds. What it derives from comes first, since a world may not contradict that. */
const noteDerived = (nodes: Nodes, fact: ProgramFact, words: Int32Array, seen: Int32Array): void => {
  const { derivation, classOf } = fact
  let derived = 0
  for (const { literal } of derivation) derived |= nodes.lanes[literal]!
  for (let c = 0; c < seen.length; c += 1) seen[c] = words[c]! & ~derived
  for (const { value, literal } of derivation) seen[classOf(value)]! |= nodes.lanes[literal]!
}

/** For each fact the lanes in which it has each value: a class or, of a fact that is compared with others, one of the two `days`. */
const chooseValues = (program: Program): readonly Int32Array[] => {
  const bearing = program.answers.map(answer => findBearings(program.nodes, answer))
  return program.facts.map(fact => {
    const isCompared = fact.linkedTo.length > 0
    const words = new Int32Array(isCompared ? days.length : fact.classes.length)
    const values = Array.from(words, (_, value) => value)
    const preferred = bearing.map(on => {
      const scores = values.map(value => (isCompared ? scoreDay : scoreClass)(program.nodes, fact, on, value))
      return values.filter(value => scores[value] === Math.max(...scores))
    })
    for (let lane = 0; lane < lanesCount; lane += 1) words[valueIn(lane, fact.slot, preferred)]! |= 1 << lane
    return words
  })
}

/**
 * In each group there is one world for each answer, in which every fact has a value that speaks for the answer. The other
 * worlds copy one of these and change about one fact in four to what speaks for another answer, so that there are worlds
 * which agree on a fact and not on the answer.
 */
const valueIn = (lane: number, slot: number, preferred: readonly (readonly number[])[]): number => {
  const place = lane % groupLanesCount
  const hashed = hash(lane, slot)
  const isPerturbed = place >= preferred.length && hashed % 4 === 0
  const answer = isPerturbed ? place + 1 + ((hashed >> 2) % (preferred.length - 1)) : place
  const among = preferred[answer % preferred.length]!
  return among[hash(lane - place, slot) % among.length]!
}

/** A number that looks random and is always the same for the same two. */
const hash = (lane: number, slot: number): number =>
  Math.imul(Math.imul(lane * 31 + slot + 1, 0x9e3779b1) ^ (slot << 7), 0x85ebca6b) >>> 12

/** How many more of a fact’s tests speak for an answer than against it. */
const scoreClass = (nodes: Nodes, fact: ProgramFact, on: Uint8Array, ofClass: number): number =>
  score(fact, on, leaf => ((nodes.holdsOf[leaf]! >>> ofClass) & 1) === 1)

/** The same of a day, if every fact that it is compared with is supposed to be the other day. */
const scoreDay = (nodes: Nodes, fact: ProgramFact, on: Uint8Array, day: number): number => {
  const [mine, other] = [days[day] as Scalar, days[1 - day] as Scalar]
  return score(fact, on, leaf => {
    const isSecond = nodes.op[leaf] === op.linked && nodes.second[leaf] === fact.slot
    return nodes.tests[leaf]!(isSecond ? other : mine, isSecond ? mine : other)
  })
}

const score = (fact: ProgramFact, on: Uint8Array, holds: (leaf: number) => boolean): number =>
  fact.leaves.reduce((sum, leaf) => {
    if (on[leaf] !== speaksFor && on[leaf] !== speaksAgainst) return sum
    return sum + (holds(leaf) === (on[leaf] === speaksFor) ? 1 : -1)
  }, 0)

/** How often worlds are mended at most. By the shipped rules 106 of 149 programs then have none left that contradicts itself. */
const mendingsCount = 40

/** Gives facts of worlds that contradict themselves other values, until hardly any does. */
const mendContradictions = (program: Program, request: Lanes, words: readonly Int32Array[]): void => {
  const { contradictions, nodes, facts } = program
  const everything = contradictions.map((_, index) => index)
  const lanes: Lanes = { ...request, classes: new Int32Array(facts.length).fill(-1), values: [], active: everything }
  for (let round = 0; round < mendingsCount; round += 1) {
    runPass(program, lanes, program.answerNodesCount)
    if (runContradictions(program, lanes, true) === 0) return
    for (const { literal, reads } of contradictions) {
      const changeable = reads.filter(slot => facts[slot]!.derivation.length === 0 && words[slot]!.length > 1)
      for (let rest = nodes.lanes[literal]!; rest !== 0 && changeable.length > 0; rest &= rest - 1) {
        const lane = 31 - Math.clz32(rest & -rest)
        const slot = changeable[hash(lane, round) % changeable.length]!
        changeValue(words[slot]!, lane, hash(lane + round, slot))
        supposeAsEver(lanes, facts[slot]!, words[slot]!)
      }
    }
  }
}

/** Gives the fact another of its values in a lane. */
const changeValue = (words: Int32Array, lane: number, by: number): void => {
  const bit = 1 << lane
  const now = words.findIndex(word => (word & bit) !== 0)
  words[now]! &= ~bit
  words[(now + 1 + (by % (words.length - 1))) % words.length]! |= bit
}

/** Gives a fact the values that it has in the worlds. */
const supposeAsEver = (
  { classesFrom, supposedClass, supposedValue }: Pick<Lanes, 'classesFrom' | 'supposedClass' | 'supposedValue'>,
  { slot, linkedTo }: ProgramFact,
  words: Int32Array,
): void => {
  if (linkedTo.length === 0) supposedClass.set(words, classesFrom[slot])
  else for (let i = 0; i < lanesCount; i += 1) supposedValue[slot * lanesCount + i] = dayIn(words, i)
}

/** What is supposed of every fact, as lanes have it. */
const supposeAll = ({ facts }: Program, { classesFrom, supposedClass }: Lanes, words: readonly Int32Array[]) => {
  const found = {
    supposed: new Int32Array(facts.length),
    supposedClass: new Int32Array(supposedClass.length),
    supposedValue: new Array<Scalar | undefined>(facts.length * lanesCount).fill(undefined),
  }
  for (const fact of facts) {
    found.supposed[fact.slot] = -1
    supposeAsEver({ ...found, classesFrom }, fact, words[fact.slot]!)
  }
  return found
}

const dayIn = (words: Int32Array, lane: number): Scalar => days[((words[1]! >>> lane) & 1) as 0 | 1]

/** How a node bears on an answer: the truer the node, the more possible the answer. */
const speaksFor = 1
/** The truer the node, the less possible the answer. A node can bear in both ways. */
const speaksAgainst = 2
const opposite = (bearing: number): number => ((bearing & 1) << 1) | (bearing >> 1)

/** By node, how it bears on the answer with the literal `root`: 0 if it does not. */
const findBearings = (nodes: Nodes, root: number): Uint8Array => {
  const found = new Uint8Array(nodes.count)
  const bear = (literal: number, bearing: number) => {
    found[literal >> 1]! |= (literal & 1) === 1 ? opposite(bearing) : bearing
  }
  bear(root, speaksFor)
  for (let i = root >> 1; i >= 0; i -= 1) if (found[i] !== 0) passOn(nodes, i, found[i]!, bear)
  return found
}

/** A node’s children bear as it does; a case of a derivation whose value fails the test, the other way. */
const passOn = (nodes: Nodes, i: number, bearing: number, bear: (literal: number, bearing: number) => void): void => {
  const kind = nodes.op[i]
  if (kind === op.reading) bear(nodes.first[i]!, bearing)
  for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 1) {
    const child = nodes.children[c]!
    if (kind === op.all) bear(child, bearing)
    else if (kind === op.derived) bear(child >> 1, (child & 1) === 1 ? bearing : opposite(bearing))
    else if (kind === op.reading && (c - nodes.from[i]!) % 2 === 1) bear(child, bearing)
  }
}
