import type { Authority, Condition, DecisionDefinition, Rule, Rulebook } from '@virtual-school/rules'
import type { FindingCode, Rules } from '@virtual-school/rules/internal'
import { leafClauses } from '@virtual-school/rules/words'

/** Which part of the rules to check; a member that is absent narrows nothing. */
export interface Narrowing {
  readonly authorities?: readonly string[]
  readonly decisions?: readonly string[]
  /** Which kinds of finding to look for. */
  readonly codes?: readonly FindingCode[]
}

/** The part of the rules that is checked. */
export interface CheckScope {
  readonly rules: Rules
  readonly authorities: readonly Authority[]
  readonly decisions: readonly DecisionDefinition[]
  /** Nothing is narrowed. */
  readonly isWhole: boolean
  readonly wants: (one: { readonly code: FindingCode }) => boolean
}

/** Finds the part of the rules that the names mean. */
export const buildCheckScope = (rules: Rules, { authorities, decisions, codes }: Narrowing): CheckScope => ({
  rules,
  authorities: rules.authorities
    .map(({ id }) => rules.rulebook.authorities.get(id)!)
    .filter(({ id }) => authorities?.includes(id) ?? true),
  decisions: rules.decisions.filter(({ id }) => decisions?.includes(id) ?? true),
  isWhole: authorities === undefined && decisions === undefined && codes === undefined,
  wants: ({ code }) => codes?.includes(code) ?? true,
})

/** The authority’s own rules on a decision: a council’s without the nation’s, which are checked under the nation. */
export const listRulesOnDecision = (authority: Authority, decision: string): readonly Rule[] =>
  authority.rules.filter(rule => rule.layer === authority.id && rule.events.has(decision))

/** The rule’s name, with its first day if it has other editions. */
export const editionName = ({ rules }: Pick<Authority, 'rules'>, rule: Rule): string =>
  rules.some(other => other !== rule && other.name === rule.name)
    ? `${rule.name} from ${rule.effective.from ?? 'no day yet'}`
    : rule.name

/** A condition as a clause that is true when it holds, in an authority’s words. */
export const conditionClause = (rulebook: Rulebook, authority: Authority, condition: Condition): string => {
  const of = (one: Condition) => conditionClause(rulebook, authority, one)
  if ('all' in condition) return condition.all.map(of).join(', and ')
  if ('any' in condition) return condition.any.map(of).join(', or ')
  if ('not' in condition) return `it is not so that ${of(condition.not)}`
  return 'condition' in condition
    ? authority.definitions.get(condition.condition)!.statement
    : leafClauses(rulebook, { ...condition, found: null }).holds
}
