import type { Scalar } from '../language/condition.ts'
import { type FactValues, type Nodes, type Program, type ProgramFact, op } from './program.ts'

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
  const classesFrom = Int32Array.from(facts, (_, slot) => facts.slice(0, slot).reduce((sum, fact) => sum + fact.classes.length, 0))
  const numbers = () => new Int32Array(facts.length)
  return {
    classes: numbers(), values: new Array(facts.length).fill(undefined), supposed: numbers(), classesFrom,
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

/** One pass over the first `count` nodes, children before parents, every lane at once; leaves the truths in the nodes’ scratch. */
export const run = ({ nodes }: Program, lanes: Lanes, count: number): void => {
  const { op: kinds, isTrue, isFalse, first, from, to, children } = nodes
  for (let i = 0; i < count; i += 1) {
    const a = first[i]!
    let t = 0
    let f = 0
    switch (kinds[i]) {
      case op.all: {
        t = -1
        for (let c = from[i]!; c < to[i]!; c += 1) {
          const child = children[c]!
          t &= isTrue[child]!
          f |= isFalse[child]!
        }
        break
      }
      case op.any: {
        f = -1
        for (let c = from[i]!; c < to[i]!; c += 1) {
          const child = children[c]!
          t |= isTrue[child]!
          f &= isFalse[child]!
        }
        break
      }
      case op.not:
        t = isFalse[a]!
        f = isTrue[a]!
        break
      case op.classed: {
        const known = lanes.classes[a]!
        if (known >= 0) {
          t = -((nodes.holdsOf[i]! >>> known) & 1)
          f = ~t
        } else if (lanes.supposed[a] !== 0) {
          t = testedTruth(nodes, lanes, i, a)
          f = lanes.supposed[a]! & ~t
        }
        break
      }
      case op.derived:
        t = derivedTruth(nodes, lanes, i, 1)
        f = derivedTruth(nodes, lanes, i, 0)
        break
      case op.reading:
        t = takenTruth(nodes, lanes, i, isTrue)
        f = takenTruth(nodes, lanes, i, isFalse)
        break
      case op.constant:
        t = -a
        f = a - 1
        break
      default:
        t = comparedTruth(nodes, lanes, i, true)
        f = comparedTruth(nodes, lanes, i, false)
    }
    isTrue[i] = t
    isFalse[i] = f
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
    if ((part & 1) === wanted) ofCases |= nodes.isTrue[part >> 1]!
  }
  const supposed = lanes.supposed[slot]!
  return (ofCases & ~supposed) | (wanted === 1 ? tested : supposed & ~tested)
}

/** What the reading takes, save in the lanes in which one of its alternatives is tried. */
const takenTruth = (nodes: Nodes, lanes: Lanes, i: number, truths: Int32Array): number => {
  let found = truths[nodes.first[i]!]!
  for (let c = nodes.from[i]!; c < nodes.to[i]!; c += 2) {
    const tried = lanes.alternatives[nodes.children[c]!]!
    if (tried !== 0) found = (found & ~tried) | (truths[nodes.children[c + 1]!]! & tried)
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

/** Lane 0 of the last pass: the truth of every node, kept for the decision and its trace. */
export const truthsOf = ({ count, isTrue, isFalse }: Nodes): Uint8Array => {
  const truths = new Uint8Array(count)
  for (let i = 0; i < count; i += 1) truths[i] = 1 + (isTrue[i]! & 1) - (isFalse[i]! & 1)
  return truths
}
