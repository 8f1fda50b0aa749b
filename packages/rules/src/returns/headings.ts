import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { memoize } from '../kernel/memo.ts'
import { didYouMean, nearest, suggestionMember } from '../kernel/nearest.ts'
import type { CodeSet } from '../language/codes.ts'
import { type RecognisedTable, recogniseTable } from './recognise.ts'

/** Of each heading of an extract, the column that it is; empty for one that is passed over. */
export type ReturnHeadings = readonly string[]

/**
 * What the headings of an extract mean, or everything that is wrong with them. A heading that is not known is named by its
 * place alone: if the first line is missing, what stands there is about a child. Of a return whose tables are known, a column
 * that is not known is passed over.
 */
export const headingsOfReturn = (set: CodeSet, headings: readonly string[]): Checked<ReturnHeadings> => {
  if (set.tables.length > 0) return headingsByTables(set, headings)
  const known = columnsByHeading(set)
  const taken = new Set<string>()
  const issues: Issue[] = []
  const found = headings.map((heading, i) => {
    const name = known.get(heading.toLowerCase())
    if (name === undefined) issues.push(unknownHeading(heading, i + 1, set))
    else if (name !== '' && taken.has(name))
      issues.push({
        code: 'duplicate-name',
        pointer: '',
        message: `The column “${name}” stands twice. Keep one of them.`,
      })
    taken.add(name ?? '')
    return name ?? ''
  })
  return issues.length === 0 ? accepted(found) : refused(issues)
}

const headingsByTables = (set: CodeSet, headings: readonly string[]): Checked<ReturnHeadings> => {
  const table = recogniseTable({ sets: [set], vocabulary: new Map(), headings })
  if (!table.ok) return refused(table.issues.map(({ file, ...issue }) => issue))
  const { layout } = table.value
  const names = headings.map((_, index) => layout.byIndex[index]?.column.name ?? '')
  recognised.set(names, table)
  return accepted(names)
}

const recognised = new WeakMap<ReturnHeadings, Checked<RecognisedTable>>()

/** The table of headings that were read before; of a copy of them it is recognised again. */
export const tableOfHeadings = (set: CodeSet, headings: ReturnHeadings): Checked<RecognisedTable> =>
  memoize(recognised, headings, () => recogniseTable({ sets: [set], vocabulary: new Map(), headings }))

const columnsByHeading = ({ columns, identifiers, unused }: CodeSet): ReadonlyMap<string, string> =>
  new Map([
    ...[...identifiers, ...unused].map(heading => [heading.toLowerCase(), ''] as const),
    ...columns.flatMap(({ name, also }) => [name, ...also].map(heading => [heading.toLowerCase(), name] as const)),
  ])

const unknownHeading = (heading: string, place: number, set: CodeSet): Issue => {
  const known = [...set.columns.map(one => one.name), ...set.identifiers, ...set.unused]
  const suggestion = heading === '' ? undefined : nearest(heading, known)
  const message = `Column ${place} of the first line is not a column of this return.${didYouMean(suggestion)} Read are: ${set.columns.map(one => one.name).join(', ')}. Leave out a column that is not listed with the codes.`
  return { code: 'unknown-name', pointer: '', message, ...suggestionMember(suggestion) }
}
