import type { Authority, DecisionDefinition, Rulebook } from '@virtual-school/rules'
import type { Change } from './mutant.ts'
import { namingOf } from './naming.ts'

/** A decision and an authority of which something could come out otherwise for a change, and the rules that it touches there. */
export interface Touched {
  readonly decision: string
  readonly authority: string
  readonly rules: ReadonlySet<string>
}

/** Every question that a change touches. */
export const touchedBy = (rulebook: Rulebook, change: Change): readonly Touched[] =>
  [...rulebook.authorities.values()].flatMap(authority =>
    [...rulebook.decisions.values()].flatMap((decision): readonly Touched[] => {
      const rules = new Set(namesTouched(authority, decision, change))
      return rules.size === 0 ? [] : [{ decision: decision.id, authority: authority.id, rules }]
    }),
  )

const namesTouched = (authority: Authority, decision: DecisionDefinition, change: Change): readonly string[] => {
  const rules = authority.rules.filter(rule => rule.decision === decision.id)
  const requiring = (ids: readonly string[]) =>
    rules.filter(({ event }) => event.type === 'require' && ids.includes(event.requirement))
  switch (change.on) {
    case 'rules':
      return rules.filter(rule => change.replaced.has(rule)).map(rule => rule.name)
    case 'requirement': {
      if (change.decision.id !== decision.id) return []
      const other = change.decision.requirements.filter(one => !decision.requirements.includes(one))
      return requiring(other.map(one => one.id)).map(rule => rule.name)
    }
    case 'definition': {
      if (!authority.layers.includes(change.layer)) return []
      const names = namingOf(authority, change.definition.name)
      const ids = decision.requirements.filter(one => names(one.test)).map(one => one.id)
      return [...rules.filter(rule => names(rule.conditions)), ...requiring(ids)].map(rule => rule.name)
    }
  }
}
