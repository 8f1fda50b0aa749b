import type { Rules } from '@virtual-school/rules/internal'
import { rowHead } from './answer-child.ts'
import type { AnsweredTogether } from './answer-children.ts'
import { partsOfChild } from './answer-columns.ts'
import type { AnswerRow } from './answer-row.ts'

/** The answers about some children as rows, in the order of the children and then of the questions. */
export const rowsOfAnswers = (
  rules: Rules,
  { children, placeOf, columns, rows, refused }: AnsweredTogether,
): readonly (readonly AnswerRow[])[] =>
  children.map((child, i) => {
    const own = rows.get(child)
    if (own !== undefined) return own
    return columns.map((found, question) => {
      const told = refused[question]!.get(child)
      return told ?? { ...rowHead(rules, child), ...partsOfChild(rules, found, placeOf[i]!) }
    })
  })
