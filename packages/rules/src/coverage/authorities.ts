import type { Authority, Rule } from '../compile/rulebook.ts'

/** An authority’s own editions that can ever be in force; a prospective rule never holds, so no scenario can show it to. */
export const ownRules = ({ id, rules }: Authority): readonly Rule[] =>
  rules.filter(rule => rule.layer === id && rule.firstDay !== null)
