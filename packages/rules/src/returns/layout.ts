import type { VocabularyFact } from '../compile/rulebook.ts'
import type { CellTest, CodeSet, ReturnColumn, TableOfReturn } from '../language/codes.ts'
import { type CodeIndex, indexLists } from './code-index.ts'

/** On which day a code of a row is judged: its first day, the day it ended, or the last on which it was so. */
export type Judged = 'first' | 'end' | 'last'

/** A column that is read, where it stands in the table. */
export interface LayoutColumn {
  readonly index: number
  readonly column: ReturnColumn
  /** Its place in the set: of two columns that tell the same fact the first counts. */
  readonly rank: number
  readonly codes?: CodeIndex
  readonly judged: Judged
  /** Where the row’s first day and the day it ended stand; −1 if nowhere. */
  readonly from: number
  readonly to: number
  readonly when: readonly LayoutTest[]
  /** Of a table of events, of which the latest counts. */
  readonly isEvent: boolean
  /** Whether any fact follows from it. */
  readonly tells: boolean
}

/** A test of a cell, with where that cell stands; −1 if the table does not have it. */
export interface LayoutTest {
  readonly index: number
  readonly test: CellTest
}

/** Where the parts of a row stand; −1 for one that the table does not have. */
export interface Parts {
  readonly table: TableOfReturn
  readonly from: number
  readonly to: number
  readonly began: number
  readonly status: number
  readonly ended: number
  readonly on: number
  readonly case: number
}

/** What is read of each row of a table, and where it stands. */
export interface TableLayout {
  readonly birth: number
  readonly deaths: readonly number[]
  /** Columns of codes of which some record a death. */
  readonly deathCodes: readonly LayoutColumn[]
  /** Columns that tell by themselves, in the order of the set. */
  readonly telling: readonly LayoutColumn[]
  /** Every column that is read, by its place. */
  readonly byIndex: readonly (LayoutColumn | undefined)[]
  readonly episode: Parts | undefined
  readonly review: Parts | undefined
  readonly event: Parts | undefined
  readonly cases: readonly Parts[]
  readonly spans: readonly Parts[]
  readonly facts: readonly { readonly index: number; readonly fact: VocabularyFact }[]
  readonly frame: readonly { readonly index: number; readonly member: 'authority' | 'decision' }[]
  /** Columns in which the month was found to come first. */
  readonly monthFirst: ReadonlySet<number>
}

/** Which column stands where, by its name in the set. */
export type ColumnsAt = ReadonlyMap<string, number>

/** How the rows of a table that serves as these tables of a return are read. */
export const layOut = (
  set: CodeSet,
  tables: readonly TableOfReturn[],
  at: ColumnsAt,
  given: Pick<TableLayout, 'facts' | 'frame'>,
): TableLayout => {
  const placed = tables.map(table => partsOf(table, at))
  const taken = new Set(placed.flatMap(takenBy))
  const columns = set.columns.flatMap((column, rank) => placeColumn({ set, placed, at }, column, rank))
  const ofKind = (kind: TableOfReturn['rows']) => placed.filter(one => one.table.rows === kind)
  const births = tables.map(one => at.get(one.parts?.birth ?? '') ?? -1).filter(index => index >= 0)
  const deaths = columns.filter(one => one.column.records !== undefined).map(one => one.index)
  return {
    birth: births[0] ?? -1,
    deaths,
    deathCodes: columns.filter(one => one.codes?.recordsDeath === true),
    telling: columns.filter(one => !taken.has(one.index) && !births.includes(one.index) && !deaths.includes(one.index)),
    byIndex: columns.reduce<(LayoutColumn | undefined)[]>((all, one) => {
      all[one.index] = one
      return all
    }, []),
    episode: placed.find(one => one.table.rows === 'episode' || one.table.rows === 'period'),
    review: ofKind('review')[0],
    event: ofKind('event')[0],
    cases: ofKind('case'),
    spans: ofKind('span'),
    ...given,
    monthFirst: new Set(),
  }
}

const partsOf = (table: TableOfReturn, at: ColumnsAt): Parts => {
  const indexOf = (name: string | undefined): number => (name === undefined ? -1 : (at.get(name) ?? -1))
  const { from, to, began, status, ended, on, case: inCase } = table.parts ?? {}
  return {
    table,
    from: indexOf(from),
    to: indexOf(to),
    began: indexOf(began),
    status: indexOf(status),
    ended: indexOf(ended),
    on: indexOf(on),
    case: indexOf(inCase),
  }
}

/** Columns that only the putting together of rows reads. */
const takenBy = ({ table, from, to, began, status, ended, on }: Parts): readonly number[] => {
  if (table.rows === 'episode' || table.rows === 'period') return [from, to, began, status, ended]
  return table.rows === 'review' ? [on] : []
}

const placeColumn = (
  { set, placed, at }: { readonly set: CodeSet; readonly placed: readonly Parts[]; readonly at: ColumnsAt },
  column: ReturnColumn,
  rank: number,
): readonly LayoutColumn[] => {
  const index = at.get(column.name)
  const owner = placed.find(({ table }) => table.columns.includes(column.name) && !table.notRead.includes(column.name))
  if (index === undefined || owner === undefined || owner.table.rows === 'other') return []
  const codes = column.list === undefined ? undefined : indexLists(set).get(column.list)
  const testsOf = (tests: readonly CellTest[]) => tests.map(test => ({ index: at.get(test.column) ?? -1, test }))
  return [
    {
      index,
      column,
      rank,
      ...(codes === undefined ? {} : { codes }),
      judged: index === owner.began ? 'first' : index === owner.ended ? 'end' : 'last',
      from: owner.from,
      to: owner.to,
      when: testsOf(column.when),
      isEvent: owner.table.rows === 'event',
      tells:
        column.fact !== undefined ||
        column.facts !== undefined ||
        column.isHere !== undefined ||
        column.records !== undefined ||
        (codes?.list.codes.some(one => one.facts !== undefined || one.records !== undefined) ?? false),
    },
  ]
}
