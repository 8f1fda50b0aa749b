import { forms } from '@virtual-school/rules'
import type { DeadlineTerms, QuestionTerms, RequirementTerms } from '../encode/question-terms.ts'
import { notTerm, or } from '../smt/terms.ts'
import { type Expected, type Feared, isDecided } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { editionIn, ownTerms } from './rule-never-holds.ts'
import { editionName } from './scope.ts'

/** Expects that any two requirements that can apply together can be met together. */
export const conflictingRequirements = (inquiry: Inquiry): readonly Expected[] => {
  const { requirements } = inquiry.question
  return requirements.flatMap((one, i) =>
    requirements
      .slice(0, i)
      .filter(other => isOwn(inquiry, one) || isOwn(inquiry, other))
      .map(other => pair(inquiry, other, one)),
  )
}

/** A pair of two national requirements is tried under the nation. */
const isOwn = ({ question, authority }: Inquiry, { id }: RequirementTerms): boolean =>
  asking(question, id).some(({ rule }) => rule.layer === authority.id)

const asking = ({ rules }: QuestionTerms, id: string) =>
  rules.filter(({ events }) => events.some(event => event.type === 'require' && event.requirement === id))

const pair = ({ question, authority, decision }: Inquiry, a: RequirementTerms, b: RequirementTerms): Expected => {
  const both = [question.request.total, question.consistent, a.applies.t, b.applies.t]
  const [first, second] = [a, b].map(({ id }) => decision.requirements.find(one => one.id === id)!.title)
  return {
    code: 'requirements-conflict',
    about: `${authority.id} ${decision.id} ${a.id} ${b.id}`,
    rules: [...new Set([...asking(question, a.id), ...asking(question, b.id)].map(({ rule }) => rule.name))],
    possible: [[...both, a.test.t, b.test.t]],
    provided: both,
    message: `If both are required, it cannot be so that ${first} and that ${second}, so nothing is ever permitted. Put right one of the two.`,
    nearest: [
      {
        terms: both,
        confirms: answer =>
          isDecided(answer) &&
          [a, b].every(({ id }) => answer.requirements.some(one => one.id === id && one.applies === 'yes')) &&
          [a, b].some(({ id }) => answer.requirements.some(one => one.id === id && one.status !== 'met')),
      },
    ],
  }
}

/** Fears that somebody is given two different days for the same thing. */
export const differingDeadlines = ({ question, authority, decision }: Inquiry): readonly Feared[] =>
  question.deadlines.flatMap((one, i) =>
    question.deadlines.slice(0, i).flatMap(other => {
      const names = [other, one].map(({ event }) =>
        question.rules.filter(({ events }) => events.some(own => sameTerms(own, event))).map(({ rule }) => rule),
      )
      const isOwn = names.flat().some(rule => rule.layer === authority.id)
      if (!isOwn || !differ(one, other)) return []
      const { action, role } = one.event
      return {
        code: 'deadlines-differ',
        about: `${authority.id} ${decision.id} ${action} ${role}`,
        rules: [...new Set(names.flat().map(rule => rule.name))],
        fault: [question.request.total, question.consistent, one.applies.t, other.applies.t],
        message: `Two rules give the ${role} different days for “${action}”. Let one of them except the other, or hold for other children.`,
        confirms: answer =>
          isDecided(answer) &&
          answer.deadlines.filter(due => due.action === action && due.role === role && due.status === 'applies')
            .length > 1,
      }
    }),
  )

const sameTerms = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const differ = ({ event: a }: DeadlineTerms, { event: b }: DeadlineTerms): boolean =>
  a.action === b.action &&
  a.role === b.role &&
  (a.count !== b.count || a.unit !== b.unit || a.direction !== b.direction || a.of !== b.of)

/** The list that says where to turn. */
const channels = 'channels'

/**
 * Fears that a request is accepted and nothing says where it goes: in a decision that rules conclude and that lists channels, a rule that
 * concludes its first answer holds, and no channel applies.
 */
export const acceptedWithoutChannel = ({ question, authority, decision }: Inquiry): readonly Feared[] => {
  if (!forms[decision.form].isConcluded || !decision.lists.includes(channels)) return []
  const [accept] = decision.answers
  const items = question.items.filter(one => one.list === channels)
  return ownTerms(question)
    .filter(({ events }) => events.some(one => one.type === 'conclude' && one.answer === accept!.id))
    .map(({ rule, truth }) => ({
      code: 'accept-without-channel',
      about: editionName(authority, rule),
      rules: [rule.name],
      fault: [question.request.total, question.consistent, truth.t, notTerm(or(...items.map(one => one.applies.t)))],
      message: `“${rule.title}” makes “${accept!.summary}” the answer, and nothing says where to turn. Let the same rule include an item of “${channels}”.`,
      confirms: answer =>
        isDecided(answer) &&
        editionIn(answer, rule)?.truth === 'true' &&
        !answer.lists[channels]?.some(one => one.status === 'applies'),
    }))
}
