import type { VocabularyFact } from '../compile/rulebook.ts'
import type { Issue } from '../kernel/issue.ts'
import { nearest, withSuggestion } from '../kernel/nearest.ts'
import type { CodeSet, TableOfReturn } from '../language/codes.ts'
import type { ColumnsAt, TableLayout } from './layout.ts'
import type { Remark } from './remarks.ts'

/** A heading that could be about a child is named by its place alone: it has to look like a heading, and not be too long. */
const heading = /^[A-Za-z][A-Za-z0-9 _./()?’'-]{0,29}$/
const called = (text: string, index: number): string =>
  heading.test(text) ? `Column ${index + 1}, “${text}”,` : `Column ${index + 1}`

/** What tables and spreadsheets add beside a return: an index, and columns without a name. */
const isNothing = (text: string): boolean => /^(|unnamed: ?\d+(_level_\d+)?|index|level_\d+)$/i.test(text)

interface Headings {
  readonly set: CodeSet
  readonly tables: readonly TableOfReturn[]
  readonly vocabulary: ReadonlyMap<string, VocabularyFact>
  readonly headings: readonly string[]
  readonly names: readonly (string | undefined)[]
  readonly beside: Pick<TableLayout, 'facts' | 'frame'>
  readonly at: ColumnsAt
  readonly called: string
}

/** What to say of the headings that nobody knows: a warning each, and an issue if a column without which nothing can be told is near. */
export const headingRemarks = (
  all: Headings,
): { readonly issues: readonly Issue[]; readonly warnings: readonly Remark[] } => {
  const issues: Issue[] = []
  const warnings: Remark[] = []
  const read = new Set([...all.beside.facts, ...all.beside.frame].map(one => one.index))
  const needed = neededColumns(all.set, all.tables)
  all.headings.forEach((text, index) => {
    const trimmed = text.replace('\uFEFF', '').trim()
    if (all.names[index] !== undefined || read.has(index) || isNothing(trimmed)) return
    const near = nearHeading(trimmed, all)
    const message = `${called(trimmed, index)} is not a column of this return and is not read.`
    const issue = withSuggestion({ code: 'unknown-name', pointer: '', file: all.called, message }, near?.heading)
    if (near !== undefined && needed.has(near.column)) issues.push(issue)
    else warnings.push({ ...issue, kind: 'column' })
  })
  return { issues, warnings }
}

/** A child, its birth, and what its rows are put together by: days, what began or ended, and why. */
const neededColumns = (set: CodeSet, tables: readonly TableOfReturn[]): ReadonlySet<string> =>
  new Set([
    ...tables.flatMap(({ child, parts }) => [
      ...child,
      ...[parts?.from, parts?.to, parts?.status, parts?.ended, parts?.on].map(one => one ?? ''),
    ]),
    ...set.tables.map(({ parts }) => parts?.birth ?? ''),
  ])

const shortest = 4
const furthest = 2

/**
 * A heading of a column that is read and not there, or a fact, that is near to this: as long but for a letter or two. Of short
 * names only those of the same letters are near, and those with one letter more or less.
 */
const nearHeading = (text: string, { set, vocabulary, at }: Headings): Near | undefined => {
  const known = new Map<string, string>([...vocabulary.keys()].map(name => [name, name]))
  for (const { name, also } of set.columns) for (const one of [name, ...also]) if (!at.has(name)) known.set(one, name)
  for (const name of set.tables.flatMap(one => one.child)) if (!at.has(name)) known.set(name, name)
  const heading = nearest(text, known.keys())
  if (heading === undefined || Math.abs(heading.length - text.length) > furthest) return undefined
  const letters = (word: string): string => [...word.toLowerCase()].sort().join('')
  const isShort = Math.min(text.length, heading.length) < shortest
  const isNear = !isShort || letters(text) === letters(heading) || isOneLetterMore(text, heading)
  return isNear ? { heading, column: known.get(heading)! } : undefined
}

/** Whether one of two words is the other with one more letter in it. */
const isOneLetterMore = (one: string, other: string): boolean => {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const letters = [...long.toLowerCase()]
  return letters.some((_, i) => letters.toSpliced(i, 1).join('') === short.toLowerCase())
}

interface Near {
  readonly heading: string
  /** The column that it is a heading of. */
  readonly column: string
}

/** A column that stands twice could tell two things. */
export const namedTwice = (name: string, file: string): Issue => ({
  code: 'duplicate-name',
  pointer: '',
  file,
  message: `The column “${name}” stands twice. Keep one of them.`,
})

/** No return has a table of such columns. None of the headings is named: if the first line is missing, they are about a child. */
export const noTable = (sets: readonly CodeSet[], headings: readonly string[], file: string | undefined): Issue => {
  const ways = sets.map(set => `${set.title} (${listTables(set)})`).join('; ')
  const semicolons = headings.length === 1 && /[;\t]/.test(headings[0]!)
  const message = semicolons
    ? 'The columns are set apart by semicolons or tabs. They were read as one.'
    : `These are not the headings of a table that is known. Known are: ${ways}.`
  return { code: 'unknown-name', pointer: '', ...(file === undefined ? {} : { file }), message }
}

const listTables = (set: CodeSet): string => set.tables.map(one => one.title).join(', ')

/** What a table lacks so that its rows tell less than they could. */
export const incompleteRemarks = (
  tables: readonly TableOfReturn[],
  at: ColumnsAt,
  layout: TableLayout,
  { saysWhose, unknown }: { readonly saysWhose: boolean; readonly unknown: number },
  file: string,
): readonly Remark[] => {
  const say = (message: string): Remark => ({ kind: 'incomplete', code: 'missing-member', pointer: '', file, message })
  const found: Remark[] = []
  const isAboutChild = tables.some(one => one.child.length > 0)
  const isLike = isAboutChild && !saysWhose && isLikeOnly(unknown, layout)
  if (isAboutChild && !saysWhose && !isLike)
    found.push(say('No column says which child a row is of, so no two rows are put together.'))
  for (const { rows, parts } of tables)
    if (rows !== 'child' && rows !== 'other' && parts?.to !== undefined && !at.has(parts.to))
      found.push(say(`There is no column “${parts.to}”, so nothing is known to go on.`))
  if (isLike)
    found.push(
      say(
        `It only looks like “${tables[0]!.title}”: of its columns only the date of birth is known. Each row is taken for a child of whom nothing else is known. If it is another table, leave it out.`,
      ),
    )
  if (isAboutChild && !isTelling(layout)) found.push({ ...say(saysLittle(layout)), kind: 'tells-little' })
  return found
}

/** Of what a return has it has a date of birth and nothing else, among columns that no return has. */
const isLikeOnly = (unknown: number, { birth, byIndex, facts }: TableLayout): boolean =>
  birth >= 0 && byIndex.filter(one => one !== undefined).length === 1 && unknown >= 2 && facts.length === 0

const isTelling = ({ telling, episode, review, facts, deaths }: TableLayout): boolean =>
  telling.some(one => one.tells) ||
  episode !== undefined ||
  review !== undefined ||
  facts.length > 0 ||
  deaths.length > 0

const saysLittle = ({ birth }: TableLayout): string =>
  birth < 0 ? 'No column of this table tells a fact.' : 'Of this table only the date of birth is read.'
