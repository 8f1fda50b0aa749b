import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Issue } from '@virtual-school/rules'
import { afterAll } from 'vitest'
import { readFile } from '../src/index.ts'

/** A folder for the files of one file of tests: gives what writes a file with these bytes and gives its path. */
export const createFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'caseload-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let count = 0
  return (bytes: string | Uint8Array, ending = 'csv'): string => {
    count += 1
    const file = join(folder, `file-${count}.${ending}`)
    writeFileSync(file, bytes)
    return file
  }
}

/** A table as it was read. */
interface FoundTable {
  readonly name: string
  readonly headings: readonly string[]
  readonly line: number
  readonly rows: { readonly line: number; readonly cells: readonly string[] }[]
}

/** Everything that is read of a file. */
export const readAll = async (file: string) => {
  const tables: FoundTable[] = []
  const warnings: Issue[] = []
  const issue = await readFile(file, {
    warn: one => warnings.push(one),
    table: (name, headings, line) => {
      const table: FoundTable = { name, headings, line, rows: [] }
      tables.push(table)
      return (at, cells) => table.rows.push({ line: at, cells })
    },
  })
  return { tables, warnings, issue }
}
