import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFile } from '@virtual-school/caseload'
import type { Issue } from '@virtual-school/rules'
import { afterAll } from 'vitest'
import type { Council } from '../../tools/sample-council/src/children.ts'
import type { SampleFile } from '../../tools/sample-council/src/formats/format.ts'
import { formats } from '../../tools/sample-council/src/formats/formats.ts'

/** A row with what its cells are called. */
export type NamedRow = Readonly<Record<string, string>>

/** A table as the product read it. */
export interface ReadTable {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: (readonly string[])[]
  /** Whose the rows are, where the file says so beside their cells. */
  readonly children: (string | undefined)[]
}

/** A file as the product read it. */
export interface ReadSample {
  readonly file: string
  readonly tables: readonly ReadTable[]
  readonly warnings: readonly Issue[]
  readonly issue: Issue | undefined
}

const folder = mkdtempSync(join(tmpdir(), 'sample-council-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
/** Writes a file of a sample and gives its path. */
const written = ({ name, pieces }: SampleFile): string => {
  count += 1
  const into = join(folder, String(count))
  mkdirSync(into)
  writeFileSync(join(into, name), Buffer.concat([...pieces()]))
  return join(into, name)
}

/** The format of this name. */
export const formatOf = (name: string) => formats.find(one => one.name === name)!

/** Reads a file of a sample as the product does. */
const readSample = async (sample: SampleFile): Promise<ReadSample> => {
  const tables: ReadTable[] = []
  const warnings: Issue[] = []
  const issue = await readFile(written(sample), {
    warn: one => warnings.push(one),
    table: (name, headings) => {
      const table: ReadTable = { name, headings, rows: [], children: [] }
      tables.push(table)
      return (_, cells, child) => {
        table.rows.push([...cells])
        table.children.push(child)
      }
    },
  })
  return { file: sample.name, tables, warnings, issue }
}

const known = new WeakMap<Council, Map<string, Promise<readonly ReadSample[]>>>()

/** Reads all files of a format, once for each council. */
export const readFormat = (name: string, council: Council): Promise<readonly ReadSample[]> => {
  const before = known.get(council) ?? new Map<string, Promise<readonly ReadSample[]>>()
  known.set(council, before)
  const found = before.get(name) ?? Promise.all(formatOf(name).filesOf(council).map(readSample))
  before.set(name, found)
  return found
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The text of a cell; a day in any form as 2026-11-22. */
export const plain = (cell: string): string => {
  const british = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell)
  if (british !== null) return `${british[3]}-${british[2]}-${british[1]}`
  const collect = /^(\d{4})-([A-Z][a-z]{2})-(\d\d) 00:00:00$/.exec(cell)
  if (collect === null) return cell
  return `${collect[1]}-${String(months.indexOf(collect[2]!) + 1).padStart(2, '0')}-${collect[3]}`
}

/** The rows of tables by name, without the columns that nobody has but this format; in an order that tells nothing. */
export const rowsByTable = (
  tables: readonly ReadTable[],
  without: readonly string[] = [],
): Readonly<Record<string, readonly NamedRow[]>> => {
  const found: Record<string, NamedRow[]> = {}
  for (const { name, headings, rows } of tables) {
    const wanted = headings.flatMap((heading, i) => (without.includes(heading) ? [] : [[heading, i] as const]))
    found[name] ??= []
    for (const cells of rows)
      found[name].push(Object.fromEntries(wanted.map(([heading, i]) => [heading, plain(cells[i] ?? '')])))
  }
  for (const rows of Object.values(found)) rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return found
}
