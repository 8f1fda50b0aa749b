import type { QuestionTerms, RequirementTerms } from '../encode/question-terms.ts'
import { decided, type Expected } from './expected.ts'
import type { Inquiry } from './inquiry.ts'

/** Any two requirements that can be asked together can be met together. */
export const conflictingRequirements = (inquiry: Inquiry): readonly Expected[] => {
  const { requirements } = inquiry.question
  return requirements.flatMap((one, i) =>
    requirements
      .slice(0, i)
      .filter(other => isOwn(inquiry, one) || isOwn(inquiry, other))
      .map(other => pair(inquiry, other, one)),
  )
}

/** A council’s pair of two national requirements was looked at under the nation. */
const isOwn = ({ question, authority }: Inquiry, { id }: RequirementTerms): boolean =>
  asking(question, id).some(({ rule }) => rule.layer === authority.id)

const asking = ({ rules }: QuestionTerms, id: string) =>
  rules.filter(({ rule: { event } }) => event.type === 'require' && event.requirement === id)

const pair = ({ question, authority, decision }: Inquiry, a: RequirementTerms, b: RequirementTerms): Expected => {
  const both = [question.request.total, question.consistent, a.applies.t, b.applies.t]
  const [first, second] = [a, b].map(({ id }) => decision.requirements.find(one => one.id === id)!.title)
  return {
    code: 'requirements-conflict',
    about: `${authority.id} ${decision.id} ${a.id} ${b.id}`,
    rules: [...new Set([...asking(question, a.id), ...asking(question, b.id)].map(({ rule }) => rule.name))],
    possible: [[...both, a.test.t, b.test.t]],
    provided: both,
    message: `Where both are required it cannot be so that ${first} and that ${second}, so nothing is ever permitted there. Put right one of the two.`,
    nearest: [
      {
        terms: both,
        confirms: answer =>
          decided(answer) &&
          [a, b].every(({ id }) => answer.requirements.some(one => one.id === id && one.applies === 'yes')) &&
          [a, b].some(({ id }) => answer.requirements.some(one => one.id === id && one.status !== 'met')),
      },
    ],
  }
}
