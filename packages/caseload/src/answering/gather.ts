import type { CodeSet, Issue } from '@virtual-school/rules'
import {
  childOf,
  type RecognisedTable,
  type Remark,
  type ReturnRow,
  type Rules,
  recogniseTable,
} from '@virtual-school/rules/internal'
import { readFile } from '../reading/read-file.ts'

/** What stands in some files about children: the rows of each child, in the order in which the children come. */
export interface GatheredChildren {
  readonly children: ReadonlyMap<string, readonly ReturnRow[]>
  /** Every file with what was found in it. */
  readonly files: readonly GatheredFile[]
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

/** Reads files, each as it is, and puts the rows about one child together by what the files call the child. */
export const gatherChildren = async (
  rules: Rules,
  sets: readonly CodeSet[],
  files: readonly string[],
  nameOf: (file: string) => string,
): Promise<GatheredChildren> => {
  const children = new Map<string, ReturnRow[]>()
  const [gathered, warnings, issues]: [GatheredFile[], Issue[], Issue[]] = [[], [], []]
  for (const file of files) {
    const name = nameOf(file)
    const found = await gatherFile(rules, sets, file, name, children)
    gathered.push({ file: name, tables: found.tables, rowsCount: found.rowsCount })
    warnings.push(...found.warnings)
    issues.push(...found.issues.map(issue => ({ file: name, ...issue })))
  }
  return { children, files: gathered, warnings, issues }
}

const gatherFile = async (
  { rulebook }: Rules,
  sets: readonly CodeSet[],
  file: string,
  name: string,
  children: Map<string, ReturnRow[]>,
) => {
  const tables = new Set<string>()
  const [warnings, refusals]: [(Issue | Remark)[], Issue[]] = [[], []]
  let [rowsCount, strangers] = [0, 0]
  const failure = await readFile(file, {
    warn: issue => void warnings.push({ ...issue, file: name }),
    table: (part, headings) => {
      const recognised = recogniseTable({
        sets,
        vocabulary: rulebook.factsByName,
        headings,
        name: part === '' ? name : `${name} ${part}`,
      })
      if (!recognised.ok) {
        refusals.push(...recognised.issues)
        return undefined
      }
      const table = recognised.value
      warnings.push(...table.warnings)
      if (!table.aboutChildren) return undefined
      for (const one of table.tables) tables.add(one)
      return (line, cells) => {
        rowsCount += 1
        strangers += addRow(children, { table, cells, line }, `${name}\n${strangers}`)
      }
    },
  })
  // Of a workbook or of XML most parts may be about something else.
  const isRefused = tables.size === 0
  return {
    tables: [...tables],
    rowsCount,
    warnings: isRefused ? warnings : [...warnings, ...refusals],
    issues: failure !== undefined ? [{ ...failure, file: name }] : isRefused ? refusals : [],
  }
}

/** A row that names no child is a child of its own. Gives how many such there are: 0 or 1. */
const addRow = (children: Map<string, ReturnRow[]>, row: ReturnRow, stranger: string): number => {
  const id = childOf(row.table as RecognisedTable, row.cells)
  const key = id === '' ? `\n${stranger}` : id
  const rows = children.get(key)
  if (rows === undefined) children.set(key, [row])
  else rows.push(row)
  return id === '' ? 1 : 0
}
