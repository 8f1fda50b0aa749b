import type { QuestionTerms, RuleTerms } from '../encode/question-terms.ts'
import { not, or, type Term } from '../smt/terms.ts'
import { changesSomething, sameEvent } from './effect.ts'
import { decided, type Expected, type Nearest } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { editionIn, ownTerms } from './rule-never-holds.ts'
import { editionName } from './scope.ts'

/** Every rule makes some answer, requirement, item or deadline that would not be there without it. */
export const rulesThatChangeNothing = ({ question, authority }: Inquiry): readonly Expected[] =>
  ownTerms(question).map(terms => ({
    code: 'rule-changes-nothing',
    about: editionName(authority, terms.rule),
    rules: [terms.rule.name, ...besides(question, terms)],
    possible: wholeThenPartial(question, changesSomething(question, terms)),
    message: `Without the rule “${terms.rule.title}” every child would get the same answers, requirements, items and deadlines, force and reasons aside. Take it out, or make it say what the others do not.`,
    nearest: holding(question, terms),
  }))

/** The rules that make the same. */
const besides = ({ rules }: QuestionTerms, { rule }: RuleTerms): readonly string[] => {
  const same = rules.filter(other => rule.event.type !== 'none' && sameEvent(other.rule.event, rule.event))
  return [...new Set(same.map(other => other.rule.name))].filter(name => name !== rule.name)
}

/** Every rule of a council says something that no national rule to the same effect says. Its own force may be the reason for it. */
export const restatedNationalRules = ({ question, authority, isNation }: Inquiry): readonly Expected[] =>
  (isNation ? [] : ownTerms(question)).flatMap(terms => {
    const national = question.rules.filter(
      ({ rule }) => rule.layer !== authority.id && sameEvent(rule.event, terms.rule.event),
    )
    if (terms.rule.event.type === 'none' || national.length === 0) return []
    return {
      code: 'national-rule-restated',
      about: editionName(authority, terms.rule),
      rules: [terms.rule.name, ...new Set(national.map(({ rule }) => rule.name))],
      possible: wholeThenPartial(question, terms.truth.t, not(or(...national.map(one => one.truth.t)))),
      message: `“${terms.rule.title}” holds only where national rules to the same effect hold, so it adds nothing but its own force. Take it out, or accept this finding with the reason why the council’s text is kept.`,
      nearest: holding(question, terms),
    }
  })

/** A request with every fact known is tried first: it is quicker, and nearly always enough. */
const wholeThenPartial = ({ request, consistent }: QuestionTerms, ...terms: readonly Term[]) => [
  [request.total, consistent, ...terms],
  [consistent, ...terms],
]

/** A case in which the rule holds, to see what holds beside it. */
export const holding = ({ request, consistent }: QuestionTerms, { rule, truth }: RuleTerms): readonly Nearest[] => [
  {
    terms: [request.total, consistent, truth.t],
    confirms: answer => decided(answer) && editionIn(answer, rule)?.truth === 'true',
  },
]
