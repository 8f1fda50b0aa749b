import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { runCli } from './terminal.ts'

/** Rows of a file of answers, by their headings. */
export type CsvRows = readonly Readonly<Record<string, string>>[]

/** What puts files into a folder of their own, and asks about the children in them as a data officer of Luton would. */
export const createCaseload = () => {
  const folder = mkdtempSync(join(tmpdir(), 'caseload-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let count = 0
  const read = (file: string): Buffer | undefined => (existsSync(file) ? readFileSync(file) : undefined)
  const rowsOf = (file: string): CsvRows => parse(read(file) ?? '', { bom: true, columns: true })
  return async (
    files: Readonly<Record<string, string | Uint8Array>>,
    words: readonly string[] = ['--decision', 'remit'],
    { names, ending = 'csv' }: { readonly names?: readonly string[]; readonly ending?: string } = {},
  ) => {
    count += 1
    const at = (name: string) => join(folder, String(count), name)
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(at(name)), { recursive: true })
      writeFileSync(at(name), content)
    }
    const out = join(folder, `out-${count}.${ending}`)
    const given = (names ?? Object.keys(files)).map(at)
    const authority = words.includes('--authority') ? [] : ['--authority', 'luton']
    const day = words.includes('--as-of') ? [] : ['--as-of', '2026-11-22']
    const asked = [...authority, ...day, '--rules', realDirectory, '--id', 'CHILD', '--out', out]
    const { code, stderr } = await runCli(['caseload', ...given, ...words, ...asked], { stdin: '', env: {} })
    const isCsv = ending === 'csv'
    return {
      code,
      stderr: stderr.replaceAll(/\s+/g, ' '),
      bytes: read(out),
      rows: isCsv ? rowsOf(out) : [],
      changes: isCsv ? rowsOf(out.replace(/\.csv$/, '-changes.csv')) : [],
    }
  }
}
