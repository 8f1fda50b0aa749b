import type { Rule, RuleEvent } from '@virtual-school/rules'
import type { QuestionTerms, RuleTerms } from '../encode/question-terms.ts'
import { allOf, and, anyOf, equal, negated, not, or, type Term, type Truth } from '../smt/terms.ts'

/** Whether two rules do the same when they hold. */
export const sameEvent = (a: RuleEvent, b: RuleEvent): boolean => JSON.stringify(a) === JSON.stringify(b)

/** That something would come out otherwise without the rule `dropped`: its force and its place in `because` set aside. */
export const changesSomething = (question: QuestionTerms, { rule: dropped }: RuleTerms): Term => {
  const without = truthsWithout(question, dropped)
  const changed = question.rules.filter(({ rule, truth }) => rule === dropped || without.get(rule) !== truth)
  const events = changed.map(({ rule }) => rule.event).filter(event => event.type !== 'none')
  return or(...distinct(events).map(event => and(differs(question, without, event), notForestalled(question, event))))
}

const distinct = (events: readonly RuleEvent[]): readonly RuleEvent[] => [
  ...new Map(events.map(event => [JSON.stringify(event), event])).values(),
]

/** Whether what the event makes is known to be so with the rule and not without it, or the other way about. */
const differs = ({ rules }: QuestionTerms, without: ReadonlyMap<Rule, Truth>, event: RuleEvent): Term => {
  const doing = rules.filter(({ rule }) => sameEvent(rule.event, event))
  const [now, then] = [anyOf(doing.map(one => one.truth)), anyOf(doing.map(({ rule }) => without.get(rule)!))]
  return not(equal(now.t, then.t))
}

/** An answer is given only where no earlier one holds. */
const notForestalled = ({ rules, question: { decision } }: QuestionTerms, event: RuleEvent): Term => {
  if (event.type !== 'conclude') return 'true'
  const position = decision.answers.findIndex(one => one.id === event.answer)
  const earlier = new Set(decision.answers.slice(0, position).map(one => one.id))
  return and(
    ...rules
      .filter(({ rule }) => rule.event.type === 'conclude' && earlier.has(rule.event.answer))
      .map(({ truth }) => not(truth.t)),
  )
}

/** How true each rule would be without one of them. Those that it does not except stay as they are, term for term. */
const truthsWithout = ({ rules }: QuestionTerms, dropped: Rule): ReadonlyMap<Rule, Truth> => {
  const done = new Map<Rule, Truth>([[dropped, { t: 'false', f: 'true' }]])
  const truthOf = (terms: RuleTerms): Truth => {
    const { rule, inForce, conditions, truth } = terms
    const known = done.get(rule)
    if (known !== undefined) return known
    const exceptions = rules.filter(other => rule.exceptedBy.includes(other.rule.name))
    const isTouched = exceptions.some(one => truthOf(one) !== one.truth)
    const made = isTouched ? allOf([inForce, conditions, ...exceptions.map(one => negated(truthOf(one)))]) : truth
    done.set(rule, made)
    return made
  }
  for (const terms of rules) truthOf(terms)
  return done
}
