import type { DecisionDefinition, Rule, RuleEvent } from '@virtual-school/rules'
import { allOf, and, anyOf, atMost, certain, int, negated, not, type Term, type Truth } from '../smt/terms.ts'
import { encodeAnswers } from './answers.ts'
import { derivedFact, truthOf, type World, worldOf } from './conditions.ts'
import { dayNumber } from './days.ts'
import { encodeExactAnswers } from './exact-answers.ts'
import type { ExactAnswer, Question, QuestionOutcome, QuestionTerms, RuleTerms } from './question-terms.ts'
import type { Codes, FactTerms, RequestTerms } from './request.ts'
import { named, type Script } from './script.ts'

/** Encodes everything that a decision can say of a request. */
export const encodeQuestion = (
  script: Script,
  codes: Codes,
  question: Question,
  request: RequestTerms,
): QuestionTerms => {
  const worldWith = (facts: ReadonlyMap<string, FactTerms>): World =>
    worldOf({ script, codes, ...question, facts, tried: question.tried })
  const outcome = encodeOutcome(worldWith(request.facts), question.decision, request.asOf)
  const answersWith = (facts: ReadonlyMap<string, FactTerms>): QuestionOutcome =>
    encodeOutcome(worldWith(facts), question.decision, request.asOf, bearsOnAnswer(question.decision))
  let exact: ReadonlyMap<string, ExactAnswer> | undefined
  return {
    question,
    request,
    ...outcome,
    exact: () => (exact ??= encodeExactAnswers(script, codes, question, request, outcome, answersWith)),
  }
}

const bearsOnAnswer =
  ({ collects }: DecisionDefinition) =>
  ({ event }: Rule): boolean =>
    event.type === 'require' || event.type === 'conclude' || (event.type === 'include' && event.list === collects)

const encodeOutcome = (
  world: World,
  decision: DecisionDefinition,
  asOf: Term,
  isWanted: (rule: Rule) => boolean = () => true,
): QuestionOutcome => {
  const rules = encodeRules(world, decision, asOf, isWanted)
  const by = (having: (event: RuleEvent) => boolean): Truth =>
    named(world.script, anyOf(rules.filter(one => having(one.rule.event)).map(one => one.truth)))
  const requirements = decision.requirements
    .filter(({ id }) => rules.some(({ rule: { event } }) => event.type === 'require' && event.requirement === id))
    .map(({ id, test }) => ({
      id,
      applies: by(event => event.type === 'require' && event.requirement === id),
      test: truthOf(world, test),
    }))
  const items = distinct(rules, 'include').map(event => ({
    list: event.list,
    item: event.item,
    verb: event.verb,
    applies: by(other => equalEvents(other, event)),
  }))
  const deadlines = distinct(rules, 'deadline').map(event => ({
    event,
    applies: by(other => equalEvents(other, event)),
  }))
  const concluding = (answer: string) => by(event => event.type === 'conclude' && event.answer === answer)
  return {
    consistent: world.script.name(and(...world.rulebook.contradictions.map(one => not(truthOf(world, one.never).t)))),
    rules,
    requirements,
    items,
    deadlines,
    answers: encodeAnswers(world.script, decision, { requirements, items, concluding }),
    truthOf: condition => truthOf(world, condition),
    derived: fact => derivedFact(world, fact, { known: 'false', value: world.facts.get(fact)!.value }),
  }
}

const equalEvents = (a: RuleEvent, b: RuleEvent): boolean => JSON.stringify(a) === JSON.stringify(b)

type EventOf<T extends RuleEvent['type']> = Extract<RuleEvent, { type: T }>
const distinct = <T extends RuleEvent['type']>(rules: readonly RuleTerms[], type: T): readonly EventOf<T>[] => {
  const events = rules.map(one => one.rule.event).filter((event): event is EventOf<T> => event.type === type)
  return [...new Map(events.map(event => [JSON.stringify(event), event])).values()]
}

/** The truth of a rule is: in force, and its conditions, and no rule that excepts it. */
const encodeRules = (
  world: World,
  decision: DecisionDefinition,
  asOf: Term,
  isWanted: (rule: Rule) => boolean,
): readonly RuleTerms[] => {
  const editions = world.authority.rules.filter(rule => rule.decision === decision.id)
  const done = new Map<Rule, RuleTerms>()
  const encodeRule = (rule: Rule): RuleTerms => {
    const known = done.get(rule)
    if (known !== undefined) return known
    const inForce = named(world.script, encodeInForce(world, rule, asOf))
    const conditions = truthOf(world, rule.conditions)
    const exceptions = editions
      .filter(other => rule.exceptedBy.includes(other.name))
      .map(other => encodeRule(other).truth)
    const truth = named(world.script, allOf([inForce, conditions, ...exceptions.map(negated)]))
    const made = { rule, inForce, conditions, truth }
    done.set(rule, made)
    return made
  }
  return editions.filter(isWanted).map(encodeRule)
}

const encodeInForce = (world: World, { firstDay, lastDay, effective: { clock } }: Rule, asOf: Term): Truth => {
  if (firstDay === null) return certain('false')
  if (clock === undefined)
    return certain(
      and(atMost(int(dayNumber(firstDay)), asOf), ...(lastDay === null ? [] : [atMost(asOf, int(dayNumber(lastDay)))])),
    )
  const after = truthOf(world, { fact: clock, operator: 'dateOnOrAfter', value: firstDay })
  return lastDay === null
    ? after
    : allOf([after, truthOf(world, { fact: clock, operator: 'dateOnOrBefore', value: lastDay })])
}
