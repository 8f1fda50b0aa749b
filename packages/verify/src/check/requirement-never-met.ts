import type { Decision, Rule } from '@virtual-school/rules'
import type { RuleTerms } from '../encode/question-terms.ts'
import { type Expected, isDecided } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { ownTerms } from './rule-never-holds.ts'
import { editionName } from './scope.ts'

/** Expects that what a rule requires can be met and can be unmet while the rule holds: else it forbids everything, or protects nobody. */
export const requirementsThatNeverTurn = (inquiry: Inquiry): readonly Expected[] =>
  ownTerms(inquiry.question).flatMap(terms => [
    ...expectStatus(inquiry, terms, 'met'),
    ...expectStatus(inquiry, terms, 'unmet'),
  ])

const expectStatus = (
  { question, authority, decision }: Inquiry,
  { rule, truth }: RuleTerms,
  status: 'met' | 'unmet',
): readonly Expected[] => {
  const { event } = rule
  if (event.type !== 'require') return []
  const { test } = question.requirements.find(one => one.id === event.requirement)!
  const { title } = decision.requirements.find(one => one.id === event.requirement)!
  const always = [question.request.total, question.consistent, truth.t]
  return [
    {
      code: `requirement-never-${status}`,
      about: editionName(authority, rule),
      rules: [rule.name],
      possible: [[...always, status === 'met' ? test.t : test.f]],
      message:
        status === 'met'
          ? `While “${rule.title}” holds it can never be so that ${title}, so it forbids every case. Put right the rule’s conditions or the requirement’s test.`
          : `While “${rule.title}” holds it is always so that ${title}, so it protects nobody. Put right the rule’s conditions or the requirement’s test.`,
      nearest: [
        {
          terms: always,
          confirms: answer => isDecided(answer) && holdsWith(answer, rule, status === 'met' ? 'unmet' : 'met'),
        },
      ],
    },
  ]
}

const holdsWith = (answer: Decision, { name }: Rule, status: 'met' | 'unmet'): boolean =>
  answer.requirements.some(one => one.applies === 'yes' && one.status === status && one.because.includes(name))
