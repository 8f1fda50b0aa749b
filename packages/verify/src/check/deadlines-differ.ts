import type { DeadlineTerms } from '../encode/question-terms.ts'
import { decided, type Feared } from './expected.ts'
import type { Inquiry } from './inquiry.ts'

/** Nobody is set two different days for the same thing. */
export const differingDeadlines = ({ question, authority, decision }: Inquiry): readonly Feared[] =>
  question.deadlines.flatMap((one, i) =>
    question.deadlines.slice(0, i).flatMap(other => {
      const names = [other, one].map(({ event }) =>
        question.rules
          .filter(({ rule }) => rule.event === event || sameTerms(rule.event, event))
          .map(({ rule }) => rule),
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
          decided(answer) &&
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
