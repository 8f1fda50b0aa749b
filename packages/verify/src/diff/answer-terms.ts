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

export const isClassify = ({ sides }: Comparison): boolean =>
  sides.some(one => one.question.decision.form === 'classify')
