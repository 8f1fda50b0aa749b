import type { Scalar } from '../../language/values.ts'
import { op, type Program } from '../program/program.ts'
import { all, always, any, type Circuit, isAmong, never, not, word } from './circuit.ts'
import { type Domain, knownSet, setWhere, unknownSet } from './domain.ts'

/** What a circuit is made from: nodes, and the facts that they test. */
export type NodeSource = Pick<Program, 'nodes' | 'facts'>

/** Two facts that are compared, by their places in the vocabulary. */
export interface Link {
  readonly first: number
  readonly second: number
  readonly test: (first: Scalar, second: Scalar) => boolean
}

/** What the words of a circuit are called that are no codes. */
export const wordName = {
  linked: (index: number, truth: boolean) => `linked ${index} ${truth}`,
  unheld: (truth: boolean) => `unheld ${truth}`,
  assumed: (fact: number, place: number) => `assumed ${fact} ${place}`,
}

/** A circuit that is being made of nodes. */
export interface Making {
  readonly circuit: Circuit
  /** By the fact’s place in the vocabulary. */
  readonly domains: ReadonlyMap<number, Domain>
  readonly links: Link[]
  /**
   * Whether something may be supposed that is not known: a value of a fact, which of a derived fact counts only if nothing
   * derives one, and how law bears that is not held.
   */
  readonly isAssuming: boolean
  /** Whether anything can be known of a fact, by its place in the vocabulary. */
  readonly isGiven: (fact: number) => boolean
}

/** Gives the expression of a literal of some nodes: in which children it is true. That of its negation says in which it is false. */
export const literalsOf = (making: Making, source: NodeSource): ((literal: number) => number) => {
  const made = new Map<number, number>()
  const truthOf = (literal: number): number => {
    const known = made.get(literal)
    if (known !== undefined) return known
    const found = make(making, source, literal, truthOf)
    made.set(literal, found)
    return found
  }
  return truthOf
}

type TruthOf = (literal: number) => number

const make = (making: Making, source: NodeSource, literal: number, truthOf: TruthOf): number => {
  const { circuit } = making
  const { nodes } = source
  const [i, wanted] = [literal >> 1, literal % 2 === 0]
  switch (nodes.op[i]) {
    case op.constant:
      return wanted ? always : never
    case op.all: {
      const members = [...nodes.children.subarray(nodes.from[i], nodes.to[i])]
      return wanted
        ? all(circuit, members.map(truthOf))
        : any(
            circuit,
            members.map(one => truthOf(one ^ 1)),
          )
    }
    case op.reading:
      return truthOf(nodes.first[i]! ^ (literal & 1))
    case op.unknown:
      return making.isAssuming ? word(circuit, wordName.unheld(wanted)) : never
    case op.linked:
      return makeLinked(making, source, i, wanted)
    case op.derived:
      return makeDerived(making, source, i, wanted, truthOf)
    default:
      return isAmong(circuit, indexOf(source, nodes.first[i]!), testSet(making, source, i, wanted))
  }
}

const indexOf = ({ facts }: NodeSource, slot: number): number => facts[slot]!.fact.index

/** The codes that pass a node’s test, or those that fail it. */
const testSet = ({ domains }: Making, source: NodeSource, i: number, wanted: boolean): bigint => {
  const domain = domains.get(indexOf(source, source.nodes.first[i]!))!
  const test = source.nodes.tests[i] as (value: Scalar) => boolean
  return setWhere(domain, value => test(value) === wanted)
}

const makeLinked = (making: Making, source: NodeSource, i: number, wanted: boolean): number => {
  const { nodes } = source
  const { circuit, links, isAssuming, isGiven } = making
  const [first, second] = [indexOf(source, nodes.first[i]!), indexOf(source, nodes.second[i]!)]
  if (!isAssuming && !(isGiven(first) && isGiven(second))) return never
  const test = nodes.tests[i]!
  const known = links.findIndex(
    one => one.first === first && one.second === second && isSameRelation(one.test, test, source, nodes.first[i]!),
  )
  const index = known >= 0 ? known : links.push({ first, second, test }) - 1
  return word(circuit, wordName.linked(index, wanted))
}

/** Whether two tests say the same of values that are less, equal and greater. */
const isSameRelation = (one: Link['test'], other: Link['test'], { facts }: NodeSource, slot: number): boolean => {
  const [low, high] = facts[slot]!.fact.type === 'integer' ? [0, 1] : ['1', '2']
  return [
    [low, low],
    [low, high],
    [high, low],
  ].every(([a, b]) => one(a!, b!) === other(a!, b!))
}

/** A derived fact is of the value that is given; else of the one that is derived; else, in a world, of the one that is assumed. */
const makeDerived = (making: Making, source: NodeSource, i: number, wanted: boolean, truthOf: TruthOf): number => {
  const { circuit, domains, isAssuming } = making
  const { nodes, facts } = source
  const { fact, derivation } = facts[nodes.first[i]!]!
  const domain = domains.get(fact.index)!
  const set = testSet(making, source, i, wanted)
  const parts = [...nodes.children.subarray(nodes.from[i], nodes.to[i])]
  const derived = parts.filter(part => ((part & 1) === 1) === wanted).map(part => truthOf(part >> 1))
  const assumed = isAssuming
    ? [
        makeAssumed(
          making,
          domain,
          set,
          derivation.map(part => truthOf(part.literal)),
        ),
      ]
    : []
  const isUnknown = isAmong(circuit, fact.index, unknownSet(domain))
  return any(circuit, [
    isAmong(circuit, fact.index, set & knownSet(domain)),
    all(circuit, [isUnknown, any(circuit, [...derived, ...assumed])]),
  ])
}

const makeAssumed = ({ circuit }: Making, { fact, codes }: Domain, set: bigint, cases: readonly number[]): number => {
  const places = codes.flatMap((_, place) => (((set >> BigInt(place)) & 1n) === 1n ? [place] : []))
  const assumed = places.map(place => word(circuit, wordName.assumed(fact.index, place)))
  return all(circuit, [any(circuit, assumed), not(circuit, any(circuit, cases))])
}
