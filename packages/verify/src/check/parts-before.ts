import {
  type Authority,
  type Condition,
  type DecisionDefinition,
  forms,
  operators,
  type Rule,
  type Rulebook,
  type RuleEvent,
  type Scalar,
} from '@virtual-school/rules'
import { eventsFor, hasEvent, listed, proposedFact } from '@virtual-school/rules/internal'
import type { Finding } from './finding.ts'
import { type CheckScope, editionName } from './scope.ts'
import { followFact, noUsage } from './usage.ts'

type Inclusion = Extract<RuleEvent, { type: 'include' }>

const isBefore = (event: RuleEvent): event is Inclusion => event.type === 'include' && event.when === 'before'

const ownRules = (authority: Authority): readonly Rule[] => authority.rules.filter(one => one.layer === authority.id)

/** Finds rules that give somebody a part before an action and require nothing, so that “permitted” may stand beside what was left undone. */
export const beforeWithoutRequirement = ({ authorities, decisions }: CheckScope): readonly Finding[] =>
  authorities.flatMap(authority =>
    decisions
      .filter(one => forms[one.form].restricts)
      .flatMap(({ id }) =>
        ownRules(authority)
          .filter(rule => hasEvent(rule, id, isBefore) && !hasEvent(rule, id, event => event.type === 'require'))
          .map(rule => unrequired(editionName(authority, rule), rule, id)),
      ),
  )

const unrequired = (edition: string, rule: Rule, decision: string): Finding => ({
  code: 'before-without-requirement',
  about: `${edition} ${decision}`,
  rules: [rule.name],
  message: `“${rule.title}” says in “${decision}” what comes before the action (${listed(eventsFor(rule, decision).filter(isBefore).map(nameOf), 'and')}), and requires nothing there, so the action may be permitted without. Add what is required, or say when it comes: “always” or “after”.`,
  witness: null,
})

const nameOf = ({ item, verb }: Inclusion): string => [item, verb].filter(one => one !== undefined).join(' ')

/**
 * Finds parties with a part before an action who stand in the question that proposes the action and not in the one that asks of
 * every action who has a part in it, or the reverse. What another rule under the same conditions adds there counts.
 */
export const partiesOnlyInOneQuestion = ({ rules, authorities }: CheckScope): readonly Finding[] => {
  const pairs = listPairs(rules.decisions)
  return authorities.flatMap(authority =>
    ownRules(authority).flatMap(rule =>
      pairs.flatMap(pair => listLacks({ rulebook: rules.rulebook, authority, rule }, pair)),
    ),
  )
}

/** A question about every action, whose answer is a list of parties, and those that propose an action and carry the same list. */
interface Pair {
  readonly list: string
  readonly ofAll: DecisionDefinition
  readonly proposing: readonly DecisionDefinition[]
}

const listPairs = (decisions: readonly DecisionDefinition[]): readonly Pair[] =>
  decisions.flatMap(ofAll => {
    const { collects, proposes } = ofAll
    if (collects === undefined || proposes !== undefined) return []
    const proposing = decisions.filter(one => one.proposes !== undefined && one.lists.includes(collects))
    return proposing.length === 0 ? [] : [{ list: collects, ofAll, proposing }]
  })

interface Looked {
  readonly rulebook: Rulebook
  readonly authority: Authority
  readonly rule: Rule
}

const listLacks = (looked: Looked, { list, ofAll, proposing }: Pair): readonly Finding[] => {
  const partsIn = ({ id }: DecisionDefinition): readonly Inclusion[] =>
    eventsFor(looked.rule, id)
      .filter(isBefore)
      .filter(one => one.list === list && one.verb !== undefined)
  const forward = proposing.flatMap(one =>
    partsIn(one).flatMap(part => (isIn(looked, part, ofAll) ? [] : lacking(looked, part, one, [ofAll]))),
  )
  const meant = questionsOf(looked, proposing)
  const back = partsIn(ofAll).flatMap(part => {
    const having = meant.filter(one => isIn(looked, part, one))
    const isNamed = actionsIn(looked).length > 0
    const lacks = isNamed ? meant.filter(one => !having.includes(one)) : having.length === 0 ? meant : []
    return lacks.length === 0 ? [] : lacking(looked, part, ofAll, lacks)
  })
  return [...forward, ...back]
}

const lacking = (
  { authority, rule }: Looked,
  part: Inclusion,
  { id }: DecisionDefinition,
  lacks: readonly DecisionDefinition[],
): Finding[] => [
  {
    code: 'party-only-in-one-question',
    about: `${editionName(authority, rule)} ${nameOf(part)}`,
    rules: [rule.name],
    message: `“${rule.title}” has “${nameOf(part)}” before the action in “${id}”, and nothing has it in ${listed(
      lacks.map(one => `“${one.id}”`),
      'or',
    )} under the same conditions. Name every question in “decisions” of the rule.`,
    witness: null,
  },
]

/** Whether this rule, or another under the same conditions but for the action, has the part in a question. */
const isIn = ({ rulebook, authority, rule }: Looked, part: Inclusion, { id }: DecisionDefinition): boolean => {
  const key = conditionsKey(rulebook, authority, rule)
  return authority.rules
    .filter(one =>
      hasEvent(one, id, event => isBefore(event) && event.list === part.list && nameOf(event) === nameOf(part)),
    )
    .some(one => one === rule || conditionsKey(rulebook, authority, one) === key)
}

/** The members of a rule’s conditions that do not ask which action it is, whatever their order. */
const conditionsKey = (rulebook: Rulebook, authority: Authority, { conditions }: Rule): string =>
  membersOf(conditions, authority)
    .filter(one => !asksTheAction(rulebook, authority, one))
    .map(one => JSON.stringify(one))
    .sort()
    .join('\n')

/** A fact from which the action follows or that follows from it, tested by itself. */
const asksTheAction = (rulebook: Rulebook, authority: Authority, condition: Condition): boolean => {
  if (!('fact' in condition)) return false
  if (condition.fact === proposedFact) return true
  const [from, to] = [noUsage(), noUsage()]
  followFact(rulebook, authority, condition.fact, from)
  if (rulebook.factsByName.has(proposedFact)) followFact(rulebook, authority, proposedFact, to)
  return from.facts.has(proposedFact) || to.facts.has(condition.fact)
}

/** What holds together in a condition, with the definitions that it names written out as far as they are such lists too. */
const membersOf = (condition: Condition, authority: Authority): readonly Condition[] => {
  if ('all' in condition) return condition.all.flatMap(one => membersOf(one, authority))
  if (!('condition' in condition)) return [condition]
  const named = authority.definitions.get(condition.condition)!.conditions
  return 'all' in named ? membersOf(named, authority) : [condition]
}

/** The actions that a rule’s tests of the action leave; none if it tests none. */
const actionsIn = ({ rulebook, rule, authority }: Looked): readonly string[] =>
  membersOf(rule.conditions, authority).flatMap(one => {
    if (!('fact' in one) || one.fact !== proposedFact) return []
    const actions = rulebook.factsByName.get(proposedFact)!.values ?? []
    return actions
      .map(action => action.value)
      .filter(value => operators[one.operator].holds(value, one.value as Scalar))
  })

/** The questions that propose an action of which the rule speaks; all of them if it names none. */
const questionsOf = (looked: Looked, proposing: readonly DecisionDefinition[]): readonly DecisionDefinition[] => {
  const actions = actionsIn(looked)
  return actions.length === 0
    ? proposing
    : proposing.filter(one => one.proposes!.some(action => actions.includes(action)))
}
