import { type Condition, operators } from '@virtual-school/rules'

/** A condition without one of its parts. */
export interface PrunedCondition {
  /** JSON Pointer to the part: `/all/1/any/0`. */
  readonly pointer: string
  /** `way`: one of several ways to hold. `test`: one of several things that must hold. */
  readonly kind: 'way' | 'test'
  readonly part: Condition
  readonly rest: Condition
}

/** Every part that can be left out, one at a time; the last of a group cannot. */
export const listPruned = (condition: Condition): readonly PrunedCondition[] => {
  if ('all' in condition) return fromGroup(condition.all, 'all', 'test', all => ({ all }))
  if ('any' in condition) return fromGroup(condition.any, 'any', 'way', any => ({ any }))
  if ('not' in condition) return within(listPruned(condition.not), '/not', not => ({ not }))
  return 'fact' in condition && Array.isArray(condition.value) ? fromList(condition) : []
}

const fromGroup = (
  members: readonly Condition[],
  word: string,
  kind: PrunedCondition['kind'],
  group: (members: readonly Condition[]) => Condition,
): readonly PrunedCondition[] =>
  members.flatMap((part, i) => {
    const put = (instead: readonly Condition[]) => group([...members.slice(0, i), ...instead, ...members.slice(i + 1)])
    const pointer = `/${word}/${i}`
    const without = members.length < 2 ? [] : [{ pointer, kind, part, rest: put([]) }]
    return [...without, ...within(listPruned(part), pointer, one => put([one]))]
  })

const within = (
  found: readonly PrunedCondition[],
  pointer: string,
  put: (rest: Condition) => Condition,
): readonly PrunedCondition[] =>
  found.map(one => ({ ...one, pointer: `${pointer}${one.pointer}`, rest: put(one.rest) }))

/** A value of a list is a way for “in” to hold, and a test for “notIn”. */
const fromList = (leaf: Extract<Condition, { readonly fact: string }>): readonly PrunedCondition[] => {
  const values = leaf.value as readonly (boolean | number | string)[]
  if (values.length < 2) return []
  return values.map((value, i) => ({
    pointer: `/value/${i}`,
    kind: operators[leaf.operator].negated ? 'test' : 'way',
    part: { ...leaf, value: [value] },
    rest: { ...leaf, value: values.filter(other => other !== value) },
  }))
}
