import type { DecisionDefinition } from '@virtual-school/rules'
import type { QuestionTerms } from '../encode/question-terms.ts'
import { equal, not, or, type Term } from '../smt/terms.ts'
import type { Comparison } from './comparison.ts'

/** Where every fact is known: the answers differ. */
export const answersDiffer = (comparison: Comparison): Term =>
  or(
    ...answerIds(comparison).map(id =>
      not(equal(answerTerm(comparison.sides[0], id), answerTerm(comparison.sides[1], id))),
    ),
  )

/** The answers of either side. */
export const answerIds = ({ sides }: Comparison): readonly string[] => [
  ...new Set(sides.flatMap(side => side.answers.map(one => one.id))),
]

export const answerTerm = ({ answers }: QuestionTerms, id: string): Term =>
  answers.find(one => one.id === id)?.truth.t ?? 'false'

/**
 * Whether answers must be looked at for themselves: for `classify` they rest on nothing else that is seen, and where the form
 * of the decision changed they do not rest on the same.
 */
export const standAlone = ({ sides }: Comparison): boolean => {
  const [old, now] = sides.map(one => one.question.decision)
  const formOf = ({ form, collects = '', answers }: DecisionDefinition) => [
    form,
    collects,
    ...answers.map(one => one.id),
  ]
  return old!.form === 'classify' || formOf(old!).join() !== formOf(now!).join()
}
