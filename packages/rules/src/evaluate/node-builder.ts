import { operators } from '../compile/operators.ts'
import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { Condition, Leaf, OperatorName, Reference, Scalar } from '../language/condition.ts'
import { type DraftFact, type DraftNode, finishFact, finishNodes, withNeighbours } from './draft.ts'
import { narrowingSlots } from './narrows.ts'
import { type Nodes, op, type ProgramAlternative, type ProgramFact } from './program.ts'

const not = (literal: number): number => literal ^ 1

/**
 * Builds nodes bottom-up and never the same one twice: equal conditions are one node, whoever wrote them. What is handed
 * about is a literal: a node, or its negation. So negation costs nothing, and `any` is `all` of negations, negated.
 */
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
  finish: (
    reads: ReadonlySet<string>,
    answers: readonly number[],
    contradiction: number,
  ) => { nodes: Nodes; facts: ProgramFact[]; slotOf: ReadonlyMap<string, number> }
}

export const nodeBuilder = (rulebook: Rulebook, authority: Authority): NodeBuilder => {
  const drafts: DraftNode[] = []
  const interned = new Map<string, number>()
  const facts: DraftFact[] = []
  const slotOf = new Map<string, number>()
  const alternatives: ProgramAlternative[] = []
  const alternativeIndex = new Map<string, number>()
  const definitions = new Set<string>()

  const node = (
    key: string,
    draft: Omit<DraftNode, 'second' | 'test' | 'wanted' | 'children'> & Partial<DraftNode>,
  ): number => {
    const known = interned.get(key)
    if (known !== undefined) return known
    interned.set(key, drafts.length * 2)
    return (drafts.push({ second: -1, children: [], test: undefined, wanted: undefined, ...draft }) - 1) * 2
  }
  const all = (members: readonly number[]): number => {
    const distinct = [...new Set(members)].filter(one => one !== alwaysTrue).sort((a, b) => a - b)
    if (distinct.length === 0) return alwaysTrue
    return distinct.length === 1
      ? distinct[0]!
      : node(`all:${distinct.join()}`, { op: op.all, first: -1, children: distinct })
  }
  const any = (members: readonly number[]): number => not(all(members.map(not)))
  const alwaysTrue = node('constant', { op: op.constant, first: -1 })

  const slot = (name: string): number => {
    const known = slotOf.get(name)
    if (known !== undefined) return known
    const fact = rulebook.factsByName.get(name)!
    const index = facts.push({ fact, leaves: [], constants: [], linkedTo: new Set(), derivation: [] }) - 1
    slotOf.set(name, index)
    const { from, cases } = fact.derived ?? {}
    const parts =
      cases ??
      (from
        ? [
            { value: true, when: from },
            { value: false, when: { not: from } },
          ]
        : [])
    facts[index]!.derivation = parts.map(part => ({ ...part, literal: condition(part.when) }))
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
      for (const side of [a, b]) if (!facts[side]!.leaves.includes(linked >> 1)) facts[side]!.leaves.push(linked >> 1)
      return linked
    }
    const before = drafts.length * 2
    const { derivation } = facts[a]!
    const children = derivation.map(part => (part.literal << 1) | (holds(part.value, value as Scalar) ? 1 : 0))
    const made = node(`leaf:${a}:${operator}:${JSON.stringify(value)}`, {
      op: derivation.length > 0 ? op.derived : op.classed,
      first: a,
      children,
      test: holds,
      wanted: value,
    })
    if (made === before) {
      facts[a]!.leaves.push(made >> 1)
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
    return (
      alternatives.push({
        reading,
        places: [],
        text: reading.alternatives[i]!.text,
        deadline: reading.alternatives[i]!.deadline,
      }) - 1
    )
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
    condition,
    all,
    any,
    not,
    leaf,
    alternatives,
    definitions,
    readingOfDeadline: reading =>
      authority.readings.get(reading)!.alternatives.forEach((_, i) => void indexOf(reading, i)),
    nodesCount: () => drafts.length,
    finish: (reads, answers, contradiction) => {
      const finished = facts.map((draft, index) =>
        finishFact(withNeighbours(draft, index, facts), index, drafts, reads.has(draft.fact.name)),
      )
      const nodes = finishNodes(drafts, finished)
      const narrowing = narrowingSlots(nodes, finished, answers, contradiction)
      return { nodes, slotOf, facts: finished.map(fact => ({ ...fact, narrows: narrowing.has(fact.slot) })) }
    },
  }
}
