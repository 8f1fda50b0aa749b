import { always, type Circuit, type Expression, never } from './circuit.ts'
import type { Domain } from './domain.ts'
import { encodeGates, gate, type WordGate } from './gates.ts'

/** The words of one fact: the first for not being known, and one for each class of codes that what is asked can tell apart. */
export interface FactWords {
  readonly domain: Domain
  readonly at: number
  readonly count: number
  /** By place in the domain, which of the words, counted from `at`. */
  readonly wordOf: Uint16Array
}

/** A circuit as it is run: words of 32 children each, some written before, and then a word for each gate. */
export interface Plan {
  readonly wordsCount: number
  readonly facts: readonly FactWords[]
  /** The places of words that have names. */
  readonly named: ReadonlyMap<string, number>
  /** The first gate’s word; those of the others follow. */
  readonly gatesFrom: number
  readonly code: Int32Array
  /** The words that were asked for. */
  readonly roots: Int32Array
}

/**
 * Lays out what is needed for `roots`, and nothing else. No gate has more than `most` members: if a plan is run in part, then what
 * depends on a fact is the fewer, the smaller the gates are.
 */
export const planOf = (
  circuit: Circuit,
  domains: ReadonlyMap<number, Domain>,
  roots: readonly number[],
  most = Number.POSITIVE_INFINITY,
): Plan => {
  const isNeeded = findNeeded(circuit, roots)
  const facts = layOutFacts(circuit, domains, isNeeded)
  const named = new Map<string, number>()
  let next = facts.reduce((at, one) => at + one.count, firstFree)
  circuit.expressions.forEach((one, i) => {
    if (one.kind === 'word' && isNeeded[i] === 1) named.set(one.name, next++)
  })
  const gatesFrom = next
  const gates: WordGate[] = []
  const addGate: AddGate = (kind, members) => {
    let left = members
    while (left.length > most) left = chunksOf(left, most).map(one => (one.length === 1 ? one[0]! : addGate(kind, one)))
    return gatesFrom + gates.push({ kind, members: left }) - 1
  }
  const wordOf = placeSets(circuit, facts, isNeeded, addGate)
  circuit.expressions.forEach((one, i) => {
    if (isNeeded[i] === 1 && i > always && one.kind !== 'set') wordOf[i] = placeWord(one, wordOf, named, addGate)
  })
  const { code, wordOf: gateWordOf } = encodeGates(gates, gatesFrom)
  return {
    wordsCount: gatesFrom + gates.length,
    facts,
    named,
    gatesFrom,
    code,
    roots: Int32Array.from(roots, root =>
      wordOf[root]! < gatesFrom ? wordOf[root]! : gateWordOf[wordOf[root]! - gatesFrom]!,
    ),
  }
}

/** The words of what is so of no child, and of every child, come first. */
const firstFree = 2

const chunksOf = (members: readonly number[], size: number): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(members.length / size) }, (_, i) => members.slice(i * size, (i + 1) * size))

type AddGate = (kind: number, members: readonly number[]) => number

/** The words of sets: one of a fact’s own; or any of the largest sets that are in it, and of what these leave. */
const placeSets = (
  { expressions }: Circuit,
  facts: readonly FactWords[],
  isNeeded: Uint8Array,
  addGate: AddGate,
): Int32Array => {
  const found = new Int32Array(expressions.length)
  found[always] = always
  for (const fact of facts) {
    const { index } = fact.domain.fact
    const sets = expressions.flatMap((one, i) =>
      one.kind === 'set' && one.fact === index && isNeeded[i] === 1 ? [{ i, words: wordsOfSet(fact, one.set) }] : [],
    )
    const placed: { readonly word: number; readonly words: readonly number[] }[] = []
    for (const { i, words } of sets.sort((a, b) => a.words.length - b.words.length)) {
      let left = words
      const members: number[] = []
      for (const one of placed.toReversed()) {
        if (one.words.length < 2 || !one.words.every(word => left.includes(word))) continue
        members.push(one.word)
        left = left.filter(word => !one.words.includes(word))
      }
      members.push(...left)
      found[i] = members.length === 1 ? members[0]! : addGate(gate.any, members)
      placed.push({ word: found[i]!, words })
    }
  }
  return found
}

const placeWord = (
  one: Exclude<Expression, { readonly kind: 'set' }>,
  wordOf: Int32Array,
  named: ReadonlyMap<string, number>,
  addGate: AddGate,
): number => {
  if (one.kind === 'word') return named.get(one.name)!
  if (one.kind === 'not') return addGate(gate.not, [wordOf[one.of]!])
  return addGate(
    gate[one.kind],
    one.members.map(member => wordOf[member]!),
  )
}

const wordsOfSet = ({ at, domain, wordOf }: FactWords, set: bigint): readonly number[] => {
  const words = new Set<number>()
  domain.codes.forEach((_, place) => {
    if (((set >> BigInt(place)) & 1n) === 1n) words.add(at + wordOf[place]!)
  })
  if (((set >> BigInt(domain.codes.length)) & 1n) === 1n) words.add(at)
  return [...words].sort((a, b) => a - b)
}

const findNeeded = ({ expressions }: Circuit, roots: readonly number[]): Uint8Array => {
  const isNeeded = new Uint8Array(expressions.length)
  for (const root of roots) isNeeded[root] = 1
  for (let i = expressions.length - 1; i > always; i -= 1) {
    if (isNeeded[i] === 0) continue
    const one = expressions[i]!
    if (one.kind === 'not') isNeeded[one.of] = 1
    else if (one.kind === 'all' || one.kind === 'any') for (const member of one.members) isNeeded[member] = 1
  }
  isNeeded[never] = 0
  return isNeeded
}

/** Codes that are in the same of the sets that are needed share a word. Of a yes or no there are always both. */
const layOutFacts = (
  { expressions }: Circuit,
  domains: ReadonlyMap<number, Domain>,
  isNeeded: Uint8Array,
): readonly FactWords[] => {
  const setsOf = new Map<number, bigint[]>()
  expressions.forEach((one, i) => {
    if (one.kind !== 'set' || isNeeded[i] !== 1) return
    const sets = setsOf.get(one.fact)
    if (sets === undefined) setsOf.set(one.fact, [one.set])
    else sets.push(one.set)
  })
  let at = firstFree
  return [...setsOf]
    .sort(([a], [b]) => a - b)
    .map(([index, sets]) => {
      const domain = domains.get(index)!
      const wordOf = domain.fact.type === 'boolean' ? Uint16Array.of(1, 2) : classify(domain, sets)
      const count = 1 + wordOf.reduce((most, one) => Math.max(most, one), 0)
      const words = { domain, at, count, wordOf }
      at += count
      return words
    })
}

const classify = ({ codes }: Domain, sets: readonly bigint[]): Uint16Array => {
  const bySignature = new Map<string, number>()
  return Uint16Array.from(codes, (_, place) => {
    const signature = sets.map(set => (set >> BigInt(place)) & 1n).join('')
    const known = bySignature.get(signature)
    if (known !== undefined) return known
    bySignature.set(signature, bySignature.size + 1)
    return bySignature.size
  })
}
