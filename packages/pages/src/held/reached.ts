import type { Condition, Definition, Reading, Rule, VocabularyFact } from '@virtual-school/rules'
import { eventsFor, listDerivingConditions, listFactNames, listParts } from '@virtual-school/rules/internal'
import type { AuthorityWordbook } from '@virtual-school/rules/words'

/** What some conditions rest on. */
export interface Reached {
  readonly definitions: readonly Definition[]
  /** In the order of the vocabulary. */
  readonly facts: readonly VocabularyFact[]
  readonly readings: readonly Reading[]
}

/** All that a rule puts to the test: its own conditions, and those of what it requires. */
export const conditionsOf = ({ rulebook }: Pick<AuthorityWordbook, 'rulebook'>, rule: Rule): readonly Condition[] => [
  rule.conditions,
  ...[...rule.events.keys()].flatMap(id =>
    eventsFor(rule, id).flatMap(event =>
      event.type === 'require'
        ? [rulebook.decisions.get(id)!.requirements.find(one => one.id === event.requirement)!.test]
        : [],
    ),
  ),
]

interface Following extends AuthorityWordbook {
  readonly isDeep: boolean
  readonly definitions: Set<string>
  readonly facts: Set<string>
  readonly readings: Set<string>
}

/** Follows conditions through the definitions that they name to the facts that they test; if `isDeep`, also to what those are worked out from. */
export const reachedFrom = (
  { rulebook, authority }: AuthorityWordbook,
  conditions: readonly Condition[],
  isDeep = false,
): Reached => {
  const at: Following = {
    ...{ rulebook, authority, isDeep },
    ...{ definitions: new Set(), facts: new Set(), readings: new Set() },
  }
  for (const one of conditions) follow(at, one)
  return {
    definitions: [...at.definitions].map(name => authority.definitions.get(name)!),
    facts: rulebook.facts.filter(fact => at.facts.has(fact.name)),
    readings: [...at.readings].map(id => authority.readings.get(id)!),
  }
}

const follow = (at: Following, condition: Condition): void => {
  for (const part of listParts(condition)) {
    if (part.reading !== undefined) at.readings.add(part.reading)
    if ('condition' in part && !at.definitions.has(part.condition)) {
      at.definitions.add(part.condition)
      follow(at, at.authority.definitions.get(part.condition)!.conditions)
    }
  }
  for (const name of listFactNames(condition)) {
    if (at.facts.has(name)) continue
    at.facts.add(name)
    if (at.isDeep) for (const one of listDerivingConditions(at.rulebook.factsByName.get(name)!)) follow(at, one)
  }
}
