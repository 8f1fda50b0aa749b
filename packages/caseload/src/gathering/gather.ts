import type { Checked, Issue } from '@virtual-school/rules'
import {
  accepted,
  childOf,
  type RecognisedTable,
  type Rules,
  readDate,
  recogniseTable,
  watchDates,
  yearGroupFact,
} from '@virtual-school/rules/internal'
import { readFile } from '../reading/read-file.ts'
import { lower } from '../reading/table-taker.ts'
import { createRowStore, type StoredRows } from './row-store.ts'

/** What stands in some files about children: the rows of each child, in the order in which the children come. */
export interface GatheredChildren {
  readonly rows: StoredRows
  /** The tables that rows are of, by place. */
  readonly tables: readonly TableHead[]
  /** Every file with what was found in it. */
  readonly files: readonly GatheredFile[]
  /** The latest day on which anything in them began, as 2026-11-22; empty if nothing says so. */
  readonly latest: string
  readonly warnings: readonly Issue[]
  /** Why files were not read, or hold nothing that is known. */
  readonly issues: readonly Issue[]
}

/** What a table is called and what its columns are called: all that it is recognised by. */
export interface TableHead {
  readonly name: string
  readonly headings: readonly string[]
  /** Whether its rows come with whose they are. */
  readonly saysWhose: boolean
  /** The columns in which the month was found to come first, once all rows have been seen. */
  readonly monthFirst: readonly number[]
}

/** A file, and what it was taken for. */
export interface GatheredFile {
  readonly file: string
  readonly tables: readonly string[]
  readonly rowsCount: number
}

/** A table as it is recognised by its head, with the codes and facts that the rules hold. */
export const recogniseHead = ({ rulebook }: Rules, { monthFirst, ...head }: TableHead): Checked<RecognisedTable> => {
  const found = recogniseTable({ sets: [...rulebook.codeSets.values()], vocabulary: rulebook.factsByName, ...head })
  if (!found.ok || monthFirst.length === 0) return found
  const { layout } = found.value
  return accepted({ ...found.value, layout: { ...layout, monthFirst: new Set(monthFirst) } })
}

/** What the rows of all files are put into. */
interface Gathering {
  readonly rules: Rules
  readonly heads: TableHead[]
  /** Whether any table tells of a child. */
  isTold: boolean
  readonly add: (child: string, table: number, line: number, cells: readonly string[]) => void
}

/** Reads files, each as it is, and puts the rows about one child together by what the files call the child. `nameOf`: what a file is called in issues. */
export const gatherChildren = async (
  rules: Rules,
  files: readonly string[],
  nameOf: (file: string) => string,
): Promise<GatheredChildren> => {
  const store = createRowStore()
  const places = new Map<string, number>()
  let childrenCount = 0
  const placeOf = (id: string): number => {
    const known = id === '' ? undefined : places.get(id)
    if (known !== undefined) return known
    // A row that names no child is a child of its own.
    if (id !== '') places.set(id, childrenCount)
    childrenCount += 1
    return childrenCount - 1
  }
  const gathering: Gathering = {
    rules,
    isTold: false,
    heads: [],
    add: (child, table, line, cells) => store.add(placeOf(child), table, line, cells),
  }
  const [gathered, warnings, issues]: [GatheredFile[], Issue[], Issue[]] = [[], [], []]
  let latest = ''
  for (const file of files) {
    const found = await gatherFile(gathering, file, nameOf(file))
    gathered.push(found.file)
    if (found.latest > latest) latest = found.latest
    warnings.push(...found.warnings)
    issues.push(...found.issues)
  }
  // Beside a table that tells of children, it goes without saying that a list of addresses does not.
  const worthSaying = gathering.isTold ? warnings.filter(one => !tellsLittle(one)) : warnings
  return { rows: store.close(), tables: gathering.heads, files: gathered, latest, warnings: worthSaying, issues }
}

/**
 * The table that a row of headings is of, or why it is none. `above`: of each part of the file why its first rows were no headings;
 * those of a table without a title stand in the first.
 */
const judgeHead = (
  rules: Rules,
  head: TableHead,
  part: string,
  above: Map<string, readonly Issue[]>,
): RecognisedTable | typeof lower | { readonly refusals: readonly Issue[] } => {
  const recognised = recogniseHead(rules, head)
  if (!recognised.ok) {
    if (head.saysWhose || !recognised.issues.every(isOfNoTable)) return { refusals: recognised.issues }
    if (!above.has(part)) above.set(part, recognised.issues)
    return lower
  }
  const table = recognised.value
  if (above.has(part)) return isBelowTitle(table, head) ? table : lower
  if (!table.aboutChildren || head.saysWhose || namesChild(table) || part === '') return table
  return { refusals: [namesNobody(head.name)] }
}

const gatherFile = async (gathering: Gathering, path: string, file: string) => {
  const { rules, heads, add } = gathering
  const found = new Set<string>()
  const [warnings, refusals]: [Issue[], Issue[]] = [[], []]
  /** Of each part why its first rows are no headings. */
  const above = new Map<string, readonly Issue[]>()
  const watches: (() => void)[] = []
  let [rowsCount, latest] = [0, '']
  const failure = await readFile(path, {
    warn: issue => void warnings.push({ ...issue, file }),
    table: (part, headings, _, saysWhose = false) => {
      const head = { name: part === '' ? file : `${file} ${part}`, headings, saysWhose, monthFirst: [] }
      const table = judgeHead(rules, head, part, above)
      if (table === lower) return lower
      if ('refusals' in table) return void refusals.push(...table.refusals)
      above.delete(part)
      if (!table.warnings.some(tellsLittle)) gathering.isTold = true
      warnings.push(...table.warnings, ...schoolYearWarning(table))
      for (const one of table.tables) found.add(one)
      if (!table.aboutChildren) return undefined
      const place = heads.push(head) - 1
      const watch = watchDates(table)
      watches.push(() => {
        const { table: seen, warnings: said } = watch.result()
        heads[place] = { ...head, monthFirst: [...seen.layout.monthFirst] }
        warnings.push(...said)
      })
      const isWanted = wantedColumns(table)
      const begins = beginnings(table)
      return (line, cells, child = childOf(table, cells)) => {
        rowsCount += 1
        watch.see(cells)
        latest = latestOf(begins, cells, latest)
        const kept = cells.map((cell, i) => (isWanted[i] === false ? '' : cell))
        add(child.startsWith('\n') ? `\n${file}${child}` : child, place, line, kept)
      }
    },
  })
  for (const end of watches) end()
  if (rowsCount === 0 && failure === undefined) warnings.push(noRows(file))
  refusals.push(...saidOfUnknown([...above.values()].flat(), file, found.size > 0))
  return {
    file: { file, tables: [...found], rowsCount },
    latest,
    ...judgeFile({
      file,
      failure,
      warnings,
      refusals: refusals.map(issue => ({ file, ...issue })),
      isKnown: found.size > 0,
    }),
  }
}

/** What is said of a file, and why it is refused. Of a workbook or of XML most parts may be about something else. */
const judgeFile = ({
  file,
  failure,
  warnings,
  refusals,
  isKnown,
}: {
  readonly file: string
  readonly failure: Issue | undefined
  readonly warnings: readonly Issue[]
  readonly refusals: readonly Issue[]
  readonly isKnown: boolean
}): Pick<GatheredChildren, 'warnings' | 'issues'> => {
  if (failure !== undefined) return { warnings, issues: [{ ...failure, file }] }
  return isKnown ? { warnings: [...warnings, ...refusals], issues: [] } : { warnings, issues: refusals }
}

const noRows = (file: string): Issue => ({
  code: 'missing-member',
  pointer: '',
  file,
  message: 'There are no rows about children in it. If there should be, look at the program that wrote it.',
})

const tellsLittle = (one: Issue & { readonly kind?: string }): boolean => one.kind === 'tells-little'

/** A census says the school year of its own day, and the question may be about a later one. */
const schoolYearWarning = ({ name, layout: { telling } }: RecognisedTable): readonly Issue[] =>
  telling.some(one => one.codes?.list.codes.some(({ facts }) => facts?.[yearGroupFact] !== undefined))
    ? [
        {
          code: 'out-of-range',
          pointer: '',
          file: name,
          message:
            'The school years are those of the day on which the file was made. If that was before the last 1 September, they are too low: take a newer file, or leave the column out.',
        },
      ]
    : []

/** What to say of parts that are no table: beside some that are, little, and of all of them what is known, once. */
const saidOfUnknown = (issues: readonly Issue[], file: string, isBesideOthers: boolean): readonly Issue[] =>
  isBesideOthers
    ? issues.map(one => ({ ...one, message: 'It has no headings of a table that is known, and is not read.' }))
    : issues.slice(0, 1).map(one => ({ ...one, file }))

/** No table fits: a slip in a table that fits has a suggestion. */
const isOfNoTable = ({ code, suggestion }: Issue): boolean => code === 'unknown-name' && suggestion === undefined

/** A page of guidance has names of columns among its words: headings say which child, and most of them are known. */
const isBelowTitle = ({ aboutChildren, childColumns, warnings }: RecognisedTable, { headings }: TableHead): boolean => {
  const unknown = warnings.filter(one => one.kind === 'column').length
  return (childColumns.length > 0 || !aboutChildren) && unknown * 2 <= headings.filter(one => one !== '').length
}

/** Whether its rows could be about a child. A workbook has lists of codes too, under the headings of the tables that use them. */
const namesChild = ({ childColumns, layout }: RecognisedTable): boolean => childColumns.length > 0 || layout.birth >= 0

const namesNobody = (file: string): Issue => ({
  code: 'missing-member',
  pointer: '',
  file,
  message: 'No column says which child a row is of or when it was born, so nothing of this sheet is read.',
})

/** Where the days stand on which something began, or was. */
const beginnings = ({ layout: { episode, review, event, cases, spans } }: RecognisedTable): readonly number[] =>
  [episode?.from, review?.on, event?.on, ...[...cases, ...spans].map(one => one.from)].filter(
    (index): index is number => index !== undefined && index >= 0,
  )

const latestOf = (begins: readonly number[], cells: readonly string[], before: string): string => {
  let latest = before
  for (const index of begins) {
    const text = cells[index]
    const found = text === undefined || text === '' ? undefined : readDate(text)
    if (found !== undefined && 'date' in found && found.date > latest) latest = found.date
  }
  return latest
}

/** Whether anything reads a column; what stands in the others is not kept. */
const wantedColumns = ({ layout, childColumns, width }: RecognisedTable): readonly boolean[] => {
  const parts = [layout.episode, layout.review, layout.event, ...layout.cases, ...layout.spans].flatMap(
    one => one ?? [],
  )
  const wanted = new Set([
    ...childColumns,
    ...[...layout.facts, ...layout.frame].map(one => one.index),
    ...parts.flatMap(({ from, to, began, status, ended, on, case: of }) => [from, to, began, status, ended, on, of]),
  ])
  return Array.from({ length: width }, (_, i) => layout.byIndex[i] !== undefined || wanted.has(i))
}
