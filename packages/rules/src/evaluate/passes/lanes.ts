import type { Scalar } from '../../language/values.ts'
import { classedCode, type Nodes, op, type Program, type ProgramFact } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'

/** How many what-ifs one pass answers: as many as a word has bits. */
export const lanesCount = 32

/** What a pass evaluates: the facts as given, and in which lanes something else is supposed. */
export interface Lanes {
  /** The class of each known fact’s value, by slot; -1 if it is unknown. */
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
  /** Whether a derived fact takes the value that it derives, and what is supposed only if it derives none; otherwise what is supposed comes first. */
  readonly derivesFirst: boolean
  /** The lanes in which law that is not held is supposed to bear, and those in which it is supposed not to. */
  readonly unheld: { readonly bears: number; readonly bearsNot: number }
  /** The contradictions that what-ifs about this request could bring about. */
  readonly active: number[]
}

/** Lanes for a question, of which nothing is known or supposed yet. */
export const createLanes = ({ facts, alternatives }: Program): Lanes => {
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
    derivesFirst: false,
    unheld: { bears: 0, bearsNot: 0 },
    active: [],
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
  lanes.active.length = 0
  for (let i = 0; i < program.contradictions.length; i += 1) if (isActive(program, lanes, i)) lanes.active.push(i)
}

/** It could come to be so if all that no what-if supposes is known, and not everything is: then it is not so. */
const isActive = ({ contradictions }: Program, { classes }: Lanes, index: number): boolean => {
  const { slots, needs } = contradictions[index]!
  return needs.every(slot => classes[slot]! >= 0) && slots.some(slot => classes[slot]! < 0)
}

const classOf = (fact: ProgramFact, value: Scalar): number => (fact.linkedTo.length > 0 ? 0 : fact.classOf(value))

/** One pass over the first `count` nodes, children before parents, every lane at once; leaves the truths in the nodes’ lanes. */
export const runPass = ({ nodes }: Program, lanes: Lanes, count: number): void => runNodes(nodes, lanes, 0, count)

/** The lanes of the last pass over what bears on answers in which facts contradict one another. */
export const runContradictions = ({ nodes, contradictions }: Program, lanes: Lanes, isSurely: boolean): number => {
  let found = 0
  for (const index of lanes.active) {
    const { literal, from, to, reads } = contradictions[index]!
    if (!isSupposed(lanes, reads)) continue
    runNodes(nodes, lanes, from, to)
    // In a world every fact is known, so what is not surely false there is true.
    found |= isSurely ? nodes.lanes[literal]! : ~nodes.lanes[literal ^ 1]!
  }
  return found
}

/** Whether something is supposed of any of these facts: of others alone, no lane can bring about what the request does not. */
const isSupposed = ({ supposed }: Lanes, slots: readonly number[]): boolean => {
  for (let i = 0; i < slots.length; i += 1) if (supposed[slots[i]!] !== 0) return true
  return false
}

const runNodes = (nodes: Nodes, lanes: Lanes, from: number, to: number): void => {
  const { code, lanes: truths } = nodes
  const { classes, supposed } = lanes
  if (from === to) return
  let at = nodes.codeAt[from]!
  for (let literal = 2 * from; literal < 2 * to; literal += 2) {
    const kind = code[at]!
    if (kind >= 0) {
      // Of `all`: how many members, and their literals.
      let t = -1
      let f = 0
      const end = at + 1 + kind
      for (at += 1; at < end; at += 1) {
        const child = code[at]!
        t &= truths[child]!
        f |= truths[child ^ 1]!
      }
      truths[literal] = t
      truths[literal + 1] = f
    } else if (kind === classedCode) {
      const slot = code[at + 1]!
      const holds = code[at + 2]!
      const known = classes[slot]!
      const open = supposed[slot]!
      const t = known >= 0 ? -((holds >>> known) & 1) : open === 0 ? 0 : supposedTruth(lanes, slot, holds)
      truths[literal] = t
      truths[literal + 1] = known >= 0 ? ~t : open & ~t
      at += 3
    } else {
      runOther(nodes, lanes, literal >> 1)
      at += 1
    }
  }
}

/** In which lanes a node is true, and in which false. */
const writeTruth = ({ lanes }: Nodes, i: number, t: number, f: number): void => {
  lanes[2 * i] = t
  lanes[2 * i + 1] = f
}

/** A node of one of the rarer kinds. */
const runOther = (nodes: Nodes, lanes: Lanes, i: number): void => {
  switch (nodes.op[i]) {
    case op.derived:
      return runDerived(nodes, lanes, i)
    case op.reading:
      return runReading(nodes, lanes, i)
    case op.constant:
      return writeTruth(nodes, i, -1, 0)
    case op.unknown:
      return writeTruth(nodes, i, lanes.unheld.bears, lanes.unheld.bearsNot)
    default:
      return runCompared(nodes, lanes, i)
  }
}

/** The lanes in which a test holds of the class that is supposed of its fact. */
const supposedTruth = ({ classesFrom, supposedClass }: Lanes, slot: number, holds: number): number => {
  let found = 0
  for (let rest = holds, at = classesFrom[slot]!; rest !== 0; rest >>>= 1, at += 1)
    if ((rest & 1) === 1) found |= supposedClass[at]!
  return found
}

/** A test of a derived fact: of its value if that is given or supposed, else of the case that its derivation shows to hold. */
const runDerived = (nodes: Nodes, lanes: Lanes, i: number): void => {
  const { lanes: truths, children, from, to, holdsOf, first } = nodes
  const slot = first[i]!
  const known = lanes.classes[slot]!
  if (known >= 0) {
    const t = -((holdsOf[i]! >>> known) & 1)
    return writeTruth(nodes, i, t, ~t)
  }
  let t = 0
  let f = 0
  for (let c = from[i]!, end = to[i]!; c < end; c += 1) {
    const part = children[c]!
    if ((part & 1) === 1) t |= truths[part >> 1]!
    else f |= truths[part >> 1]!
  }
  const supposed = lanes.derivesFirst ? lanes.supposed[slot]! & ~(t | f) : lanes.supposed[slot]!
  if (supposed !== 0) {
    const tested = supposedTruth(lanes, slot, holdsOf[i]!) & supposed
    t = (t & ~supposed) | tested
    f = (f & ~supposed) | (supposed & ~tested)
  }
  writeTruth(nodes, i, t, f)
}

/** What the reading takes, save in the lanes in which one of its alternatives is tried. */
const runReading = (nodes: Nodes, { alternatives }: Lanes, i: number): void => {
  const { lanes: truths, children, from, to, first } = nodes
  let t = truths[first[i]!]!
  let f = truths[first[i]! ^ 1]!
  for (let c = from[i]!, end = to[i]!; c < end; c += 2) {
    const tried = alternatives[children[c]!]!
    if (tried === 0) continue
    const instead = children[c + 1]!
    t = (t & ~tried) | (truths[instead]! & tried)
    f = (f & ~tried) | (truths[instead ^ 1]! & tried)
  }
  writeTruth(nodes, i, t, f)
}

/** A test of a fact that is compared with another one: by value, since the boundaries move with the request. */
const runCompared = (nodes: Nodes, lanes: Lanes, i: number): void => {
  const a = nodes.first[i]!
  const b = nodes.op[i] === op.linked ? nodes.second[i]! : a
  const test = nodes.tests[i]!
  const { values, supposed, supposedValue } = lanes
  const [left, right] = [values[a], values[b]]
  const among = (left === undefined ? supposed[a]! : -1) & (right === undefined ? supposed[b]! : -1)
  let t = 0
  // Neighbouring lanes often compare the same two values.
  let [one, other, holds]: [Scalar | undefined, Scalar | undefined, boolean] = [undefined, undefined, false]
  for (let rest = among; rest !== 0; rest &= rest - 1) {
    const lane = 31 - Math.clz32(rest & -rest)
    const nextOne = left ?? supposedValue[a * lanesCount + lane]
    const nextOther = right ?? supposedValue[b * lanesCount + lane]
    if (nextOne !== one || nextOther !== other) holds = test(nextOne!, nextOther!)
    one = nextOne
    other = nextOther
    if (holds) t |= 1 << lane
  }
  writeTruth(nodes, i, t, among & ~t)
}

/** Lane 0 of the last pass: the truth of every literal of the first `count` nodes, written into `truths`. */
export const readTruths = ({ lanes }: Nodes, count: number, truths: Uint8Array): Uint8Array => {
  for (let i = 0; i < count * 2; i += 2) {
    const truth = 1 + (lanes[i]! & 1) - (lanes[i + 1]! & 1)
    truths[i] = truth
    truths[i + 1] = 2 - truth
  }
  return truths
}
