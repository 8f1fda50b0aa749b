import type { Authority, DecisionDefinition, Rule, Rulebook } from '@virtual-school/rules'
import { eventsFor } from '@virtual-school/rules/internal'
import type { AuthorityWordbook } from '@virtual-school/rules/words'

/** A page and its path from the folder of the handbook. */
export interface HandbookPage {
  readonly path: string
  readonly text: string
}

/** What one page is about: a question, and the rules that an authority itself has on it. */
export interface View extends AuthorityWordbook {
  readonly decision: DecisionDefinition
  readonly isNational: boolean
  /** In the order of the page. */
  readonly own: readonly Rule[]
  /** For a council: the national ones on the same question, in the same order. */
  readonly national: readonly Rule[]
}

/** Gathers what the page of an authority and a question is about. */
export const buildView = (rulebook: Rulebook, authority: Authority, decision: DecisionDefinition): View => {
  const rulesOf = (layer: string) =>
    authority.rules
      .filter(rule => rule.layer === layer && rule.events.has(decision.id))
      .sort((a, b) => compareKeys(sortKey(rulebook, decision, a), sortKey(rulebook, decision, b)))
  const isNational = authority.id === rulebook.national
  return {
    rulebook,
    authority,
    decision,
    isNational,
    own: rulesOf(authority.id),
    national: isNational ? [] : rulesOf(rulebook.national),
  }
}

/** By the first thing that follows, in the order of the catalogue; then as the author wrote them, which is mostly as the source has them. */
const sortKey = (rulebook: Rulebook, decision: DecisionDefinition, rule: Rule): readonly (number | string)[] => {
  const event = eventsFor(rule, decision.id)[0]!
  const place = [rule.file, Number(rule.pointer.split('/').at(-1))]
  switch (event.type) {
    case 'conclude':
      return [0, decision.answers.findIndex(one => one.id === event.answer), 0, ...place]
    case 'require':
      return [1, decision.requirements.findIndex(one => one.id === event.requirement), 0, ...place]
    case 'include': {
      const items = rulebook.lists.get(event.list)?.items ?? []
      return [2 + decision.lists.indexOf(event.list), items.findIndex(one => one.id === event.item), 0, ...place]
    }
    case 'deadline':
      return [100, [...rulebook.deadlines.keys()].indexOf(event.action), 0, ...place]
    case 'none':
      return [101, 0, 0, ...place]
  }
}

const compareKeys = (a: readonly (number | string)[], b: readonly (number | string)[]): number => {
  const at = a.findIndex((part, i) => part !== b[i])
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
}

/** Whether it can hold on a day still to come: it has begun or will, and no last day is set. */
export const isCurrent = (rule: Rule): boolean => rule.firstDay !== null && rule.lastDay === null

/** The path of the page of an authority and a question, from the folder of the handbook. */
export const pagePath = (authority: string, decision: string): string => `${authority}/${decision}.md`
