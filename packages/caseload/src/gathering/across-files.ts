import { isBlankCell, plusDays, type RecognisedTable, type Remark, type Rules } from '@virtual-school/rules/internal'
import { recogniseHead, type TableHead } from './judge.ts'

/** Lists of one day end within days of one another. */
const sameDays = 31

/**
 * Of each table of times in care, which later one of its kind there is. An episode that is open in it and not in that one may have
 * ended in between.
 */
export const markOlder = (rules: Rules, heads: readonly TableHead[]): readonly TableHead[] => {
  const kinds = heads.map(head => kindOf(rules, head))
  return heads.map((head, i) => {
    const { latest = '' } = head
    const sameKind = heads.filter((_, at) => kinds[i] !== undefined && kinds[at] === kinds[i])
    const [newest] = [...sameKind].sort((a, b) => ((a.latest ?? '') > (b.latest ?? '') ? -1 : 1))
    const last = newest?.latest ?? ''
    return newest === undefined || latest === '' || last <= plusDays(latest, sameDays)
      ? head
      : { ...head, older: { latest, newer: newest.name, newerLatest: last } }
  })
}

/** Which table of which return it is; undefined if it has no times in care. */
const kindOf = (rules: Rules, head: TableHead): string | undefined => {
  const found = recogniseHead(rules, head)
  const table = found.ok ? found.value.layout.episode?.table : undefined
  return found.ok && table !== undefined ? `${found.value.set.id} ${table.id}` : undefined
}

/** What files call the council whose they are: of each file the words that stand there. */
export type NamedCouncils = ReadonlyMap<string, ReadonlySet<string>>

/** More words than that in one file are no councils. */
const mostNames = 500

/** Notes the councils that files name. */
export const watchCouncils = () => {
  const found = new Map<string, Set<string>>()
  const note = (file: string, text: string | undefined): void => {
    const name = text?.trim() ?? ''
    if (name === '') return
    const names = found.get(file) ?? new Set()
    found.set(file, names)
    if (names.size < mostNames) names.add(name)
  }
  return {
    /** What stands in the head of a file, before any row. */
    note,
    /** What looks at the rows of a table; undefined if no column names a council. */
    ofTable: ({ councilColumns }: RecognisedTable, file: string): ((cells: readonly string[]) => void) | undefined =>
      councilColumns.length === 0
        ? undefined
        : cells => {
            for (const index of councilColumns) note(file, cells[index])
          },
    found: found as NamedCouncils,
  }
}

/** Other names of children, each with the id that it was first met beside; and the ids of who stands under two. */
export interface PupilNames {
  readonly idOf: ReadonlyMap<string, string>
  readonly twice: ReadonlySet<string>
}

/** Notes who stands under two ids: rows are put together by the first, and another name of the child is the same in both. */
export const watchTwice = () => {
  const idOf = new Map<string, string>()
  const twice = new Set<string>()
  const note = (name: string, id: string): void => {
    const known = idOf.get(name)
    if (known === undefined) idOf.set(name, id)
    else if (known !== id) twice.add(known).add(id)
  }
  return {
    /** A row of a child, by the id that it is put together by. */
    see: ({ alsoChildColumns }: RecognisedTable, id: string, cells: readonly string[]): void => {
      for (const index of alsoChildColumns) {
        const name = cells[index]?.trim() ?? ''
        if (name !== '' && !isBlankCell(name)) note(name, id)
      }
    },
    /** What was noted of another file. */
    add: (others: PupilNames): void => {
      for (const [name, id] of others.idOf) note(name, id)
      for (const id of others.twice) twice.add(id)
    },
    names: { idOf, twice } as PupilNames,
  }
}

/** What is said of who stands under two ids. */
export const standsTwice = (file: string, line: number): Remark => ({
  kind: 'set-aside',
  code: 'duplicate-name',
  file,
  line,
  pointer: '',
  message:
    'The same pupil stands under another id too, as on roll at one school and no longer at another. Each id is answered by its own rows: read both before relying on one.',
})
