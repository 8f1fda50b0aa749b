import type { Rule, RuleEvent } from '@virtual-school/rules'
import type { QuestionTerms, RuleTerms } from '../encode/question-terms.ts'
import { and, equal, kleeneAnd, kleeneNot, kleeneOr, notTerm, or, type Term, type TruthTerms } from '../smt/terms.ts'
import { type Expected, isDecided, type Nearest } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { editionIn, ownTerms } from './rule-never-holds.ts'
import { editionName } from './scope.ts'

/** Expects that every rule makes some answer, requirement, item or deadline that would not be there without it. */
export const rulesThatChangeNothing = ({ question, authority }: Inquiry): readonly Expected[] =>
  ownTerms(question).map(terms => ({
    code: 'rule-changes-nothing',
    about: editionName(authority, terms.rule),
    rules: [terms.rule.name, ...sameEffect(question, terms)],
    possible: totalThenAny(question, changesSomething(question, terms)),
    message: `Without the rule “${terms.rule.title}” every child would get the same answers, requirements, items and deadlines, force and reasons aside. Take it out, or make it say what the others do not.`,
    nearest: holding(question, terms),
  }))

/** The names of other rules with the same effect. */
const sameEffect = ({ rules }: QuestionTerms, { rule, events }: RuleTerms): readonly string[] => {
  const same = rules.filter(other => effectsOf(events).some(event => isDoing(other, event)))
  return [...new Set(same.map(other => other.rule.name))].filter(name => name !== rule.name)
}

/**
 * Expects that every rule of a council says something, in one of its questions, that no national rule to the same effect says.
 * Its own force may be the reason for it.
 */
export const restatedNationalRules = ({ question, authority, isNation }: Inquiry): readonly Expected[] =>
  (isNation ? [] : ownTerms(question)).flatMap(terms => {
    const effects = effectsOf(terms.events)
    const others = question.rules.filter(({ rule }) => rule.layer !== authority.id)
    const national = others.filter(other => effects.every(event => isDoing(other, event)))
    if (effects.length === 0 || (national.length === 0 && terms.rule.events.size === 1)) return []
    return {
      code: 'national-rule-restated',
      about: editionName(authority, terms.rule),
      rules: [terms.rule.name, ...new Set(national.map(({ rule }) => rule.name))],
      possible: totalThenAny(question, terms.truth.t, notTerm(or(...national.map(one => one.truth.t)))),
      message: `“${terms.rule.title}” holds only if national rules to the same effect hold, so it adds nothing but its own force. Take it out, or accept this finding with the reason why the council’s text is kept.`,
      nearest: holding(question, terms),
    }
  })

/** Tries a request with every fact known first: it is quicker, and nearly always enough. */
const totalThenAny = ({ request, consistent }: QuestionTerms, ...terms: readonly Term[]) => [
  [request.total, consistent, ...terms],
  [consistent, ...terms],
]

/** A case in which the rule holds, to see what else holds. */
const holding = ({ request, consistent }: QuestionTerms, { rule, truth }: RuleTerms): readonly Nearest[] => [
  {
    terms: [request.total, consistent, truth.t],
    confirms: answer => isDecided(answer) && editionIn(answer, rule)?.truth === 'true',
  },
]

/** What a rule does in the question, exceptions apart. */
const effectsOf = (events: readonly RuleEvent[]): readonly RuleEvent[] => events.filter(event => event.type !== 'none')

/** Whether a rule has this effect when it holds. */
const isDoing = ({ events }: RuleTerms, event: RuleEvent): boolean => events.some(one => sameEvent(one, event))

const sameEvent = (a: RuleEvent, b: RuleEvent): boolean => JSON.stringify(a) === JSON.stringify(b)

/** That some outcome would be different without the rule `dropped`; its force and its place in `because` do not count. */
const changesSomething = (question: QuestionTerms, { rule: dropped }: RuleTerms): Term => {
  const without = encodeWithout(question, dropped)
  const changed = question.rules.filter(({ rule, truth }) => rule === dropped || without.get(rule) !== truth)
  const events = changed.flatMap(one => effectsOf(one.events))
  return or(...distinct(events).map(event => and(differs(question, without, event), noEarlierAnswer(question, event))))
}

const distinct = (events: readonly RuleEvent[]): readonly RuleEvent[] => [
  ...new Map(events.map(event => [JSON.stringify(event), event])).values(),
]

/** That the effect of an event is known with the rule and not without it, or the reverse. */
const differs = ({ rules }: QuestionTerms, without: ReadonlyMap<Rule, TruthTerms>, event: RuleEvent): Term => {
  const doing = rules.filter(one => isDoing(one, event))
  const [now, then] = [kleeneOr(doing.map(one => one.truth)), kleeneOr(doing.map(({ rule }) => without.get(rule)!))]
  return notTerm(equal(now.t, then.t))
}

/** An answer is given only if no earlier one holds. */
const noEarlierAnswer = ({ rules, question: { decision } }: QuestionTerms, event: RuleEvent): Term => {
  if (event.type !== 'conclude') return 'true'
  const position = decision.answers.findIndex(one => one.id === event.answer)
  const earlier = new Set(decision.answers.slice(0, position).map(one => one.id))
  return and(
    ...rules
      .filter(({ events }) => events.some(one => one.type === 'conclude' && earlier.has(one.answer)))
      .map(({ truth }) => notTerm(truth.t)),
  )
}

/** The truth of each rule without one of them. Those that it does not except stay as they are, term for term. */
const encodeWithout = ({ rules }: QuestionTerms, dropped: Rule): ReadonlyMap<Rule, TruthTerms> => {
  const done = new Map<Rule, TruthTerms>([[dropped, { t: 'false', f: 'true' }]])
  const truthOf = (terms: RuleTerms): TruthTerms => {
    const { rule, inForce, conditions, truth } = terms
    const known = done.get(rule)
    if (known !== undefined) return known
    const exceptions = rules.filter(other => rule.exceptedBy.includes(other.rule.name))
    const isTouched = exceptions.some(one => truthOf(one) !== one.truth)
    const made = isTouched ? kleeneAnd([inForce, conditions, ...exceptions.map(one => kleeneNot(truthOf(one)))]) : truth
    done.set(rule, made)
    return made
  }
  for (const terms of rules) truthOf(terms)
  return done
}
