import type { CodeSet } from './domain.ts'

/**
 * What a question works out of columns, as expressions of which each has one bit a child: 32 children a word. “True” and
 * “false” of a condition are two expressions of their own, each of `all` and `any` over the same of its parts, so that what
 * nobody asks for is not worked out: whether an answer is possible needs of most conditions but one of the two.
 */
export type Expression =
  /** Whether the fact’s code is among these. */
  | { readonly kind: 'set'; readonly fact: number; readonly set: CodeSet }
  /** A word that something else writes, by its name. */
  | { readonly kind: 'word'; readonly name: string }
  | { readonly kind: 'all' | 'any'; readonly members: readonly number[] }
  | { readonly kind: 'not'; readonly of: number }

/** Expressions by their numbers, each after its members and none twice. */
export interface Circuit {
  readonly expressions: Expression[]
  readonly interned: Map<string, number>
  /** Of each fact the set of everything: all codes, and not being known. */
  readonly wholeOf: ReadonlyMap<number, CodeSet>
  /** Of a fact that is the same of every child, the set of what it is. */
  readonly settled: ReadonlyMap<number, CodeSet>
}

/** The expression that is so of no child. */
export const never = 0
/** The expression that is so of every child. */
export const always = 1

/** A circuit of nothing yet. */
export const createCircuit = ({ wholeOf, settled }: Pick<Circuit, 'wholeOf' | 'settled'>): Circuit => ({
  expressions: [
    { kind: 'any', members: [] },
    { kind: 'all', members: [] },
  ],
  interned: new Map(),
  wholeOf,
  settled,
})

const intern = ({ expressions, interned }: Circuit, key: string, expression: Expression): number => {
  const known = interned.get(key)
  if (known !== undefined) return known
  interned.set(key, expressions.length)
  return expressions.push(expression) - 1
}

/** Whether the code of a fact is among these. */
export const isAmong = (circuit: Circuit, fact: number, set: CodeSet): number => {
  if (set === 0n) return never
  if (set === circuit.wholeOf.get(fact)) return always
  const settled = circuit.settled.get(fact)
  if (settled !== undefined) return (settled & set) === 0n ? never : always
  return intern(circuit, `set ${fact} ${set}`, { kind: 'set', fact, set })
}

/** A word that something else writes. */
export const word = (circuit: Circuit, name: string): number => intern(circuit, `word ${name}`, { kind: 'word', name })

/** The opposite. */
export const not = (circuit: Circuit, of: number): number => {
  if (of === never || of === always) return 1 - of
  return intern(circuit, `not ${of}`, { kind: 'not', of })
}

/** What is so if all members are. */
export const all = (circuit: Circuit, members: readonly number[]): number => joined(circuit, 'all', members)
/** What is so if any member is. */
export const any = (circuit: Circuit, members: readonly number[]): number => joined(circuit, 'any', members)

/** Sets of one fact that are joined are one set. */
const joined = (circuit: Circuit, kind: 'all' | 'any', members: readonly number[]): number => {
  const [neutral, absorbing] = kind === 'all' ? [always, never] : [never, always]
  const sets = new Map<number, CodeSet>()
  const rest = new Set<number>()
  for (const member of members) {
    const one = circuit.expressions[member]!
    if (one.kind !== 'set') rest.add(member)
    else {
      const other = sets.get(one.fact) ?? one.set
      sets.set(one.fact, kind === 'all' ? other & one.set : other | one.set)
    }
  }
  for (const [fact, set] of sets) rest.add(isAmong(circuit, fact, set))
  if (rest.has(absorbing)) return absorbing
  rest.delete(neutral)
  const distinct = [...rest].sort((a, b) => a - b)
  if (distinct.length === 0) return neutral
  if (distinct.length === 1) return distinct[0]!
  return intern(circuit, `${kind} ${distinct.join()}`, { kind, members: distinct })
}
