import { type DecisionDefinition, forms } from '@virtual-school/rules'
import type { QuestionTerms } from '../encode/question-terms.ts'
import { equal, notTerm, or, type Term } from '../smt/terms.ts'
import type { Comparison } from './comparison.ts'

/** That the answers differ, if every fact is known. */
export const answersDiffer = (comparison: Comparison): Term =>
  or(
    ...listAnswerIds(comparison).map(id =>
      notTerm(equal(answerTerm(comparison.sides[0], id), answerTerm(comparison.sides[1], id))),
    ),
  )

/** Lists the answers of either side. */
export const listAnswerIds = ({ sides }: Comparison): readonly string[] => [
  ...new Set(sides.flatMap(side => side.answers.map(one => one.id))),
]

/** That a side gives the answer, if every fact is known. */
export const answerTerm = ({ answers }: QuestionTerms, id: string): Term =>
  answers.find(one => one.id === id)?.truth.t ?? 'false'

/**
 * Whether answers must be compared for themselves: if rules conclude them, they rest on nothing else that is compared, and if the form
 * of the decision changed they do not rest on the same.
 */
export const standAlone = ({ sides }: Comparison): boolean => {
  const [old, now] = sides.map(one => one.question.decision)
  const formOf = ({ form, collects = '', answers }: DecisionDefinition) => [
    form,
    collects,
    ...answers.map(one => one.id),
  ]
  return forms[old!.form].isConcluded || formOf(old!).join() !== formOf(now!).join()
}
