import { contradictionsOf, eventsFor } from '../../compile/questions.ts'
import type { Authority, Rule, Rulebook, RuleEvent, UnmodelledText } from '../../compile/rulebook.ts'
import { firstDayOf } from '../../kernel/dates.ts'
import type { Condition } from '../../language/condition.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import type { FormName } from '../../language/forms/forms.ts'
import type { Scalar } from '../../language/values.ts'
import { type FactsByName, findTruth, type ReferenceCase, unknownLaw } from './truth.ts'

/** Every value that an unknown fact could have, as far as a boundary or another fact’s value can tell two of them apart. */
export type Domain = (name: string, known: FactsByName) => readonly Scalar[]

/** What is asked of whose rules on which day. */
export interface ReferenceQuestion {
  readonly book: Rulebook
  readonly authority: Authority
  readonly decision: DecisionDefinition
  /** The rules in force on the day; of those with a clock of their own, every edition. */
  readonly rules: readonly Rule[]
  /** The texts in force on the day that bear on the question and of which no rule is made. */
  readonly texts: readonly UnmodelledText[]
  /** Whether the day lies before the first for which the law of the question is held whole. */
  readonly isIncomplete: boolean
  readonly domain: Domain
}

/** The rules of a decision that are in force on a day; of those with a clock of their own, every edition. */
export const rulesOn = ({ rules }: Authority, decision: string, asOf: string): readonly Rule[] =>
  rules.filter(
    rule =>
      rule.events.has(decision) &&
      rule.firstDay !== null &&
      (rule.effective.clock !== undefined || (rule.firstDay <= asOf && asOf <= (rule.lastDay ?? '9999'))),
  )

/** The texts that bear on a decision on a day and are not modelled. */
export const textsOn = ({ unmodelled }: Authority, decision: string, asOf: string): readonly UnmodelledText[] =>
  unmodelled.filter(
    one => one.decisions.includes(decision) && (one.firstDay ?? '') <= asOf && asOf <= (one.lastDay ?? '9999'),
  )

/** Whether a day lies before the first for which a decision’s law is held whole. */
export const isIncompleteOn = ({ completeFrom }: DecisionDefinition, asOf: string): boolean =>
  completeFrom !== undefined && asOf < firstDayOf(completeFrom.day)

/** That a text concerns the child. */
export const concerning = ({ conditions }: UnmodelledText): Condition => conditions ?? { all: [] }

/** One condition a law that is not held and could overturn an answer: never true, and false if it does not concern the child. */
const unheld = ({ texts, isIncomplete }: ReferenceQuestion): readonly Condition[] => [
  ...texts.filter(one => one.isNotHeld || one.bears === 'bar').map(one => ({ all: [concerning(one), unknownLaw] })),
  ...(isIncomplete ? [unknownLaw] : []),
]

/** The rules of which something that follows in the question is so. */
export const rulesThat = ({ decision, rules }: ReferenceQuestion, is: (event: RuleEvent) => boolean): readonly Rule[] =>
  rules.filter(rule => eventsFor(rule, decision.id).some(is))

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
export const listRequired = (question: ReferenceQuestion) =>
  question.decision.requirements
    .map(one => ({
      one,
      by: rulesThat(question, event => event.type === 'require' && event.requirement === one.id),
    }))
    .filter(({ by }) => by.length > 0)

/**
 * What makes each answer of a decision, by its form. To permit: every requirement that applies is met, and one applies; one
 * that applies is not met; none applies. To collect: an item of the list applies; none does. To classify: the first answer that
 * a rule concludes; the last if no rule concludes one. A law that is not held is one more requirement, item or conclusion, of
 * which nothing is known.
 */
const answersByForm: Readonly<Record<FormName, (question: ReferenceQuestion) => readonly Condition[]>> = {
  permit: question => {
    const applying = [
      ...listRequired(question).map(({ one, by }) => ({ applies: anyRule(by, question), test: one.test })),
      ...unheld(question).map(one => ({ applies: one, test: one })),
    ]
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
    const { collects } = question.decision
    const including = rulesThat(question, event => event.type === 'include' && event.list === collects)
    const some = { any: [anyRule(including, question), ...unheld(question)] }
    return [some, { not: some }]
  },
  classify: question => {
    const concluded = question.decision.answers.slice(0, -1).map(answer => ({
      any: [
        anyRule(
          rulesThat(question, event => event.type === 'conclude' && event.answer === answer.id),
          question,
        ),
        ...unheld(question),
      ],
    }))
    const first = concluded.map((one, i) => ({
      all: [one, ...concluded.slice(0, i).map(earlier => ({ not: earlier }))],
    }))
    return [...first, { all: concluded.map(one => ({ not: one })) }]
  },
}

/** One condition an answer, in the order of the decision. */
export const answerConditions = (question: ReferenceQuestion): readonly Condition[] =>
  answersByForm[question.decision.form](question)

/** Whether the facts of a case cannot all be so, or are about another action than the question. */
export const contradicts = ({ book, decision }: ReferenceQuestion, given: ReferenceCase): boolean =>
  contradictionsOf(book, decision).some(one => findTruth({ ...given, proposes: undefined }, one.never) === 2)

/** The answers that are not known to be wrong. */
const notFalse = (question: ReferenceQuestion, given: ReferenceCase): readonly string[] => {
  const conditions = answerConditions(question)
  return question.decision.answers.map(one => one.id).filter((_, i) => findTruth(given, conditions[i]!) > 0)
}

/** The case with each value that an unknown fact could have without a contradiction. */
export const suppose = (question: ReferenceQuestion, given: ReferenceCase, name: string): readonly ReferenceCase[] =>
  question
    .domain(name, given.facts)
    .map(value => ({ ...given, facts: { ...given.facts, [name]: value } }))
    .filter(one => !contradicts(question, one))

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
