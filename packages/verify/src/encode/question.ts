import type { DecisionDefinition, FormName, Rule, RuleEvent } from '@virtual-school/rules'
import { contradictionsOf, eventsFor, hasEvent } from '@virtual-school/rules/internal'
import {
  and,
  atMost,
  certain,
  int,
  kleeneAnd,
  kleeneNot,
  kleeneOr,
  notTerm,
  type Term,
  type TruthTerms,
} from '../smt/terms.ts'
import { derivedFact, encodeCondition, type World, worldOf } from './conditions.ts'
import { dayNumber } from './days.ts'
import { anyHaving, distinct, encodeItems, encodeTexts, encodeUnheld, equalEvents } from './entries.ts'
import { encodeExactAnswers } from './exact-answers.ts'
import type {
  AnswerTerms,
  DecisionQuestion,
  ExactAnswer,
  ItemTerms,
  QuestionOutcome,
  QuestionTerms,
  RequirementTerms,
  RuleTerms,
} from './question-terms.ts'
import type { Codes, FactTerms, RequestTerms } from './request.ts'
import { nameTruth, type Script } from './script.ts'
import { encodeSupplied, withSuppliedTerms } from './supplied.ts'

/** Encodes everything that a decision can say of a request. */
export const encodeQuestion = (
  script: Script,
  codes: Codes,
  question: DecisionQuestion,
  request: RequestTerms,
): QuestionTerms => {
  const supplied = encodeSupplied(script, codes, question, request)
  const worldWith = (facts: ReadonlyMap<string, FactTerms>): World =>
    worldOf({
      script,
      codes,
      ...question,
      facts: withSuppliedTerms(facts, request.facts, supplied),
      tried: question.tried,
      proposes: question.decision.proposes ?? [],
    })
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
  ({ id, collects }: DecisionDefinition) =>
  (rule: Rule): boolean =>
    hasEvent(
      rule,
      id,
      event =>
        event.type === 'require' || event.type === 'conclude' || (event.type === 'include' && event.list === collects),
    )

const encodeOutcome = (
  world: World,
  decision: DecisionDefinition,
  asOf: Term,
  isWanted: (rule: Rule) => boolean = () => true,
): QuestionOutcome => {
  // Another action than the question is about is what a contradiction is of.
  const anyAction = { ...world, proposes: [] }
  const rules = encodeRules(world, decision, asOf, isWanted)
  const by = (having: (event: RuleEvent) => boolean): TruthTerms => anyHaving(world.script, rules, having)
  const requirements = decision.requirements
    .filter(({ id }) =>
      rules.some(({ events }) => events.some(event => event.type === 'require' && event.requirement === id)),
    )
    .map(({ id, test }) => ({
      id,
      applies: by(event => event.type === 'require' && event.requirement === id),
      test: encodeCondition(world, test),
    }))
  const items = encodeItems(world.script, rules)
  const deadlines = distinct(rules, 'deadline').map(event => ({
    event,
    applies: by(other => equalEvents(other, event)),
  }))
  const texts = encodeTexts(world, decision, asOf)
  const concluding = (answer: string) => by(event => event.type === 'conclude' && event.answer === answer)
  return {
    consistent: world.script.name(
      and(...contradictionsOf(world.rulebook, decision).map(one => notTerm(encodeCondition(anyAction, one.never).t))),
    ),
    rules,
    requirements,
    items,
    deadlines,
    texts,
    answers: encodeAnswers(world.script, decision, {
      requirements,
      items,
      concluding,
      unheld: encodeUnheld(texts, decision, asOf),
    }),
    truthOf: condition => encodeCondition(world, condition),
    derived: fact => derivedFact(world, fact, { known: 'false', value: world.facts.get(fact)!.value }),
  }
}

/** The truth of a rule is: in force, and its conditions, and no rule that excepts it. */
const encodeRules = (
  world: World,
  decision: DecisionDefinition,
  asOf: Term,
  isWanted: (rule: Rule) => boolean,
): readonly RuleTerms[] => {
  const editions = world.authority.rules.filter(rule => rule.events.has(decision.id))
  const done = new Map<Rule, RuleTerms>()
  const encodeRule = (rule: Rule): RuleTerms => {
    const known = done.get(rule)
    if (known !== undefined) return known
    const inForce = nameTruth(world.script, encodeInForce(world, rule, asOf))
    const conditions = encodeCondition(world, rule.conditions)
    const exceptions = editions
      .filter(other => rule.exceptedBy.includes(other.name))
      .map(other => encodeRule(other).truth)
    const truth = nameTruth(world.script, kleeneAnd([inForce, conditions, ...exceptions.map(kleeneNot)]))
    const made = { rule, events: eventsFor(rule, decision.id), inForce, conditions, truth }
    done.set(rule, made)
    return made
  }
  return editions.filter(isWanted).map(encodeRule)
}

const encodeInForce = (world: World, { firstDay, lastDay, effective: { clock } }: Rule, asOf: Term): TruthTerms => {
  if (firstDay === null) return certain('false')
  if (clock === undefined)
    return certain(
      and(atMost(int(dayNumber(firstDay)), asOf), ...(lastDay === null ? [] : [atMost(asOf, int(dayNumber(lastDay)))])),
    )
  const after = encodeCondition(world, { fact: clock, operator: 'dateOnOrAfter', value: firstDay })
  return lastDay === null
    ? after
    : kleeneAnd([after, encodeCondition(world, { fact: clock, operator: 'dateOnOrBefore', value: lastDay })])
}

interface Parts {
  readonly requirements: readonly RequirementTerms[]
  readonly items: readonly ItemTerms[]
  readonly concluding: (answer: string) => TruthTerms
  readonly unheld: readonly TruthTerms[]
}

/** Encodes how true each answer of a decision is: true if it is determined, false if it is impossible. */
const encodeAnswers = (script: Script, decision: DecisionDefinition, parts: Parts): readonly AnswerTerms[] => {
  const truths = answerTruths[decision.form](parts, decision)
  return decision.answers.map(({ id }, i) => ({ id, truth: nameTruth(script, truths[i]!) }))
}

/** What each form makes of its parts, said again and not taken from the library: the proofs are held against it. */
const answerTruths: Readonly<Record<FormName, (parts: Parts, decision: DecisionDefinition) => readonly TruthTerms[]>> =
  {
    permit: ({ requirements, unheld }) => {
      const required = [...requirements, ...unheld.map(one => ({ applies: one, test: one }))]
      const met = required.map(one => kleeneAnd([one.applies, one.test]))
      const unmet = required.map(one => kleeneAnd([one.applies, kleeneNot(one.test)]))
      return [
        kleeneAnd([...unmet.map(kleeneNot), kleeneOr(met)]),
        kleeneOr(unmet),
        kleeneNot(kleeneOr(required.map(one => one.applies))),
      ]
    },
    collect: ({ items, unheld }, { collects }) => {
      const some = kleeneOr([...items.filter(one => one.list === collects).map(one => one.applies), ...unheld])
      return [some, kleeneNot(some)]
    },
    classify: ({ concluding, unheld }, { answers }) => {
      const holding = answers.slice(0, -1).map(one => kleeneOr([concluding(one.id), ...unheld]))
      const first = holding.map((one, i) => kleeneAnd([one, ...holding.slice(0, i).map(kleeneNot)]))
      return [...first, kleeneAnd(holding.map(kleeneNot))]
    },
  }
