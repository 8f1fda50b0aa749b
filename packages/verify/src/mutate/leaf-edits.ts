import { isCivilDate, type Leaf, operators, type Scalar, type VocabularyFact } from '@virtual-school/rules'
import { plusDays } from '@virtual-school/rules/internal'
import type { Edit } from './edit.ts'
import type { MutantKind } from './mutant.ts'

type Value = Leaf['value']

const isList = (value: Value): value is readonly Scalar[] => Array.isArray(value)

/** Lists every edit of one test of a fact: its operator, and its value by one step; only what the language permits. */
export const leafEdits = (leaf: Leaf, fact: VocabularyFact): readonly Edit[] => {
  const edit = (kind: MutantKind, code: string, now: Leaf): Edit => ({ at: '', kind, code, was: leaf, now, whole: now })
  const otherwise = operators[leaf.operator].neighbours.map(operator =>
    edit('operator', `operator=${operator}`, { ...leaf, operator }),
  )
  const { value } = leaf
  if (isList(value)) return [...otherwise, ...listEdits(leaf, value, fact, edit)]
  if (typeof value === 'object') return otherwise
  const kind = fact.type === 'enum' || fact.type === 'boolean' ? 'value' : 'threshold'
  const values = neighbours(fact, value).map(other => edit(kind, `value=${other}`, { ...leaf, value: other }))
  return [...otherwise, ...values]
}

/** One step from a value: every other word, the other of true and false, one more or less, a day earlier or later. */
const neighbours = (fact: VocabularyFact, value: Scalar): readonly Scalar[] => {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number')
    return [value - 1, value + 1].filter(one => one >= (fact.min ?? one) && one <= (fact.max ?? one))
  if (fact.type === 'enum') return wordsOf(fact).filter(word => word !== value)
  return isCivilDate(value) ? [plusDays(value, -1), plusDays(value, 1)] : []
}

const wordsOf = (fact: VocabularyFact): readonly Scalar[] => fact.values?.map(one => one.value) ?? []

/** A member dropped, a member added, a member swapped for the first word that is not there. */
const listEdits = (
  leaf: Leaf,
  members: readonly Scalar[],
  fact: VocabularyFact,
  edit: (kind: MutantKind, code: string, now: Leaf) => Edit,
): readonly Edit[] => {
  const others = addable(fact, members)
  const dropped = members.length < 2 ? [] : members
  const [spare] = others
  return [
    ...dropped.map(one => edit('member', `without=${one}`, { ...leaf, value: members.filter(other => other !== one) })),
    ...others.map(one => edit('member', `with=${one}`, { ...leaf, value: [...members, one] })),
    ...(spare === undefined ? [] : members).map(one =>
      edit('value', `${one}=${spare}`, { ...leaf, value: members.map(other => (other === one ? spare! : other)) }),
    ),
  ]
}

const addable = (fact: VocabularyFact, members: readonly Scalar[]): readonly Scalar[] => {
  const candidates = fact.type === 'enum' ? wordsOf(fact) : members.flatMap(one => neighbours(fact, one))
  return [...new Set(candidates)].filter(one => !members.includes(one))
}
