import type { Authority, DecisionDefinition, Rule, Rules } from '@virtual-school/rules'
import type { FindingCode } from './finding.ts'

/** Which part of the rules to look at; what is absent is all of it. */
export interface Narrowing {
  readonly authorities?: readonly string[]
  readonly decisions?: readonly string[]
  /** Which kinds of finding to look for. */
  readonly codes?: readonly FindingCode[]
}

/** The rules that are looked at. */
export interface Scope {
  readonly rules: Rules
  readonly authorities: readonly Authority[]
  readonly decisions: readonly DecisionDefinition[]
  readonly isWhole: boolean
  readonly wants: (one: { readonly code: FindingCode }) => boolean
}

export const scopeOf = (rules: Rules, { authorities, decisions, codes }: Narrowing): Scope => ({
  rules,
  authorities: rules.authorities
    .map(({ id }) => rules.rulebook.authorities.get(id)!)
    .filter(({ id }) => authorities?.includes(id) ?? true),
  decisions: rules.decisions.filter(({ id }) => decisions?.includes(id) ?? true),
  isWhole: authorities === undefined && decisions === undefined && codes === undefined,
  wants: ({ code }) => codes?.includes(code) ?? true,
})

/** The authority’s own rules on a decision: a council’s without the nation’s, which are looked at under the nation. */
export const ownRules = (authority: Authority, decision: string): readonly Rule[] =>
  authority.rules.filter(rule => rule.layer === authority.id && rule.decision === decision)

/** The rule’s name, with its first day where it has other editions. */
export const editionName = ({ rules }: Pick<Authority, 'rules'>, rule: Rule): string =>
  rules.some(other => other !== rule && other.name === rule.name)
    ? `${rule.name} from ${rule.effective.from ?? 'no day yet'}`
    : rule.name
