import type { Issue } from '@virtual-school/rules'
import { childOf, type RecognisedTable, type Rules, readDate, watchDates } from '@virtual-school/rules/internal'
import { readFile } from '../reading/read-file.ts'
import { lower, type TakeRow } from '../reading/table-taker.ts'
import { type NamedCouncils, type PupilNames, watchCouncils, watchTwice } from './across-files.ts'
import { judgeFile, judgeHead, noRows, saidOfUnknown, schoolYearWarning, type TableHead, tellsLittle } from './judge.ts'
import type { RowsOfFile } from './row-form.ts'
import { createRowStore, type RowLimits, type RowStore } from './row-store.ts'

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
export interface FoundInFile {
  /** The tables that rows are of, by place. */
  readonly tables: readonly TableHead[]
  /** The latest day on which anything in it began, as 2026-11-22; empty if nothing says so. */
  readonly latest: string
  readonly councils: NamedCouncils
  readonly warnings: readonly Issue[]
  readonly issues: readonly Issue[]
  readonly file: GatheredFile
  readonly rows: RowsOfFile
  readonly pupils: PupilNames
  /** Whether any table tells of a child. */
  readonly isTold: boolean
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

/** The latest of the days in these cells and the one before. */
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
