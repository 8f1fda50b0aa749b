import type { VocabularyFact } from '../compile/rulebook.ts'
import type { CivilDate } from '../kernel/dates.ts'
import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { memoize } from '../kernel/memo.ts'
import type { CodeSet, TableOfReturn } from '../language/codes.ts'
import { isBlank } from './blank.ts'
import { headingRemarks, incompleteRemarks, namedTwice, noTable } from './heading-remarks.ts'
import { layOutTable, type TableLayout } from './layout.ts'
import type { Remark } from './remarks.ts'

/** A table of which it is known what its columns are. It is made once, for all of its rows. */
export interface RecognisedTable {
  readonly set: CodeSet
  /** What its reader calls it, as a file or a sheet: so it is named in issues and sources. */
  readonly name: string
  /** The tables of the return that it serves as. A flat extract serves as several. */
  readonly tables: readonly string[]
  /** Columns that name the child beside the ones that rows are put together by. */
  readonly alsoChildColumns: readonly number[]
  /** Columns that name the council whose file it is. */
  readonly councilColumns: readonly number[]
  /** Absent of the newest of its kind: the latest day in it, and the newer table with its latest day. */
  readonly older?: { readonly latest: CivilDate; readonly newer: string; readonly newerLatest: CivilDate }
  /** False of a table about others, such as those who adopt: its rows tell of no child. */
  readonly aboutChildren: boolean
  /** How many columns it has. */
  readonly width: number
  /** The columns that say which child a row is of; the first of them that is not blank counts. */
  readonly childColumns: readonly number[]
  /** What is passed over, what looks like a slip, and what is missing. */
  readonly warnings: readonly Remark[]
  readonly layout: TableLayout
}

/** What is said of a table before its rows are read. */
export interface TableToRecognise {
  readonly sets: readonly CodeSet[]
  /** The facts that there are: each may have a column of its own beside the return’s. */
  readonly vocabulary: ReadonlyMap<string, VocabularyFact>
  readonly headings: readonly string[]
  /** Absent: the table is called by its title in the return. */
  readonly name?: string
  /** Whether its reader knows of each row whose it is, so that no column need say it. */
  readonly saysWhose?: boolean
}

/**
 * Which table of which return a row of headings is. Case, blanks and punctuation do not count, and a column that nobody knows is
 * passed over with a warning. Refused if no table has these columns, if one stands twice, and if the child or a date that the
 * rows are put together by seems to be misspelt.
 */
export const recogniseTable = ({
  sets,
  vocabulary,
  headings,
  name,
  saysWhose = false,
}: TableToRecognise): Checked<RecognisedTable> => {
  const fits = sets.flatMap(set => fitOf(set, headings)).sort((a, b) => b.score - a.score)
  const best = fits[0]
  if (best === undefined || isReport(best)) return refused([noTable(sets, headings, name)])
  const { set, tables, at, names } = best
  const called = name ?? tables.at(-1)!.title
  const beside = factColumns(vocabulary, headings, names)
  const twice = duplicates(names, headings, beside, called)
  const childColumns = tables
    .flatMap(one => one.child)
    .flatMap(one => at.get(one) ?? [])
    .filter((index, i, all) => all.indexOf(index) === i)
  const layout = layOutTable(set, tables, at, beside)
  const unknown = headingRemarks({ set, tables, vocabulary, headings, names, beside, at, called })
  const known = { saysWhose: saysWhose || childColumns.length > 0, unknown: unknown.warnings.length }
  const missing = incompleteRemarks(tables, at, layout, known, called)
  if (twice.length + unknown.issues.length > 0) return refused([...twice, ...unknown.issues])
  return accepted({
    set,
    name: called,
    tables: tables.map(one => one.id),
    aboutChildren: tables.some(one => one.rows !== 'other' || one.child.length > 0),
    width: headings.length,
    childColumns,
    alsoChildColumns: [...new Set(tables.flatMap(one => one.alsoChild))].flatMap(one => at.get(one) ?? []),
    councilColumns: set.councils.flatMap(one => at.get(one) ?? []),
    warnings: [...unknown.warnings, ...missing],
    layout,
  })
}

/** The child that a row is of, as it stands there; empty if the row does not say. Rows are joined by it, and nothing repeats it. */
export const childOf = ({ childColumns }: RecognisedTable, cells: readonly string[]): string => {
  for (const index of childColumns) {
    const id = cells[index]?.trim()
    if (id !== undefined && !isBlank(id)) return id
  }
  return ''
}

/** A heading without case, blanks and punctuation. */
export const plainHeading = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** A page of a report may speak of births in two places, and of nothing else that a return has. */
const isReport = ({ set, tables, names }: Fit): boolean => {
  const known = names.filter(
    name => set.columns.some(one => one.name === name) || set.tables.some(one => one.child.includes(name ?? '')),
  )
  return known.length > 1 && known.every(one => one === known[0]) && tables.some(one => one.parts?.birth === known[0])
}

interface Fit {
  readonly set: CodeSet
  readonly tables: readonly TableOfReturn[]
  readonly at: ReadonlyMap<string, number>
  /** Of each heading the column that it is; empty for what is passed over without a word, undefined for what nobody knows. */
  readonly names: readonly (string | undefined)[]
  readonly score: number
}

const fitOf = (set: CodeSet, headings: readonly string[]): readonly Fit[] => {
  const known = namesByHeading(set)
  const names = headings.map(heading => known.get(plainHeading(heading)))
  const at = new Map<string, number>()
  names.forEach((name, index) => {
    if (name !== undefined && !at.has(name)) at.set(name, index)
  })
  const served = set.tables.filter(table => table.anyOf.some(one => at.has(one)))
  // A column that any child has does not make a table, if another one has it too.
  const telling = served.filter(one => one.rows !== 'child')
  const tables = served.filter(one => one.rows !== 'child' || telling.length === 0 || ownsMore(one, telling, at))
  if (tables.length === 0) return []
  const columns = new Set(tables.flatMap(one => [...one.columns, ...one.child]))
  const score = names.filter(one => one !== undefined && columns.has(one)).length
  const hasChild = tables.some(one => one.child.some(column => at.has(column)))
  return [{ set, tables, at, names, score: score + (hasChild ? 0.5 : 0) }]
}

const ownsMore = (table: TableOfReturn, others: readonly TableOfReturn[], at: ReadonlyMap<string, number>): boolean =>
  table.columns.some(one => at.has(one) && !others.some(other => other.columns.includes(one)))

const namesByHeading = (set: CodeSet): ReadonlyMap<string, string> =>
  memoize(knownHeadings, set, () => {
    const known = new Map<string, string>()
    const add = (heading: string, name: string) => {
      const plain = plainHeading(heading)
      if (!known.has(plain)) known.set(plain, name)
    }
    for (const { name, also } of set.columns) for (const heading of [name, ...also]) add(heading, name)
    for (const name of [...set.identifiers, ...set.unused]) add(name, name)
    return known
  })
const knownHeadings = new WeakMap<CodeSet, ReadonlyMap<string, string>>()

const frame: readonly string[] = ['authority', 'decision'] satisfies readonly TableLayout['frame'][number]['member'][]

const factColumns = (
  vocabulary: ReadonlyMap<string, VocabularyFact>,
  headings: readonly string[],
  names: readonly (string | undefined)[],
): Pick<TableLayout, 'facts' | 'frame'> => {
  const free = headings.flatMap((heading, index) =>
    names[index] === undefined ? [{ heading: heading.trim(), index }] : [],
  )
  return {
    facts: free.flatMap(({ heading, index }) => {
      const fact = vocabulary.get(heading)
      return fact === undefined ? [] : [{ index, fact }]
    }),
    frame: free.flatMap(({ heading, index }) =>
      frame.includes(heading) ? [{ index, member: heading as 'authority' | 'decision' }] : [],
    ),
  }
}

const duplicates = (
  names: readonly (string | undefined)[],
  headings: readonly string[],
  { facts, frame: members }: Pick<TableLayout, 'facts' | 'frame'>,
  called: string,
): readonly Issue[] => {
  const known = headings.map((heading, index) => names[index] ?? heading.trim())
  const read = new Set([...facts, ...members].map(one => one.index))
  return known.flatMap((name, index) =>
    (names[index] !== undefined || read.has(index)) && known.indexOf(name) < index ? [namedTwice(name, called)] : [],
  )
}
