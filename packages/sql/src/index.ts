import type { Rules } from '@virtual-school/rules/internal'
import { listColumns } from './columns.ts'
import type { Dialect } from './dialects/dialect.ts'
import { duckdb } from './dialects/duckdb.ts'
import { layOut } from './form/lay-out.ts'
import { createTerms } from './form/term.ts'
import { makeQuestion, type SqlQuestion } from './question/question.ts'
import { render } from './render.ts'

export const dialects: Readonly<Record<string, Dialect>> = { duckdb }

export const questionAsSql = (rules: Rules, asked: SqlQuestion, dialect: Dialect, table: string): string => {
  const terms = createTerms()
  const question = makeQuestion(rules, terms, asked)
  const layout = layOut(listColumns(terms, question, rules.digest))
  return render(dialect, layout, `SELECT * FROM ${table}`)
}
