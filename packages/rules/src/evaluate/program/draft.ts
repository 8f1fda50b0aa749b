import type { VocabularyFact } from '../../compile/rulebook.ts'
import { limits } from '../../kernel/limits.ts'
import type { Scalar } from '../../language/values.ts'
import { buildClasses, listSupposableDays } from './classes.ts'
import { classedCode, type Nodes, op, otherCode, type ProgramFact } from './program.ts'

/** A node as the builder makes it, before it is known which values the tests can tell apart. */
export interface DraftNode {
  readonly op: number
  readonly first: number
  readonly second: number
  readonly children: readonly number[]
  readonly test: ((found: Scalar, wanted: Scalar) => boolean) | undefined
  readonly wanted: Scalar | readonly Scalar[] | undefined
}

/** A fact as far as the builder has met it. */
export interface DraftFact {
  readonly fact: VocabularyFact
  readonly leaves: number[]
  readonly constants: Scalar[]
  readonly linkedTo: Set<number>
  derivation: ProgramFact['derivation']
}

/** A boundary of one fact is a boundary of every fact that it is compared with, directly or through others. */
export const withLinkedFacts = (draft: DraftFact, slot: number, facts: readonly DraftFact[]): DraftFact => {
  const reached = new Set([slot])
  for (const one of reached) for (const other of facts[one]!.linkedTo) reached.add(other)
  const constants = [...new Set([...reached].flatMap(one => facts[one]!.constants))]
  reached.delete(slot)
  return reached.size === 0 ? draft : { ...draft, constants, linkedTo: reached }
}

const testOf = (draft: DraftNode) => (value: Scalar) => draft.test!(value, draft.wanted as Scalar)

/** A fact with its classes of values, once all its tests are known. */
export const finishFact = (
  draft: DraftFact,
  slot: number,
  drafts: readonly DraftNode[],
  isRead: boolean,
): ProgramFact => {
  const tests = draft.leaves
    .map(leaf => drafts[leaf]!)
    .filter(leaf => leaf.op !== op.linked)
    .map(testOf)
  const { representatives, classOf } = buildClasses(draft.fact, draft.constants, tests)
  return {
    fact: draft.fact,
    slot,
    leaves: draft.leaves,
    constants: draft.constants,
    linkedTo: [...draft.linkedTo],
    isRead,
    classes: representatives,
    classOf,
    derivation: draft.derivation,
    supposable:
      draft.linkedTo.size > 0
        ? listSupposableDays(draft.fact, slot, draft.constants, draft.linkedTo.size)
        : representatives.map((value, c) => ({ slot, class: c, value, isCompared: false })),
    askable: draft.fact.derived?.from === undefined,
  }
}

/** The nodes as passes read them, once the classes of all facts are known. */
export const finishNodes = (drafts: readonly DraftNode[], facts: readonly ProgramFact[]): Nodes => {
  const children: number[] = []
  const numbers = () => new Int32Array(drafts.length)
  const nodes = {
    count: drafts.length,
    op: new Uint8Array(drafts.length),
    first: numbers(),
    second: numbers(),
    from: numbers(),
    to: numbers(),
    holdsOf: numbers(),
    lanes: new Int32Array(drafts.length * 2),
    tests: drafts.map(draft => draft.test && ((a: Scalar, b: Scalar) => draft.test!(a, (draft.wanted ?? b) as Scalar))),
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
  const code: number[] = []
  const codeAt = numbers()
  drafts.forEach((draft, i) => {
    codeAt[i] = code.length
    if (nodes.op[i] === op.all) code.push(draft.children.length, ...draft.children)
    else if (nodes.op[i] === op.classed) code.push(classedCode, draft.first, nodes.holdsOf[i]!)
    else code.push(otherCode)
  })
  return { ...nodes, children: Int32Array.from(children), code: Int32Array.from(code), codeAt }
}
