import type { Scalar, VocabularyFact } from '@virtual-school/rules'
import { daysThatMatter } from './boundaries.ts'
import type { Search } from './problem.ts'

/** Some values of each fact, those of days and numbers in their order. */
export type Candidates = ReadonlyMap<string, readonly Scalar[]>

export const isOrdered = (fact: VocabularyFact): boolean => fact.type === 'date' || fact.type === 'integer'

/** Values of which each stands for all those between it and the next; never the present one. */
export const candidatesOf = ({ start }: Search, fact: VocabularyFact, around: number): readonly Scalar[] => {
  const { rules, request, decision, given } = start
  switch (fact.type) {
    case 'boolean':
      return [true, false]
    case 'enum':
      return fact.values!.map(one => one.value)
    case 'integer':
      return Array.from({ length: fact.max! - fact.min! + 1 }, (_, i) => fact.min! + i)
    case 'date':
      return daysThatMatter(rules.rulebook, request.authority, decision, [request.asOf, ...given.values()], around)
  }
}
