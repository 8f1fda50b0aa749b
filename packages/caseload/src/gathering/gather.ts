import { stat } from 'node:fs/promises'
import type { Issue } from '@virtual-school/rules'
import { childOf, type RecognisedTable, type Rules, readDate, watchDates } from '@virtual-school/rules/internal'
import { readFile } from '../reading/read-file.ts'
import { lower, type TakeRow } from '../reading/table-taker.ts'
import { markOlder, type NamedCouncils, type PupilNames, watchCouncils, watchTwice } from './across-files.ts'
import { joinRows } from './join-rows.ts'
import { judgeFile, judgeHead, noRows, saidOfUnknown, schoolYearWarning, type TableHead, tellsLittle } from './judge.ts'
import type { RowsOfFile, StoredRows } from './row-form.ts'
import { createRowStore, type RowLimits, type RowStore, startLimits } from './row-store.ts'

/** What stands in some files about children: the rows of each child, in the order in which the children come. */
export interface GatheredChildren {
  readonly rows: StoredRows
  /** The tables that rows are of, by place. */
  readonly tables: readonly TableHead[]
  /** Every file with what was found in it. */
  readonly files: readonly GatheredFile[]
  /** The latest day on which anything in them began, as 2026-11-22; empty if nothing says so. */
  readonly latest: string
  /** What files say of whose they are. */
  readonly councils: NamedCouncils
  /** The ids of children who stand under another one too. */
  readonly twice: ReadonlySet<string>
  readonly warnings: readonly Issue[]
  /** Why files were not read, or hold nothing that is known. */
  readonly issues: readonly Issue[]
}

/** A file, and what it was taken for. */
export interface GatheredFile {
  readonly file: string
  readonly tables: readonly string[]
  readonly rowsCount: number
}

/** A file that is to be read. It is plain data, and so is what is found, so that another thread can read it. */
export interface FileToGather {
  readonly path: string
  /** What it is called in issues. */
  readonly file: string
  readonly limits: RowLimits
}

/** What was found in one file. */
export interface FoundInFile extends Pick<GatheredChildren, 'tables' | 'latest' | 'councils' | 'warnings' | 'issues'> {
  readonly file: GatheredFile
  readonly rows: RowsOfFile
  readonly pupils: PupilNames
  /** Whether any table tells of a child. */
  readonly isTold: boolean
}

/** Who reads files, and whether several can be read at once. */
export interface FileReaders {
  readonly read: (file: FileToGather) => Promise<FoundInFile>
  readonly atOnce: boolean
}

/**
 * Reads files, each as it is, and puts the rows about one child together by what the files call the child. `nameOf`: what a file is
 * called in issues. `readers`: who reads; absent: this thread.
 */
export const gatherChildren = async (
  rules: Rules,
  files: readonly string[],
  nameOf: (file: string) => string,
  readers: FileReaders = { read: file => gatherFile(rules, file), atOnce: false },
): Promise<GatheredChildren> => {
  const join = joinRows()
  const pupils = watchTwice()
  const councils = new Map<string, ReadonlySet<string>>()
  const tables: TableHead[] = []
  const [gathered, warnings, issues]: [GatheredFile[], Issue[], Issue[]] = [[], [], []]
  let [latest, isTold] = ['', false]
  if (files.length > mostFiles) issues.push(tooManyFiles)
  for await (const found of inOrder(files.slice(0, mostFiles), nameOf, readers)) {
    join.add(found.rows)
    pupils.add(found.pupils)
    for (const [file, names] of found.councils) councils.set(file, names)
    tables.push(...found.tables)
    gathered.push(found.file)
    if (found.latest > latest) latest = found.latest
    if (found.isTold) isTold = true
    warnings.push(...found.warnings)
    issues.push(...found.issues)
  }
  // Beside a table that tells of children, it goes without saying that a list of addresses does not.
  const worthSaying = isTold ? warnings.filter(one => !tellsLittle(one)) : warnings
  return {
    rows: join.close(),
    tables: markOlder(rules, tables),
    files: gathered,
    latest,
    councils,
    twice: pupils.names.twice,
    warnings: worthSaying,
    issues,
  }
}

/** More than anybody has. What each of so many files leaves of a piece of memory can be named besides the most that is kept. */
const mostFiles = 3_000
const tooManyFiles: Issue = {
  code: 'too-many',
  pointer: '',
  message: `There are more than ${mostFiles.toLocaleString('en-GB')} files. Put those of the same form together.`,
}

/** What is in the files, in their order. If several are read at once, the largest is begun first. */
async function* inOrder(
  paths: readonly string[],
  nameOf: (file: string) => string,
  { read, atOnce }: FileReaders,
): AsyncGenerator<FoundInFile> {
  const limits = startLimits()
  const files = paths.map(path => ({ path, file: nameOf(path), limits }))
  if (!atOnce) {
    for (const file of files) yield await read(file)
    return
  }
  const sizes = await Promise.all(
    paths.map(path =>
      stat(path).then(
        one => one.size,
        () => 0,
      ),
    ),
  )
  const begun = new Map<number, Promise<FoundInFile>>()
  for (const place of [...files.keys()].sort((a, b) => sizes[b]! - sizes[a]!)) {
    const found = read(files[place]!)
    // A failure is met when its file’s turn comes; until then it must not count as unhandled.
    found.catch(() => {})
    begun.set(place, found)
  }
  for (const place of files.keys()) {
    yield await begun.get(place)!
    begun.delete(place)
  }
}

/** What the rows of a file are put into. */
interface Gathering {
  readonly rules: Rules
  readonly heads: TableHead[]
  readonly councils: ReturnType<typeof watchCouncils>
  readonly pupils: ReturnType<typeof watchTwice>
  /** Whether any table tells of a child. */
  isTold: boolean
  readonly add: RowStore['add']
}

/** What is noted of a file while its tables are read. */
interface FileNotes {
  readonly file: string
  /** The tables of returns that were found. */
  readonly found: Set<string>
  readonly warnings: Issue[]
  /** What is said once all rows have been seen. */
  readonly ends: (() => void)[]
  rowsCount: number
  latest: string
}

/** Begins a table that is known, and gives what takes its rows; undefined if they are about no child. */
const beginTable = (
  { heads, councils, pupils, add }: Gathering,
  notes: FileNotes,
  head: TableHead,
  table: RecognisedTable,
): TakeRow | undefined => {
  notes.warnings.push(...table.warnings, ...schoolYearWarning(table))
  for (const one of table.tables) notes.found.add(one)
  const seeCouncil = councils.ofTable(table, notes.file)
  if (!table.aboutChildren) return seeCouncil && ((_, cells) => seeCouncil(cells))
  const place = heads.push(head) - 1
  const watch = watchDates(table)
  let latest = ''
  notes.ends.push(() => {
    const { table: seen, warnings: said } = watch.result()
    heads[place] = { ...head, monthFirst: [...seen.layout.monthFirst], latest }
    notes.warnings.push(...said)
    if (latest > notes.latest) notes.latest = latest
  })
  const isWanted = wantedColumns(table)
  const begins = beginnings(table)
  return (line, cells, child = childOf(table, cells)) => {
    notes.rowsCount += 1
    watch.see(cells)
    seeCouncil?.(cells)
    pupils.see(table, child, cells)
    latest = latestOf(begins, cells, latest)
    const kept = cells.map((cell, i) => (isWanted[i] === false ? '' : cell))
    add(child.startsWith('\n') ? `\n${notes.file}${child}` : child, place, line, kept)
  }
}

/** Reads one file as it is. */
export const gatherFile = async (rules: Rules, { path, file, limits }: FileToGather): Promise<FoundInFile> => {
  const store = createRowStore(limits)
  const [councils, pupils] = [watchCouncils(), watchTwice()]
  const gathering: Gathering = { rules, isTold: false, heads: [], councils, pupils, add: store.add }
  const notes: FileNotes = { file, found: new Set(), warnings: [], ends: [], rowsCount: 0, latest: '' }
  const refusals: Issue[] = []
  /** Of each part why its first rows are no headings. */
  const above = new Map<string, readonly Issue[]>()
  const failure = await readFile(path, {
    warn: issue => void notes.warnings.push({ ...issue, file }),
    council: name => councils.note(file, name),
    table: (part, headings, _, saysWhose = false) => {
      const head = { name: part === '' ? file : `${file} ${part}`, headings, saysWhose, monthFirst: [] }
      const table = judgeHead(gathering.rules, head, part, above)
      if (table === lower) return lower
      if ('refusals' in table) return void refusals.push(...table.refusals)
      above.delete(part)
      if (!table.warnings.some(tellsLittle)) gathering.isTold = true
      return beginTable(gathering, notes, head, table)
    },
  })
  const { found, warnings, ends, rowsCount } = notes
  for (const end of ends) end()
  if (rowsCount === 0 && failure === undefined) warnings.push(noRows(file))
  refusals.push(...saidOfUnknown([...above.values()].flat(), file, found.size > 0))
  const said = refusals.map(issue => ({ file, ...issue }))
  const { heads, isTold } = gathering
  return {
    file: { file, tables: [...found], rowsCount },
    tables: heads,
    rows: store.close(heads.length),
    isTold,
    latest: notes.latest,
    councils: councils.found,
    pupils: pupils.names,
    ...judgeFile({ file, failure, warnings, refusals: said, isKnown: found.size > 0 }),
  }
}

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
