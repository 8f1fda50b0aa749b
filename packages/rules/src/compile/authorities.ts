import type { Authority, Rule, Rulebook } from './rulebook.ts'

/** The national authority first, then the councils by id. */
export const authoritiesInOrder = ({ authorities, national }: Rulebook): readonly Authority[] =>
  [...authorities.values()].sort(
    (a, b) => Number(b.id === national) - Number(a.id === national) || (a.id < b.id ? -1 : 1),
  )

/** An authority’s own editions that can ever be in force; a prospective rule never holds, so no scenario can show it to. */
export const ownEditions = ({ id, rules }: Authority): readonly Rule[] =>
  rules.filter(rule => rule.layer === id && rule.firstDay !== null)

/** An authority’s own editions, and not the nation’s. */
export const listOwnRules = ({ id, rules }: Authority): readonly Rule[] => rules.filter(rule => rule.layer === id)
