import { readElements } from './elements.ts'
import { type Encoding, readDecoded } from './encoding.ts'
import { fileFault, type TableTaker, type TakeRow } from './table-taker.ts'

/** An element that has elements of its own, and so is a row: the texts of those that have none are its cells. */
interface Group {
  readonly name: string
  readonly line: number
  readonly cells: (readonly [heading: string, text: string])[]
  readonly isRecord: boolean
}

/** The elements that are about one child each, in the returns that are XML. Small letters. */
const recordNames = new Set(['child', 'pupil', 'pupilonroll', 'pupilnolongeronroll'])

/** What tells one child from another in these returns; the rows of one record share it. Small letters. */
const idNames = new Set(['childid', 'child', 'lachildid', 'upn'])

/** A group that others lie in: each gets a number, which the rows of those inside it share. Small letters. */
const numberedGroup = 'cindetails'
const numberHeading = 'CINdetailsID'

/** What the head of a return says of all its pupils: the number of their council. Small letters. */
const councilNames = new Set(['la', 'lea'])

/** How many cells a record may have: more than any child has. */
const mostCells = 20_000

/**
 * Reads a return that is XML: each element about a child gives a row for itself and one for each group of elements inside it, a
 * table for each name of a group. Rejects with the fault of a file that is not well-formed or holds no child.
 */
export const readXml = async (file: string, encoding: Encoding, taker: TableTaker): Promise<void> => {
  const records = createRecords(taker)
  await readElements(readDecoded(file, encoding), records)
  if (!records.isAny())
    throw fileFault('malformed', 'The file is XML and holds no element about a child, such as CHILD, Child or Pupil.')
}

/** Puts the elements of a record together into rows, and hands these over when the record ends. */
const createRecords = (taker: TableTaker) => {
  const takers = new Map<string, TakeRow | undefined>()
  const opened: Group[] = []
  let done: Group[] = []
  let [isAny, isLeaf, cellsCount, numbered, council] = [false, false, 0, 0, '']
  const nextNumber = (): string => {
    numbered += 1
    return String(numbered)
  }
  /** What a group has before its own cells. */
  const cellsAround = (name: string, isRecord: boolean): Group['cells'] => {
    if (isRecord) return council !== '' && name.toLowerCase() !== 'child' ? [['LA', council]] : []
    if (name.toLowerCase() === numberedGroup) return [[numberHeading, nextNumber()]]
    return opened.some(one => one.name.toLowerCase() === numberedGroup) ? [[numberHeading, String(numbered)]] : []
  }
  return {
    isAny: () => isAny,
    open: (name: string, _: unknown, line: number) => {
      const isRecord = opened.length === 0 && recordNames.has(name.toLowerCase())
      isAny ||= isRecord
      if (opened.length === 0 && !isRecord) return
      isLeaf = true
      opened.push({ name, line, cells: cellsAround(name, isRecord), isRecord })
    },
    close: (name: string, text: string) => {
      const closed = opened.pop()
      if (closed === undefined) {
        if (councilNames.has(name.toLowerCase())) council = text
        return
      }
      const extra = isLeaf && !closed.isRecord ? addCell(opened.at(-1)!, name, text) : closed
      if (extra !== undefined) done.push(extra)
      isLeaf = false
      cellsCount += 1
      if (cellsCount > mostCells)
        throw fileFault('too-many', 'One child has more elements than any child has.', closed.line)
      if (!closed.isRecord) return
      emit(done, takers, taker)
      ;[done, cellsCount] = [[], 0]
    },
  }
}

/** An element that stands in its group already gives a row of its own. */
const addCell = (group: Group, name: string, text: string): Group | undefined => {
  if (group.cells.some(([heading]) => heading === name)) return { ...group, cells: [[name, text]], isRecord: false }
  group.cells.push([name, text])
  return undefined
}

/** The rows of a record, each with what tells whose it is. */
const emit = (groups: readonly Group[], takers: Map<string, TakeRow | undefined>, taker: TableTaker): void => {
  const id = groups.flatMap(one => one.cells).find(([heading]) => idNames.has(heading.toLowerCase()))
  for (const { name, line, cells } of groups) {
    if (!cells.some(([heading]) => heading !== numberHeading)) continue
    const whole = id === undefined || cells.some(([heading]) => heading === id[0]) ? cells : [id, ...cells]
    const headings = whole.map(([heading]) => heading)
    const key = `${name}\n${headings.join('\n')}`
    if (!takers.has(key)) takers.set(key, taker.table(name, headings, line))
    takers.get(key)?.(
      line,
      whole.map(([, cell]) => cell),
    )
  }
}
