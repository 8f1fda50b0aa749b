import { proposedFact } from '../../compile/decisions.ts'
import type { Authority, Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import type { Condition, Leaf, Reference } from '../../language/condition.ts'
import type { OperatorName } from '../../language/operators.ts'
import { operators } from '../../language/operators.ts'
import type { Scalar } from '../../language/values.ts'
import { type DraftFact, type DraftNode, finishFact, finishNodes, withLinkedFacts } from './draft.ts'
import { type Nodes, op, type ProgramAlternative, type ProgramFact } from './program.ts'

/**
 * Builds nodes bottom-up and never the same one twice: equal conditions are one node, whichever rule they stand in. Nodes are
 * referred to by literals: a node, or its negation. So negation costs nothing, and `any` is `all` of negations, negated.
 */
export interface NodeBuilder {
  readonly rulebook: Rulebook
  readonly authority: Authority
  readonly drafts: DraftNode[]
  readonly interned: Map<string, number>
  readonly facts: DraftFact[]
  readonly slotOf: Map<string, number>
  readonly alternatives: ProgramAlternative[]
  readonly alternativeOf: Map<string, number>
  /** Definitions met so far. */
  readonly definitions: Set<string>
  /** What the question is about: a test of the action that all of these pass, or none, is known. Empty: anything. */
  readonly proposes: readonly string[]
}

const alwaysTrue = 0

/** A builder that holds one node: what is always true. */
export const createNodeBuilder = (
  rulebook: Rulebook,
  authority: Authority,
  proposes: readonly string[] = [],
): NodeBuilder => {
  const build: NodeBuilder = {
    rulebook,
    authority,
    drafts: [],
    interned: new Map(),
    facts: [],
    slotOf: new Map(),
    alternatives: [],
    alternativeOf: new Map(),
    definitions: new Set(),
    proposes,
  }
  node(build, 'constant', { op: op.constant, first: -1 })
  return build
}

type Drafted = Pick<DraftNode, 'op' | 'first'> & Partial<DraftNode>

const node = ({ drafts, interned }: NodeBuilder, key: string, draft: Drafted): number =>
  memoize(
    interned,
    key,
    () => (drafts.push({ second: -1, children: [], test: undefined, wanted: undefined, ...draft }) - 1) * 2,
  )

/** The literal of what nobody can know: a law that is not held. */
export const unknownLaw = (build: NodeBuilder): number => node(build, 'unknown', { op: op.unknown, first: -1 })

/** The negation of a literal. */
export const negate = (literal: number): number => literal ^ 1

/** The literal of a conjunction; of no members, what is always true. */
export const all = (build: NodeBuilder, members: readonly number[]): number => {
  const distinct = [...new Set(members)].filter(one => one !== alwaysTrue).sort((a, b) => a - b)
  if (distinct.length === 0) return alwaysTrue
  if (distinct.length === 1) return distinct[0]!
  return node(build, `all:${distinct.join()}`, { op: op.all, first: -1, children: distinct })
}

/** The literal of a disjunction; of no members, what is never true. */
export const any = (build: NodeBuilder, members: readonly number[]): number => negate(all(build, members.map(negate)))

/** The literal of a condition, built if it is new. */
export const literalOf = (build: NodeBuilder, at: Condition): number => {
  if ('all' in at)
    return all(
      build,
      at.all.map(one => literalOf(build, one)),
    )
  if ('any' in at)
    return any(
      build,
      at.any.map(one => literalOf(build, one)),
    )
  if ('not' in at) return negate(literalOf(build, at.not))
  return at.reading === undefined ? plain(build, at) : withReading(build, at, at.reading)
}

const plain = (build: NodeBuilder, part: Leaf | Reference): number => {
  if (!('condition' in part)) return decidedByQuestion(build, part) ?? leaf(build, part.fact, part.operator, part.value)
  build.definitions.add(part.condition)
  return literalOf(build, build.authority.definitions.get(part.condition)!.conditions)
}

/** The literal of a test that the question itself decides: it is about one of some actions, and all of them pass, or none. */
const decidedByQuestion = (build: NodeBuilder, { fact, operator, value }: Leaf): number | undefined => {
  const { proposes } = build
  if (fact !== proposedFact || proposes.length === 0 || isFactValue(value)) return undefined
  // The trace shows its value all the same.
  slotFor(build, fact)
  const passing = proposes.filter(action => operators[operator].holds(action, value as Scalar)).length
  if (passing === 0) return negate(alwaysTrue)
  return passing === proposes.length ? alwaysTrue : undefined
}

const isFactValue = (value: Leaf['value']): value is { readonly fact: string } =>
  typeof value === 'object' && 'fact' in value

/** The slot of a fact. What derives it is built before anything that tests it. */
export const slotFor = (build: NodeBuilder, name: string): number => build.slotOf.get(name) ?? newSlot(build, name)

const newSlot = (build: NodeBuilder, name: string): number => {
  const fact = build.rulebook.factsByName.get(name)!
  const draft: DraftFact = { fact, leaves: [], constants: [], linkedTo: new Set(), derivation: [] }
  const slot = build.facts.push(draft) - 1
  build.slotOf.set(name, slot)
  const { from, cases } = fact.derived ?? {}
  const parts =
    cases ??
    (from
      ? [
          { value: true, when: from },
          { value: false, when: { not: from } },
        ]
      : [])
  draft.derivation = parts.map(part => ({ ...part, literal: literalOf(build, part.when) }))
  return slot
}

/** The literal of one test of a fact, against a value, a list of values or another fact. */
export const leaf = (build: NodeBuilder, name: string, operator: OperatorName, value: Leaf['value']): number => {
  const slot = slotFor(build, name)
  if (isFactValue(value)) return linkedLeaf(build, slot, operator, slotFor(build, value.fact))
  const { holds } = operators[operator]
  const fact = build.facts[slot]!
  const before = build.drafts.length
  const children = fact.derivation.map(part => (part.literal << 1) | (holds(part.value, value as Scalar) ? 1 : 0))
  const kind = fact.derivation.length > 0 ? op.derived : op.classed
  const made = node(build, `leaf:${slot}:${operator}:${JSON.stringify(value)}`, {
    op: kind,
    first: slot,
    children,
    test: holds,
    wanted: value,
  })
  if (made === before * 2) {
    fact.leaves.push(before)
    fact.constants.push(...(Array.isArray(value) ? value : [value as Scalar]))
  }
  return made
}

const linkedLeaf = (build: NodeBuilder, a: number, operator: OperatorName, b: number): number => {
  const made = node(build, `linked:${a}:${operator}:${b}`, {
    op: op.linked,
    first: a,
    second: b,
    test: operators[operator].holds,
  })
  for (const [slot, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const fact = build.facts[slot]!
    fact.linkedTo.add(other)
    if (!fact.leaves.includes(made >> 1)) fact.leaves.push(made >> 1)
  }
  return made
}

const withReading = (build: NodeBuilder, part: Leaf | Reference, id: string): number => {
  const taken = plain(build, part)
  return memoize(build.interned, `reading:${id}:${taken}`, () => {
    const others = build.authority.readings.get(id)!.alternatives.flatMap(({ condition }, i) => {
      if (condition === undefined) return []
      const index = alternativeFor(build, id, i)
      const instead = literalOf(build, condition)
      build.alternatives[index]!.places.push({ taken, instead })
      return [index, instead]
    })
    return (
      (build.drafts.push({
        op: op.reading,
        first: taken,
        second: -1,
        children: others,
        test: undefined,
        wanted: undefined,
      }) -
        1) *
      2
    )
  })
}

const alternativeFor = (build: NodeBuilder, id: string, i: number): number =>
  memoize(build.alternativeOf, `${id}#${i}`, () => {
    const reading = build.authority.readings.get(id)!
    const { text, deadline } = reading.alternatives[i]!
    return build.alternatives.push({ reading, position: i, places: [], text, deadline, findings: new Map() }) - 1
  })

/** Adds the alternatives of a reading that replace no leaf but the count of a deadline. */
export const addReading = (build: NodeBuilder, id: string): void =>
  build.authority.readings.get(id)!.alternatives.forEach((_, i) => void alternativeFor(build, id, i))

/** The nodes and facts as passes read them; `reads` are the facts that the question itself reads. */
export const finish = (
  { drafts, facts, slotOf }: NodeBuilder,
  reads: ReadonlySet<string>,
): { nodes: Nodes; facts: readonly ProgramFact[]; slotOf: ReadonlyMap<string, number> } => {
  const finished = facts.map((draft, slot) =>
    finishFact(withLinkedFacts(draft, slot, facts), slot, drafts, reads.has(draft.fact.name)),
  )
  return { nodes: finishNodes(drafts, finished), slotOf, facts: finished }
}
