import { realDirectory } from '../../../../test/support/real-rules.ts'
import { loadRules } from '../../src/index.ts'
import { childOf, type FoldedChild, foldChild, type RecognisedTable, recogniseTable } from '../../src/internal.ts'

/** The rules that ship, with the codes of all returns. */
export const rulesWithCodes = await loadRules(realDirectory, { codes: true })
const { codeSets, factsByName: vocabulary } = rulesWithCodes.rulebook

/** A row of headings, recognised among all returns. */
export const recognise = (headings: string | readonly string[], name = 'file.csv'): ReturnType<typeof recogniseTable> =>
  recogniseTable({
    sets: [...codeSets.values()],
    vocabulary,
    headings: typeof headings === 'string' ? headings.split(',') : headings,
    name,
  })

/** The same, of headings that have to be known. */
export const tableOf = (headings: string | readonly string[], name?: string): RecognisedTable => {
  const table = recognise(headings, name)
  if (!table.ok) throw new Error(JSON.stringify(table.issues))
  return table.value
}

/** Tables as they are written, without quotes, each by its name: what they tell of each child on a day, by the child. */
export const foldTables = (
  tables: Readonly<Record<string, string>>,
  day: string,
  options: Parameters<typeof foldChild>[2] = {},
): ReadonlyMap<string, FoldedChild> => {
  const rows = Object.entries(tables).flatMap(([name, text]) => {
    const [headings = '', ...lines] = text.trim().split('\n')
    const table = tableOf(headings, name)
    return lines.map((line, i) => ({ table, cells: line.split(','), line: i + 2 }))
  })
  const children = new Map<string, typeof rows>()
  for (const row of rows) {
    const id = childOf(row.table, row.cells)
    children.set(id, [...(children.get(id) ?? []), row])
  }
  return new Map([...children].map(([id, of]) => [id, foldChild(of, day, options)]))
}

/** What one table tells of its only child. */
export const foldOne = (text: string, day = '2026-11-22', options?: Parameters<typeof foldChild>[2]): FoldedChild => {
  const [only, ...others] = foldTables({ 'file.csv': text }, day, options).values()
  if (only === undefined || others.length > 0) throw new Error('One child is expected.')
  return only
}
