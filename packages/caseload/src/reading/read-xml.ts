import { readElements } from './elements.ts'
import { type Encoding, readDecoded } from './encoding.ts'
import { fileFault, lower, type TableTaker, type TakeRow } from './table-taker.ts'

/** An element that has elements of its own, and so is a row: the texts of those that have none are its cells. */
interface Group {
  readonly name: string
  readonly line: number
  readonly cells: Map<string, string>
  readonly isRecord: boolean
  /** A further element of a name that stands in the group already: a row that says this and nothing else. */
  readonly isExtra: boolean
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
const councilHeading = 'LA'

/**
 * Days that are left out of a group if there is none yet, so that no element of a whole return may have them: it is blank then, and
 * not unknown. By the schemas of the returns (CIN census 2021 to 2026, SSDA903), as findings on returns have them.
 */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  CINdetails: ['CINclosureDate', 'ReasonForClosure'],
  CINPlanDates: ['CINPlanEndDate'],
  ChildProtectionPlans: ['CPPendDate'],
  EPISODE: ['DEC', 'REC'],
}

/** How many cells a record may have: more than any child has. */
const mostCells = 20_000

/**
 * Reads a return that is XML: each element about a child gives a row for itself and one for each group of elements inside it, a
 * table for each name of a group. An element that a group leaves out and another has is blank. The file is read twice, since what
 * all groups have is known at its end. Rejects with the fault of a file that is not well-formed or holds no child.
 */
export const readXml = async (file: string, encoding: Encoding, taker: TableTaker): Promise<void> => {
  const headings = new Map<string, Set<string>>()
  let isAny = false
  const note = (groups: readonly Group[]) => {
    isAny = true
    for (const group of groups) {
      const key = tableOf(group)
      const known = headings.get(key) ?? new Set(group.isExtra ? [] : leftOut[group.name])
      headings.set(key, known)
      for (const heading of group.cells.keys()) known.add(heading)
    }
  }
  await readElements(readDecoded(file, encoding), createRecords(note))
  if (!isAny)
    throw fileFault('malformed', 'The file is XML and holds no element about a child, such as CHILD, Child or Pupil.')
  await readElements(readDecoded(file, encoding), createRecords(createEmitter(headings, taker), taker.council))
}

/** Which table the row of a group is of. */
const tableOf = ({ name, cells, isExtra }: Group): string =>
  isExtra ? `${name}\n${[...cells.keys()].join('\n')}` : name

/** Puts the elements of a record together into groups, and hands these over when the record ends. */
const createRecords = (take: (groups: readonly Group[]) => void, tellCouncil?: (name: string) => void) => {
  const opened: Group[] = []
  let done: Group[] = []
  let [isLeaf, cellsCount, numbered, council] = [false, 0, 0, '']
  /** What a group has before its own cells. */
  const cellsAround = (name: string, isRecord: boolean): Map<string, string> => {
    const isNumbered = name.toLowerCase() === numberedGroup
    if (isNumbered) numbered += 1
    const record = isRecord ? name : opened[0]!.name
    if (council !== '' && record.toLowerCase() !== 'child') return new Map([[councilHeading, council]])
    if (council !== '' && isRecord) tellCouncil?.(council)
    const isInside = isNumbered || opened.some(one => one.name.toLowerCase() === numberedGroup)
    return new Map(isInside ? [[numberHeading, String(numbered)]] : [])
  }
  return {
    open: (name: string, _: unknown, line: number) => {
      const isRecord = opened.length === 0 && recordNames.has(name.toLowerCase())
      if (opened.length === 0 && !isRecord) return
      isLeaf = true
      opened.push({ name, line, cells: cellsAround(name, isRecord), isRecord, isExtra: false })
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
      take(done)
      ;[done, cellsCount] = [[], 0]
    },
  }
}

/** An element that stands in its group already gives a row of its own. */
const addCell = (group: Group, name: string, text: string): Group | undefined => {
  if (group.cells.has(name)) return { ...group, cells: new Map([[name, text]]), isRecord: false, isExtra: true }
  group.cells.set(name, text)
  return undefined
}

/** Hands over the rows of each record, with whose they are: what the record calls the child, else its number. */
const createEmitter = (headings: ReadonlyMap<string, ReadonlySet<string>>, taker: TableTaker) => {
  const takers = new Map<string, { readonly take: TakeRow | undefined; readonly names: readonly string[] }>()
  let recordsCount = 0
  const tableFor = (group: Group, id: string | undefined) => {
    const key = tableOf(group)
    const known = takers.get(`${id}\n${key}`)
    if (known !== undefined) return known
    // A group that is empty here and has elements elsewhere is no cell.
    const own = [...headings.get(key)!].filter(heading => !headings.has(heading))
    const names = id === undefined || own.includes(id) ? own : [id, ...own]
    const take = taker.table(group.name, names, group.line, true)
    const found = { take: take === lower ? undefined : take, names }
    takers.set(`${id}\n${key}`, found)
    return found
  }
  return (groups: readonly Group[]): void => {
    recordsCount += 1
    const [id, child] = idIn(groups) ?? []
    for (const group of groups) {
      if (![...group.cells.keys()].some(heading => heading !== numberHeading && heading !== councilHeading)) continue
      const { take, names } = tableFor(group, id)
      take?.(
        group.line,
        names.map(name => group.cells.get(name) ?? (name === id ? child! : '')),
        child === undefined || child === '' ? `\n${recordsCount}` : child,
      )
    }
  }
}

const idIn = (groups: readonly Group[]): readonly [string, string] | undefined => {
  for (const { cells } of groups) for (const cell of cells) if (idNames.has(cell[0].toLowerCase())) return cell
  return undefined
}
