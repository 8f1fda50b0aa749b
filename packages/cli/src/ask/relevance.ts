import { type Authority, type Condition, operators, type Scalar } from '@virtual-school/rules'

/** Kleene’s truths, as numbers that order them. */
const [NO, PERHAPS, YES] = [0, 1, 2] as const
type Relevance = typeof NO | typeof PERHAPS | typeof YES

export type Known = (fact: string) => Scalar | null

/** Whether it makes sense to ask, by what is known so far. It decides only the order of questions, never an answer. */
export const isIrrelevant = (when: Condition | undefined, authority: Authority, known: Known): boolean =>
  when !== undefined && relevance(when, authority, known) === NO

const relevance = (at: Condition, authority: Authority, known: Known): Relevance => {
  const of = (part: Condition) => relevance(part, authority, known)
  if ('all' in at) return Math.min(YES, ...at.all.map(of)) as Relevance
  if ('any' in at) return Math.max(NO, ...at.any.map(of)) as Relevance
  if ('not' in at) return (YES - of(at.not)) as Relevance
  if ('condition' in at) return of(authority.definitions.get(at.condition)!.conditions)
  const found = known(at.fact)
  const { value } = at
  const wanted = typeof value === 'object' && 'fact' in value ? known(value.fact) : value
  if (found === null || wanted === null) return PERHAPS
  return operators[at.operator].holds(found, wanted) ? YES : NO
}
