import { operators } from '../compile/operators.ts'
import type { Authority, Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import { limits } from '../kernel/limits.ts'
import type { Condition, Leaf, OperatorName, Reference, Scalar } from '../language/condition.ts'
import { classesOf, supposableDays } from './classes.ts'
import { narrowingSlots } from './narrows.ts'
import { type Nodes, type ProgramAlternative, type ProgramFact, op } from './program.ts'

interface DraftNode {
  readonly op: number
  readonly first: number
  readonly second: number
  readonly children: readonly number[]
  readonly test: ((found: Scalar, wanted: Scalar) => boolean) | undefined
  readonly wanted: Scalar | readonly Scalar[] | undefined
}

interface DraftFact {
  readonly fact: VocabularyFact
  readonly leaves: number[]
  readonly constants: Scalar[]
  readonly linkedTo: Set<number>
  derivation: ProgramFact['derivation']
}

/** Builds nodes bottom-up and never the same one twice: equal conditions are one node, whoever wrote them. */
export interface NodeBuilder {
  condition: (condition: Condition) => number
  all: (children: readonly number[]) => number
  any: (children: readonly number[]) => number
  not: (child: number) => number
  leaf: (fact: string, operator: OperatorName, value: Scalar | readonly Scalar[]) => number
  /** Registers alternatives that replace no leaf but a deadline’s count. */
  readingOfDeadline: (reading: string) => void
  readonly alternatives: ProgramAlternative[]
  readonly definitions: Set<string>
  /** How many nodes there are so far. */
  nodesCount: () => number
  finish: (reads: ReadonlySet<string>, answers: readonly number[], contradiction: number) => { nodes: Nodes; facts: ProgramFact[]; slotOf: ReadonlyMap<string, number> }
}

export const nodeBuilder = (rulebook: Rulebook, authority: Authority): NodeBuilder => {
  const drafts: DraftNode[] = []
  const interned = new Map<string, number>()
  const facts: DraftFact[] = []
  const slotOf = new Map<string, number>()
  const alternatives: ProgramAlternative[] = []
  const alternativeIndex = new Map<string, number>()
  const definitions = new Set<string>()

  const node = (key: string, draft: Omit<DraftNode, 'second' | 'test' | 'wanted' | 'children'> & Partial<DraftNode>): number => {
    const known = interned.get(key)
    if (known !== undefined) return known
    interned.set(key, drafts.length)
    return drafts.push({ second: -1, children: [], test: undefined, wanted: undefined, ...draft }) - 1
  }
  const constant = (holds: boolean) => node(`constant:${holds}`, { op: op.constant, first: holds ? 1 : 0 })
  const group = (kind: number, members: readonly number[], whenEmpty: boolean): number => {
    const distinct = [...new Set(members)].sort((a, b) => a - b)
    if (distinct.length === 0) return constant(whenEmpty)
    return distinct.length === 1 ? distinct[0]! : node(`${kind}:${distinct.join()}`, { op: kind, first: -1, children: distinct })
  }
  const all = (children: readonly number[]) => group(op.all, children, true)
  const any = (children: readonly number[]) => group(op.any, children, false)
  const not = (child: number) => node(`not:${child}`, { op: op.not, first: child })

  const slot = (name: string): number => {
    const known = slotOf.get(name)
    if (known !== undefined) return known
    const fact = rulebook.factsByName.get(name)!
    const index = facts.push({ fact, leaves: [], constants: [], linkedTo: new Set(), derivation: [] }) - 1
    slotOf.set(name, index)
    const { from, cases } = fact.derived ?? {}
    const parts = cases ?? (from ? [{ value: true, when: from }, { value: false, when: { not: from } }] : [])
    facts[index]!.derivation = parts.map(part => ({ ...part, node: condition(part.when) }))
    return index
  }

  const leaf = (name: string, operator: OperatorName, value: Leaf['value']): number => {
    const a = slot(name)
    const { holds } = operators[operator]
    if (typeof value === 'object' && 'fact' in value) {
      const b = slot(value.fact)
      facts[a]!.linkedTo.add(b)
      facts[b]!.linkedTo.add(a)
      const linked = node(`linked:${a}:${operator}:${b}`, { op: op.linked, first: a, second: b, test: holds })
      for (const side of [a, b]) if (!facts[side]!.leaves.includes(linked)) facts[side]!.leaves.push(linked)
      return linked
    }
    const before = drafts.length
    const { derivation } = facts[a]!
    const children = derivation.map(part => (part.node << 1) | (holds(part.value, value as Scalar) ? 1 : 0))
    const made = node(`leaf:${a}:${operator}:${JSON.stringify(value)}`, { op: derivation.length > 0 ? op.derived : op.classed, first: a, children, test: holds, wanted: value })
    if (made === before) {
      facts[a]!.leaves.push(made)
      facts[a]!.constants.push(...(Array.isArray(value) ? value : [value as Scalar]))
    }
    return made
  }

  const plain = (part: Leaf | Reference): number => {
    if (!('condition' in part)) return leaf(part.fact, part.operator, part.value)
    definitions.add(part.condition)
    return condition(authority.definitions.get(part.condition)!.conditions)
  }

  const indexOf = (readingId: string, i: number): number => {
    const key = `${readingId}#${i}`
    const known = alternativeIndex.get(key)
    if (known !== undefined) return known
    const reading = authority.readings.get(readingId)!
    alternativeIndex.set(key, alternatives.length)
    return alternatives.push({ reading, places: [], text: reading.alternatives[i]!.text, deadline: reading.alternatives[i]!.deadline }) - 1
  }

  const withReading = (part: Leaf | Reference, readingId: string): number => {
    const taken = plain(part)
    const known = interned.get(`reading:${readingId}:${taken}`)
    if (known !== undefined) return known
    const others = authority.readings.get(readingId)!.alternatives.flatMap((one, i) => {
      const index = indexOf(readingId, i)
      if (one.condition === undefined) return []
      const instead = condition(one.condition)
      alternatives[index]!.places.push({ taken, instead })
      return [index, instead]
    })
    return node(`reading:${readingId}:${taken}`, { op: op.reading, first: taken, children: others })
  }

  const condition = (at: Condition): number => {
    if ('all' in at) return all(at.all.map(condition))
    if ('any' in at) return any(at.any.map(condition))
    if ('not' in at) return not(condition(at.not))
    return at.reading === undefined ? plain(at) : withReading(at, at.reading)
  }

  return {
    condition, all, any, not, leaf, alternatives, definitions,
    readingOfDeadline: reading => authority.readings.get(reading)!.alternatives.forEach((_, i) => void indexOf(reading, i)),
    nodesCount: () => drafts.length,
    finish: (reads, answers, contradiction) => {
      const finished = facts.map((draft, index) => finishFact(withNeighbours(draft, index, facts), index, drafts, reads.has(draft.fact.name)))
      const nodes = finishNodes(drafts, finished)
      const narrowing = narrowingSlots(nodes, finished, answers, contradiction)
      return { nodes, slotOf, facts: finished.map(fact => ({ ...fact, narrows: narrowing.has(fact.slot) })) }
    },
  }
}

/** A boundary of one fact is a boundary of every fact that it is compared with, directly or through others. */
const withNeighbours = (draft: DraftFact, slot: number, facts: readonly DraftFact[]): DraftFact => {
  const reached = new Set([slot])
  for (const one of reached) for (const other of facts[one]!.linkedTo) reached.add(other)
  const constants = [...new Set([...reached].flatMap(one => facts[one]!.constants))]
  reached.delete(slot)
  return reached.size === 0 ? draft : { ...draft, constants, linkedTo: reached }
}

const testOf = (draft: DraftNode) => (value: Scalar) => draft.test!(value, draft.wanted as Scalar)

const finishFact = (draft: DraftFact, slot: number, drafts: readonly DraftNode[], isRead: boolean): ProgramFact => {
  const tests = draft.leaves.map(leaf => drafts[leaf]!).filter(leaf => leaf.op !== op.linked).map(testOf)
  const { representatives, classOf } = classesOf(draft.fact, draft.constants, tests)
  return {
    fact: draft.fact, slot, leaves: draft.leaves, constants: draft.constants, linkedTo: [...draft.linkedTo], isRead,
    classes: representatives, classOf, derivation: draft.derivation, narrows: false,
    supposable: draft.linkedTo.size > 0 ? supposableDays(draft.fact, slot, draft.constants, draft.linkedTo.size) : representatives.map((value, c) => ({ slot, class: c, value })),
    askable: draft.fact.derived?.from === undefined,
  }
}

const finishNodes = (drafts: readonly DraftNode[], facts: readonly ProgramFact[]): Nodes => {
  const children: number[] = []
  const numbers = () => new Int32Array(drafts.length)
  const nodes = {
    count: drafts.length, op: new Uint8Array(drafts.length), first: numbers(), second: numbers(), from: numbers(), to: numbers(),
    holdsOf: numbers(), isTrue: numbers(), isFalse: numbers(), tests: drafts.map(draft => draft.test && ((a: Scalar, b: Scalar) => draft.test!(a, (draft.wanted ?? b) as Scalar))),
  }
  drafts.forEach((draft, i) => {
    const fact = draft.op === op.classed || draft.op === op.derived ? facts[draft.first]! : undefined
    nodes.op[i] = fact && fact.linkedTo.length > 0 ? op.valued : draft.op
    nodes.first[i] = draft.first
    nodes.second[i] = draft.second
    nodes.from[i] = children.length
    children.push(...draft.children)
    nodes.to[i] = children.length
    fact?.classes.forEach((value, c) => {
      if (c < limits.factClassesCount && testOf(draft)(value)) nodes.holdsOf[i]! |= 1 << c
    })
  })
  return { ...nodes, children: Int32Array.from(children) }
}
