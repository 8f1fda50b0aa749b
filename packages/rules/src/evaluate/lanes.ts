import type { Scalar } from '../language/condition.ts'
import { type FactValues, type Nodes, op, type Program, type ProgramFact } from './program.ts'

/** How many what-ifs one pass answers: the bits of a word. */
export const lanesCount = 32

/** What a pass evaluates: the facts as given, and in which lanes something else is supposed. */
export interface Lanes {
  /** The class of each known fact’s value, by slot; -1 where it is unknown. */
  readonly classes: Int32Array
  /** The value of each fact that is compared with another. */
  readonly values: (Scalar | undefined)[]
  /** The lanes in which something is supposed of an unknown fact. */
  readonly supposed: Int32Array
  /** For each fact and class the lanes in which the fact is supposed to be of that class; a fact’s classes begin at `classesFrom`. */
  readonly supposedClass: Int32Array
  readonly classesFrom: Int32Array
  /** For each fact that is compared with another, the value supposed of it in each lane. */
  readonly supposedValue: (Scalar | undefined)[]
  /** The lanes in which each alternative of a reading is taken. */
  readonly alternatives: Int32Array
}

export const lanesOf = ({ facts, alternatives }: Program): Lanes => {
  const classesFrom = Int32Array.from(facts, (_, slot) =>
    facts.slice(0, slot).reduce((sum, fact) => sum + fact.classes.length, 0),
  )
  const numbers = () => new Int32Array(facts.length)
  return {
    classes: numbers(),
    values: new Array(facts.length).fill(undefined),
    supposed: numbers(),
    classesFrom,
    supposedClass: new Int32Array(facts.reduce((sum, fact) => sum + fact.classes.length, 0)),
    supposedValue: new Array(facts.length * lanesCount).fill(undefined),
    alternatives: new Int32Array(alternatives.length),
  }
}

/** Puts a request’s facts into the lanes: the same in each, nothing supposed. */
export const loadFacts = (program: Program, lanes: Lanes, values: FactValues): void => {
  for (let slot = 0; slot < program.facts.length; slot += 1) {
    const fact = program.facts[slot]!
    const value = values[fact.fact.index]
    const isKnown = value !== undefined && value !== null
    lanes.classes[slot] = isKnown ? classOf(fact, value) : -1
    lanes.values[slot] = isKnown ? value : undefined
  }
}

const classOf = (fact: ProgramFact, value: Scalar): number => (fact.linkedTo.length > 0 ? 0 : fact.classOf(value))

/** One pass over the first `count` nodes, children before parents, every lane at once; leaves the truths in the nodes’ lanes. */
export const run = ({ nodes }: Program, lanes: Lanes, count: number): void => {
  const { op: kinds, first, from, to, children, holdsOf, lanes: truths } = nodes
  const { classes, supposed } = lanes
  for (let i = 0; i < count; i += 1) {
    const kind = kinds[i]!
    let t = 0
    let f = 0
    if (kind === op.all) {
      t = -1
      for (let c = from[i]!, end = to[i]!; c < end; c += 1) {
        const child = children[c]!
        t &= truths[child]!
        f |= truths[child ^ 1]!
      }
    } else if (kind === op.classed) {
      const slot = first[i]!
      const known = classes[slot]!
      if (known >= 0) {
        t = -((holdsOf[i]! >>> known) & 1)
        f = ~t
      } else if (supposed[slot] !== 0) {
        t = testedTruth(nodes, lanes, i, slot)
        f = supposed[slot]! & ~t
      }
    } else {
      t = otherTruth(nodes, lanes, i, 0)
      f = otherTruth(nodes, lanes, i, 1)
    }
    truths[2 * i] = t
    truths[2 * i + 1] = f
  }
}

/** The lanes in which a node of one of the rarer kinds is true (`side` 0) or false (1). */
const otherTruth = (nodes: Nodes, lanes: Lanes, i: number, side: 0 | 1): number => {
  switch (nodes.op[i]) {
    case op.derived:
      return derivedTruth(nodes, lanes, i, side === 0 ? 1 : 0)
    case op.reading:
      return takenTruth(nodes, lanes, i, side)
    case op.constant:
      return side === 0 ? -1 : 0
    default:
      return comparedTruth(nodes, lanes, i, side === 0)
  }
}

/** The lanes in which a test of one fact holds: of its class where that is known, else of the class supposed. */
const testedTruth = (nodes: Nodes, lanes: Lanes, i: number, slot: number): number => {
  const known = lanes.classes[slot]!
  const holds = nodes.holdsOf[i]!
  if (known >= 0) return -((holds >>> known) & 1)
  if (lanes.supposed[slot] === 0) return 0
  let found = 0
  for (let c = 0, at = lanes.classesFrom[slot]!; holds >>> c !== 0; c += 1, at += 1) {
    if (((holds >>> c) & 1) === 1) found |= lanes.supposedClass[at]!
  }
  return found
}

/** A test of a derived fact: of its value where that is given or supposed, else of the case that its derivation shows to hold. */
const derivedTruth = (nodes: Nodes, lanes: Lanes, i: number, wanted: 0 | 1): number => {
  const slot = nodes.first[i]!
  const tested = testedTruth(nodes, lanes, i, slot)
  if (lanes.classes[slot]! >= 0) return wanted === 1 ? tested : ~tested
  let ofCases = 0
  for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 1) {
    const part = nodes.children[c]!
    if ((part & 1) === wanted) ofCases |= nodes.lanes[part >> 1]!
  }
  const supposed = lanes.supposed[slot]!
  return (ofCases & ~supposed) | (wanted === 1 ? tested : supposed & ~tested)
}

/** What the reading takes (or its negation, `side` 1), save in the lanes in which one of its alternatives is tried. */
const takenTruth = (nodes: Nodes, lanes: Lanes, i: number, side: 0 | 1): number => {
  let found = nodes.lanes[nodes.first[i]! ^ side]!
  for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 2) {
    const tried = lanes.alternatives[nodes.children[c]!]!
    if (tried !== 0) found = (found & ~tried) | (nodes.lanes[nodes.children[c + 1]! ^ side]! & tried)
  }
  return found
}

/** A test of a fact that is compared with another one: by value, since the boundaries move with the request. */
const comparedTruth = (nodes: Nodes, lanes: Lanes, i: number, wanted: boolean): number => {
  const a = nodes.first[i]!
  const b = nodes.op[i] === op.linked ? nodes.second[i]! : a
  const test = nodes.tests[i]!
  const [left, right] = [lanes.values[a], lanes.values[b]]
  if (left !== undefined && right !== undefined) return test(left, right) === wanted ? -1 : 0
  let found = 0
  for (let open = lanes.supposed[a]! | lanes.supposed[b]!; open !== 0; open &= open - 1) {
    const lane = 31 - Math.clz32(open & -open)
    const one = left ?? supposedIn(lanes, a, lane)
    const other = right ?? supposedIn(lanes, b, lane)
    if (one !== undefined && other !== undefined && test(one, other) === wanted) found |= 1 << lane
  }
  return found
}

const supposedIn = (lanes: Lanes, slot: number, lane: number): Scalar | undefined =>
  ((lanes.supposed[slot]! >>> lane) & 1) === 1 ? lanes.supposedValue[slot * lanesCount + lane] : undefined

/** Lane 0 of the last pass: the truth of every literal of the first `count` nodes, written into `truths`. */
export const truthsOf = ({ lanes }: Nodes, count: number, truths: Uint8Array): Uint8Array => {
  for (let i = 0; i < count * 2; i += 2) {
    const truth = 1 + (lanes[i]! & 1) - (lanes[i + 1]! & 1)
    truths[i] = truth
    truths[i + 1] = 2 - truth
  }
  return truths
}
