import type { Rule, TraceRule } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import type { QuestionTerms, RuleTerms } from '../encode/question-terms.ts'
import { and, or } from '../smt/terms.ts'
import { type Expected, isDecided, type Nearest } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { conditionClause, editionName } from './scope.ts'

/** Expects that every rule that was ever put in force holds for some child on some day. */
export const rulesThatNeverHold = ({ question, authority }: Inquiry): readonly Expected[] =>
  ownTerms(question).map(terms => ({
    code: 'rule-never-holds',
    about: editionName(authority, terms.rule),
    rules: [terms.rule.name],
    possible: [[question.request.total, question.consistent, terms.truth.t]],
    message: `“${terms.rule.title}” holds for no child on any day. Put its conditions right, or take it out.`,
    nearest: nearestTo(question, terms),
  }))

/** The terms of the authority’s own rules that have a first day; prospective rules are not tried. */
export const ownTerms = ({ rules, question: { authority } }: QuestionTerms): readonly RuleTerms[] =>
  rules.filter(({ rule }) => rule.layer === authority.id && rule.firstDay !== null)

const nearestTo = (question: QuestionTerms, { rule, inForce, conditions }: RuleTerms): readonly Nearest[] => {
  const always = [question.request.total, question.consistent, inForce.t]
  const parts = 'all' in rule.conditions ? rule.conditions.all : []
  const excepted: Nearest = {
    terms: [...always, conditions.t],
    adds: 'Its conditions can hold, but whenever they do an exception takes it back.',
    confirms: answer => traceIfNotHolding(answer, rule)?.conditions?.truth === 'true',
  }
  const lacking = parts.map((part, i): Nearest => {
    const others = parts.filter(one => one !== part).map(one => question.truthOf(one).t)
    return {
      terms: [...always, ...others, question.truthOf(part).f],
      adds: `All else in it can hold together, but never with this: ${conditionClause(question.question.rulebook, question.question.authority, part)}.`,
      confirms: answer => lacks(traceIfNotHolding(answer, rule), i),
    }
  })
  return [
    excepted,
    ...lacking,
    { terms: always, confirms: answer => traceIfNotHolding(answer, rule)?.inForce === 'true' },
  ]
}

/** The edition’s part of the trace if the rule does not hold. */
const traceIfNotHolding = (answer: Parameters<Nearest['confirms']>[0], rule: Rule): TraceRule | undefined => {
  const found = isDecided(answer) ? editionIn(answer, rule) : undefined
  return found?.truth === 'true' ? undefined : found
}

/** The part of a trace about one edition of a rule. */
export const editionIn = ({ trace }: Decision, rule: Rule): TraceRule | undefined =>
  trace?.rules.find(one => one.name === rule.name && one.effective.from === rule.effective.from)

const lacks = (found: TraceRule | undefined, position: number): boolean => {
  const conditions = found?.conditions
  if (found?.inForce !== 'true' || conditions === undefined || !('all' in conditions)) return false
  return conditions.all.every((one, i) => one.truth === (i === position ? 'false' : 'true'))
}

/** Expects that every exception meets the rule that it excepts: both would hold for some child. */
export const exceptionsThatNeverBite = ({ question, authority }: Inquiry): readonly Expected[] =>
  ownTerms(question).flatMap(({ rule, truth }) =>
    rule.exceptionTo.map((name): Expected => {
      const excepted = question.rules.filter(one => one.rule.name === name)
      const meets = or(...excepted.map(({ inForce, conditions }) => and(inForce.t, conditions.t)))
      return {
        code: 'exception-never-bites',
        about: `${editionName(authority, rule)} ${name}`,
        rules: [rule.name, name],
        possible: [[question.request.total, question.consistent, truth.t, meets]],
        // An exception that never holds is a finding already.
        provided: [question.request.total, question.consistent, truth.t],
        message: `“${rule.title}” excepts “${name}”, and never holds when that would hold. Put right its conditions, or take the name out of its “exceptionTo”.`,
        nearest: [
          {
            terms: [question.request.total, question.consistent, truth.t],
            confirms: answer => isDecided(answer) && editionIn(answer, rule)?.truth === 'true',
          },
        ],
      }
    }),
  )
