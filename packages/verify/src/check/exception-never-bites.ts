import { and, or } from '../smt/terms.ts'
import { decided, type Expected } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { editionIn, ownTerms } from './rule-never-holds.ts'
import { editionName } from './scope.ts'

/** Every exception meets the rule that it excepts: both would hold of some child. */
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
        // Of one that never holds that is said by itself.
        provided: [question.request.total, question.consistent, truth.t],
        message: `“${rule.title}” excepts “${name}”, and never holds where that would hold. Put right its conditions, or take the name out of its “exceptionTo”.`,
        nearest: [
          {
            terms: [question.request.total, question.consistent, truth.t],
            confirms: answer => decided(answer) && editionIn(answer, rule)?.truth === 'true',
          },
        ],
      }
    }),
  )
