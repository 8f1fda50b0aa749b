import type { Authority, DecisionDefinition, Rule } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import type { RuleTerms } from '../encode/question-terms.ts'
import { type Expected, isDecided } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { ownTerms } from './rule-never-holds.ts'
import { editionName } from './scope.ts'

/** Expects that what a rule requires can be met and can be unmet while the rule holds: else it forbids everything, or protects nobody. */
export const requirementsThatNeverTurn = (inquiry: Inquiry): readonly Expected[] =>
  ownTerms(inquiry.question).flatMap(terms =>
    terms.events
      .flatMap(event => (event.type === 'require' ? [event.requirement] : []))
      .flatMap(id => [...expectStatus(inquiry, terms, id, 'met'), ...expectStatus(inquiry, terms, id, 'unmet')]),
  )

const expectStatus = (
  { question, authority, decision }: Inquiry,
  { rule, truth }: RuleTerms,
  id: string,
  status: 'met' | 'unmet',
): readonly Expected[] => {
  const { test } = question.requirements.find(one => one.id === id)!
  const { title } = decision.requirements.find(one => one.id === id)!
  const always = [question.request.total, question.consistent, truth.t]
  return [
    {
      code: `requirement-never-${status}`,
      about: nameRequirement(authority, decision, rule, id),
      rules: [rule.name],
      possible: [[...always, status === 'met' ? test.t : test.f]],
      message:
        status === 'met'
          ? `While “${rule.title}” holds it can never be so that ${title}, so it forbids every case. Put right the rule’s conditions or the requirement’s test.`
          : `While “${rule.title}” holds it is always so that ${title}, so it protects nobody. Put right the rule’s conditions or the requirement’s test.`,
      nearest: [
        {
          terms: always,
          confirms: answer => isDecided(answer) && holdsWith(answer, rule, id, status === 'met' ? 'unmet' : 'met'),
        },
      ],
    },
  ]
}

const holdsWith = (answer: Decision, { name }: Rule, id: string, status: 'met' | 'unmet'): boolean =>
  answer.requirements.some(
    one => one.id === id && one.applies === 'yes' && one.status === status && one.because.includes(name),
  )

/** The edition; if it requires several things, here or in other questions, then which of them as well. */
const nameRequirement = (authority: Authority, decision: DecisionDefinition, rule: Rule, id: string): string => {
  const required = [...rule.events.values()].flat().filter(event => event.type === 'require')
  return [editionName(authority, rule), ...(required.length > 1 ? [decision.id, id] : [])].join(' ')
}
