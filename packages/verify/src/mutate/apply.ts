import type { Authority, Rulebook } from '@virtual-school/rules'
import type { MutantChange } from './mutant.ts'

/** The rulebook with the change in it. All that does not change is shared, and with it what was built of it. */
export const applyChange = (rulebook: Rulebook, change: MutantChange): Rulebook => {
  switch (change.on) {
    case 'rules':
      return withAuthorities(rulebook, authority =>
        authority.rules.some(rule => change.replaced.has(rule))
          ? { ...authority, rules: authority.rules.map(rule => change.replaced.get(rule) ?? rule) }
          : authority,
      )
    case 'definition':
      return withAuthorities(rulebook, authority =>
        authority.layers.includes(change.layer)
          ? { ...authority, definitions: new Map(authority.definitions).set(change.definition.name, change.definition) }
          : authority,
      )
    case 'decision':
      return { ...rulebook, decisions: new Map(rulebook.decisions).set(change.decision.id, change.decision) }
    case 'text':
      return withAuthorities(rulebook, authority =>
        authority.unmodelled.includes(change.was)
          ? { ...authority, unmodelled: authority.unmodelled.map(one => (one === change.was ? change.text : one)) }
          : authority,
      )
  }
}

const withAuthorities = (rulebook: Rulebook, change: (authority: Authority) => Authority): Rulebook => ({
  ...rulebook,
  authorities: new Map([...rulebook.authorities].map(([id, authority]) => [id, change(authority)])),
})
