import type { Authority, Rule, Rulebook } from '../../compile/rulebook.ts'
import type { Condition } from '../../language/condition.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { FormName } from '../../language/forms/forms.ts'
import type { Scalar } from '../../language/values.ts'
import { type FactsByName, findTruth, type ReferenceCase } from './truth.ts'

/** Every value that an unknown fact could have, as far as a boundary or another fact’s value can tell two of them apart. */
export type Domain = (name: string, known: FactsByName) => readonly Scalar[]

/** What is asked of whose rules on which day. */
export interface ReferenceQuestion {
  readonly book: Rulebook
  readonly authority: Authority
  readonly decision: DecisionDefinition
  /** The rules in force on the day; of those with a clock of their own, every edition. */
  readonly rules: readonly Rule[]
  readonly domain: Domain
}

/** The rules of a decision that are in force on a day; of those with a clock of their own, every edition. */
export const rulesOn = ({ rules }: Authority, decision: string, asOf: string): readonly Rule[] =>
  rules.filter(
    rule =>
      rule.decision === decision &&
      rule.firstDay !== null &&
      (rule.effective.clock !== undefined || (rule.firstDay <= asOf && asOf <= (rule.lastDay ?? '9999'))),
  )

/** A rule as one condition: it is in force, its conditions hold, and no rule that excepts it does. */
export const ruleCondition = (rule: Rule, rules: readonly Rule[]): Condition => {
  const { clock } = rule.effective
  const inForce: Condition[] =
    clock === undefined
      ? []
      : [
          { fact: clock, operator: 'dateOnOrAfter', value: rule.firstDay! },
          ...(rule.lastDay === null ? [] : [{ fact: clock, operator: 'dateOnOrBefore', value: rule.lastDay } as const]),
        ]
  const excepting = rules
    .filter(other => other.exceptionTo.includes(rule.name))
    .map(other => ({ not: ruleCondition(other, rules) }))
  return { all: [...inForce, rule.conditions, ...excepting] }
}

/** That at least one of these rules holds. */
export const anyRule = (chosen: readonly Rule[], { rules }: ReferenceQuestion): Condition => ({
  any: chosen.map(rule => ruleCondition(rule, rules)),
})

/** The rules that require each requirement which some rule requires. */
export const listRequired = ({ decision, rules }: ReferenceQuestion) =>
  decision.requirements
    .map(one => ({ one, by: rules.filter(({ event }) => event.type === 'require' && event.requirement === one.id) }))
    .filter(({ by }) => by.length > 0)

/**
 * What makes each answer of a decision, by its form. To permit: every requirement that applies is met, and one applies; one
 * that applies is not met; none applies. To collect: an item of the list applies; none does. To classify: the first answer that
 * a rule concludes; the last if no rule concludes one.
 */
const answersByForm: Readonly<Record<FormName, (question: ReferenceQuestion) => readonly Condition[]>> = {
  permit: question => {
    const applying = listRequired(question).map(({ one, by }) => ({ applies: anyRule(by, question), test: one.test }))
    const permitted = {
      all: [
        ...applying.map(({ applies, test }) => ({ any: [{ not: applies }, test] })),
        { any: applying.map(({ applies, test }) => ({ all: [applies, test] })) },
      ],
    }
    const notPermitted = { any: applying.map(({ applies, test }) => ({ all: [applies, { not: test }] })) }
    return [permitted, notPermitted, { not: { any: applying.map(({ applies }) => applies) } }]
  },
  collect: question => {
    const { decision, rules } = question
    const including = rules.filter(({ event }) => event.type === 'include' && event.list === decision.collects)
    const some = anyRule(including, question)
    return [some, { not: some }]
  },
  classify: question => {
    const { decision, rules } = question
    const concluded = decision.answers.slice(0, -1).map(answer =>
      anyRule(
        rules.filter(({ event }) => event.type === 'conclude' && event.answer === answer.id),
        question,
      ),
    )
    const first = concluded.map((one, i) => ({
      all: [one, ...concluded.slice(0, i).map(earlier => ({ not: earlier }))],
    }))
    return [...first, { all: concluded.map(one => ({ not: one })) }]
  },
}

/** One condition an answer, in the order of the decision. */
export const answerConditions = (question: ReferenceQuestion): readonly Condition[] =>
  answersByForm[question.decision.form](question)

/** Whether the facts of a case cannot all be so. */
export const contradicts = (given: ReferenceCase): boolean =>
  given.book.contradictions.some(one => findTruth(given, one.never) === 2)

/** The answers that are not known to be wrong. */
const notFalse = (question: ReferenceQuestion, given: ReferenceCase): readonly string[] => {
  const conditions = answerConditions(question)
  return question.decision.answers.map(one => one.id).filter((_, i) => findTruth(given, conditions[i]!) > 0)
}

/** The case with each value that an unknown fact could have without a contradiction. */
export const suppose = ({ domain }: ReferenceQuestion, given: ReferenceCase, name: string): readonly ReferenceCase[] =>
  domain(name, given.facts)
    .map(value => ({ ...given, facts: { ...given.facts, [name]: value } }))
    .filter(one => !contradicts(one))

/**
 * The answers that are possible: those not known to be wrong, narrowed by each unknown fact. The fact has one of its values,
 * so an answer that none of them leaves is not possible. A fact that would leave no answer at all narrows nothing.
 */
export const possibleAnswers = (question: ReferenceQuestion, given: ReferenceCase): readonly string[] => {
  const unknown = question.book.facts.filter(
    fact => fact.kept && fact.derived?.from === undefined && given.facts[fact.name] == null,
  )
  return unknown.reduce(
    (left, { name }) => {
      const some = new Set(suppose(question, given, name).flatMap(one => notFalse(question, one)))
      const narrowed = left.filter(answer => some.has(answer))
      return narrowed.length > 0 ? narrowed : left
    },
    notFalse(question, given),
  )
}
