import type { Condition, VocabularyFact } from '@virtual-school/rules'
import { type Edit, within } from './edit.ts'
import { leafEdits } from './leaf-edits.ts'
import { meaningOf } from './meaning.ts'

type Facts = ReadonlyMap<string, VocabularyFact>

/** Lists every condition that is one step from this one and does not plainly say the same; each meaning once. */
export const conditionEdits = (condition: Condition, facts: Facts): readonly Edit[] => {
  const seen = new Set([meaningOf(condition, facts)])
  return listEdits(condition, facts).filter(({ whole }) => {
    const meaning = meaningOf(whole, facts)
    return !seen.has(meaning) && seen.add(meaning)
  })
}

const listEdits = (condition: Condition, facts: Facts): readonly Edit[] => {
  if ('all' in condition) return groupEdits(condition, condition.all, 'all', 'any', facts)
  if ('any' in condition) return groupEdits(condition, condition.any, 'any', 'all', facts)
  if ('not' in condition) {
    const inner = listEdits(condition.not, facts).map(edit => within(edit, '/not', not => ({ not })))
    return [...inner, buildNegation(condition, condition.not)]
  }
  const own = 'condition' in condition ? [] : leafEdits(condition, facts.get(condition.fact)!)
  return [...own, buildNegation(condition, { not: condition })]
}

const buildNegation = (was: Condition, now: Condition): Edit => ({
  at: '',
  kind: 'negation',
  code: 'negated',
  was,
  now,
  whole: now,
})

const groupEdits = (
  group: Condition,
  members: readonly Condition[],
  word: 'all' | 'any',
  other: 'all' | 'any',
  facts: Facts,
): readonly Edit[] => {
  const of = (joined: 'all' | 'any', parts: readonly Condition[]): Condition =>
    joined === 'all' ? { all: parts } : { any: parts }
  const inner = members.flatMap((member, i) => {
    const wrap = (now: Condition) => of(word, members.with(i, now))
    return listEdits(member, facts).map(edit => within(edit, `/${word}/${i}`, wrap))
  })
  const regrouped: Edit[] = members.length < 2 ? [] : [regrouping(group, of(other, members), other)]
  const droppable = word === 'any' && members.length < 2 ? [] : members
  const dropped = droppable.map((was, i): Edit => {
    const whole = of(word, members.toSpliced(i, 1))
    return { at: `/${word}/${i}`, kind: 'condition', code: 'dropped', was, now: undefined, whole }
  })
  return [...inner, ...dropped, ...regrouped, buildNegation(group, { not: group })]
}

const regrouping = (was: Condition, now: Condition, word: string): Edit => ({
  at: '',
  kind: 'grouping',
  code: word,
  was,
  now,
  whole: now,
})
