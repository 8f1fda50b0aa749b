import type { Rulebook } from '../../compile/rulebook.ts'
import { isPlainObject } from '../../kernel/guards.ts'
import { accepted, type Checked, type Issue, refused } from '../../kernel/issue.ts'
import { limits } from '../../kernel/limits.ts'
import type { Scalar } from '../../language/values.ts'
import { issue, namesIn, unreadableMember } from '../request/members.ts'
import { askedFact, fits, misfit } from '../request/parse-facts.ts'
import { type Column, type Columns, codeOf, emptyColumn, unknownIn, valueOfCode } from './column.ts'

/** Many children as columns, and how many they are. */
export interface ChildColumns {
  readonly count: number
  readonly columns: Columns
}

/** The facts of one child: absent or undefined is not asked, null is asked and not known. Columns tell both alike: not known. */
export type FactRow = Readonly<Record<string, Scalar | null | undefined>>

/** Whatever knows the vocabulary: loaded rules do. */
type WithRulebook = { readonly rulebook: Rulebook }

/**
 * Plain facts of many children, as `evaluate` takes them of one, as the columns that `answerAll` takes: each in the smallest typed
 * array that holds its codes. Or an issue for each fact that does not fit, with the row, counted from 0, and the name of the fact;
 * never its value.
 */
export const columnsOf = ({ rulebook }: WithRulebook, rows: readonly FactRow[]): Checked<ChildColumns> => {
  const issues: Issue[] = []
  const columns = new Map<string, Column>()
  let left = 0
  rows.forEach((row: unknown, child) => {
    const before = issues.length
    addRow(rulebook, row, child, rows.length, columns, issues)
    if (issues.length > limits.rowIssuesCount) left += issues.splice(Math.max(before, limits.rowIssuesCount)).length
  })
  if (left > 0) issues.push(issue('too-many', [], `There are ${left} more issues of other rows.`))
  return issues.length > 0 ? refused(issues) : accepted({ count: rows.length, columns: Object.fromEntries(columns) })
}

const addRow = (
  rulebook: Rulebook,
  row: unknown,
  child: number,
  count: number,
  columns: Map<string, Column>,
  issues: Issue[],
): void => {
  const at = [String(child)]
  if (!isPlainObject(row)) return void issues.push(issue('wrong-type', at, 'A row is a plain object of facts by name.'))
  const names = namesIn(row)
  if (names === undefined) return void issues.push(unreadableMember(at))
  for (const name of names) {
    const path = [...at, name]
    let value: unknown
    try {
      value = row[name]
    } catch {
      issues.push(unreadableMember(path))
      continue
    }
    const fact = askedFact(rulebook, name, path, issues)
    if (fact === undefined || value === undefined || value === null) continue
    if (!fits(fact, value)) {
      issues.push(misfit(fact, value, path))
      continue
    }
    const column = columns.get(name) ?? emptyColumn(fact, count)
    columns.set(name, column)
    column[child] = codeOf(fact, value as Scalar)
  }
}

/**
 * The facts of one child, by its place in the columns, counted from 0: what is known, as `evaluate` takes it. Ask `evaluate` of it
 * for the whole decision with its trace, or `parseRequest` for the reasons why the child was refused.
 */
export const factsOfChild = (
  { rulebook }: WithRulebook,
  columns: Columns,
  child: number,
): Readonly<Record<string, Scalar>> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      const fact = rulebook.factsByName.get(name)
      const code = column?.[child]
      if (fact === undefined || column === undefined || code === undefined || code === unknownIn(column)) return []
      return [[name, valueOfCode(fact, code)]]
    }),
  )
