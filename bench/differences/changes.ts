import {
  type Authority,
  type DecisionDefinition,
  type Rule,
  type Rulebook,
  rulesFrom,
  type VocabularyFact,
} from '../../packages/rules/src/index.ts'
import type { Rules } from '../../packages/rules/src/internal.ts'
import { eventsFor } from '../../packages/rules/src/internal.ts'

/** Something in which the rules of today differ from the earlier ones, and how to take it back. */
export interface Change {
  /** What it is, with its source if it has one. */
  readonly name: string
  /** Whether it is a rule or a text that is new: its source says why. Anything else must be explained. */
  readonly hasSource: boolean
  readonly takeBack: (draft: Draft) => void
}

/** A rulebook of today in the making, in which some changes are taken back. */
interface Draft {
  semantics: 1 | 2
  readonly facts: Map<string, VocabularyFact>
  decision: DecisionDefinition
  contradictions: Rulebook['contradictions']
  calendar: Rulebook['calendar']
  readonly definitions: Map<string, Authority['definitions'] extends ReadonlyMap<string, infer D> ? D : never>
  readonly rules: Set<Rule>
  readonly texts: Set<Authority['unmodelled'][number]>
}

/** What differs in a question as an authority answers it. New rules come first, so that they are kept if they matter not. */
export const listChanges = (then: Rules, now: Rules, decision: string, authority: string): readonly Change[] => {
  const [old, current] = [viewOf(then, authority), viewOf(now, authority)]
  const [earlier, today] = [old, current].map(view => view.rules.filter(rule => rule.events.has(decision)))
  const had = new Set(earlier!.map(rule => contentOf(rule, decision)))
  const has = new Set(today!.map(rule => contentOf(rule, decision)))
  return [
    ...today!.filter(rule => !had.has(contentOf(rule, decision))).map(rule => newRule(rule)),
    ...current.unmodelled.filter(one => one.decisions.includes(decision)).map(newText),
    ...listPlainChanges(then, now, decision, authority),
    ...earlier!
      .filter(rule => !has.has(contentOf(rule, decision)))
      .map(rule => oldRule(rule, heirsOf(rule, today!, decision))),
  ]
}

/** The rules of today from which the same follows. */
const heirsOf = (rule: Rule, today: readonly Rule[], decision: string): readonly Rule[] => {
  const said = eventsFor(rule, decision).map(plainEvent)
  return today.filter(one => eventsFor(one, decision).some(event => said.includes(plainEvent(event))))
}

/** What follows, whatever is said of when. */
const plainEvent = (event: object): string => JSON.stringify({ ...event, when: undefined })

const oldRule = (rule: Rule, heirs: readonly Rule[]): Change => ({
  name:
    heirs.length === 0
      ? `the rule ${rule.name} is gone`
      : `the rule ${rule.name}, of which there is now ${sourceOf(heirs.find(one => one.layer === rule.layer) ?? heirs[0]!)}`,
  hasSource: heirs.length > 0,
  takeBack: draft => draft.rules.add(rule),
})

const sourceOf = ({ name, citations: [citation] }: Rule): string =>
  `${name}, by ${citation!.source}, ${citation!.locator}`

const viewOf = ({ rulebook }: Rules, authority: string): Authority => rulebook.authorities.get(authority)!

/** What a rule says. One that only excepts says it of rules that know it by its name. */
const contentOf = (rule: Rule, decision: string): string => {
  const events = eventsFor(rule, decision)
  const known = events.every(one => one.type === 'none') ? rule.name : ''
  return JSON.stringify([rule.conditions, rule.effective, rule.exceptedBy, events, known])
}

const newRule = (rule: Rule): Change => ({
  name: `the rule ${sourceOf(rule)}`,
  hasSource: true,
  takeBack: draft => draft.rules.delete(rule),
})

const newText = (text: Authority['unmodelled'][number]): Change => ({
  name: `the text ${text.id}, by ${text.source}, ${text.locator}`,
  hasSource: true,
  takeBack: draft => draft.texts.delete(text),
})

/** Definitions of conditions, facts and the question, and how rules are read. */
const listPlainChanges = (then: Rules, now: Rules, decision: string, authority: string): readonly Change[] => {
  const plain = (name: string, takeBack: Change['takeBack']): Change => ({ name, hasSource: false, takeBack })
  const definitions = [...viewOf(then, authority).definitions].filter(
    ([name, one]) =>
      JSON.stringify(one.conditions) !==
      JSON.stringify(viewOf(now, authority).definitions.get(name)?.conditions ?? one.conditions),
  )
  const facts = then.facts.filter(
    one => JSON.stringify(one.derived) !== JSON.stringify(now.rulebook.factsByName.get(one.name)!.derived),
  )
  return [
    plain('how rules are read', draft => {
      draft.semantics = 1
    }),
    plain(`what the question ${decision} requires and since when it is whole`, draft => {
      draft.decision = withRequirementsOf(then.rulebook.decisions.get(decision)!, now.rulebook.decisions.get(decision)!)
    }),
    plain('since when bank holidays are held', draft => {
      draft.calendar = then.rulebook.calendar
    }),
    plain('which facts contradict one another', draft => {
      draft.contradictions = [...then.rulebook.contradictions]
    }),
    ...definitions.map(([name, one]) =>
      plain(`the definition ${name}`, draft => void draft.definitions.set(name, one)),
    ),
    ...facts.map(({ name, derived }) =>
      plain(`from what the fact ${name} follows`, draft => {
        const { derived: _, ...fact } = draft.facts.get(name)!
        draft.facts.set(name, derived === undefined ? fact : { ...fact, derived })
      }),
    ),
  ]
}

/** A question with the requirements of another that it has not itself, for the rules that require them. */
const withRequirementsOf = (one: DecisionDefinition, other: DecisionDefinition): DecisionDefinition => ({
  ...one,
  lists: [...new Set([...one.lists, ...other.lists])],
  requirements: [
    ...one.requirements,
    ...other.requirements.filter(({ id }) => !one.requirements.some(known => known.id === id)),
  ],
})

/** The rules of today with these changes taken back, for one question and authority. */
export const withoutChanges = (
  then: Rules,
  { rulebook }: Rules,
  decision: string,
  authority: string,
  changes: readonly Change[],
): Rules => {
  const view = rulebook.authorities.get(authority)!
  const old = then.rulebook.authorities.get(authority)!
  const draft: Draft = {
    semantics: rulebook.semantics,
    facts: new Map(rulebook.factsByName),
    decision: withRequirementsOf(rulebook.decisions.get(decision)!, then.rulebook.decisions.get(decision)!),
    contradictions: [...rulebook.contradictions],
    calendar: rulebook.calendar,
    definitions: new Map([...old.definitions, ...view.definitions]),
    rules: new Set(view.rules),
    texts: new Set(view.unmodelled),
  }
  for (const change of changes) change.takeBack(draft)
  const made: Authority = {
    ...view,
    definitions: draft.definitions,
    readings: new Map([...old.readings, ...view.readings]),
    rules: [...draft.rules],
    unmodelled: [...draft.texts],
  }
  const changed: Rulebook = {
    ...rulebook,
    semantics: draft.semantics,
    facts: rulebook.facts.map(one => draft.facts.get(one.name)!),
    factsByName: draft.facts,
    contradictions: draft.contradictions,
    calendar: draft.calendar,
    decisions: new Map(rulebook.decisions).set(decision, draft.decision),
    authorities: new Map(rulebook.authorities).set(authority, made),
  }
  return rulesFrom(changed)
}
