import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { loadTableMap } from '../../sql/src/index.ts'
import { runCli } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'sql-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sql = (...words: readonly string[]) =>
  runCli(['sql', 'remit', '--authority', 'luton', '--dialect', 'duckdb', ...words, '--rules', realDirectory], {
    env: {},
  })
const fileOf = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('sql --tables', () => {
  it('asks over the tables of a map by its name, or by its file', async () => {
    const byName = await sql('--tables', 'ssd')
    expect(byName.code, byName.stderr).toBe(0)
    expect(byName.stdout).toContain('"ssd_person"')
    const byFile = await sql('--tables', fileOf('own.json', JSON.stringify(await loadTableMap('ssd'))))
    expect(byFile.stdout).toBe(byName.stdout)
  })

  it('tries the query by children of whom the facts of the map are told', async () => {
    const { code, stdout } = await sql('--tables', 'ssda903', '--check')
    expect(code).toBe(0)
    expect(stdout).not.toContain('Episodes')
  })

  it.each([
    ['a name that is nearly one', ['--tables', 'sdd'], /Did you mean “ssd”\?/],
    ['no file', ['--tables', 'none.json'], /There is no such file, and no map of this name: ssd and ssda903/],
    ['a file that is no JSON', ['--tables', fileOf('bad.json', '{ "child": ')], /bad\.json/],
    ['a file that is no map', ['--tables', fileOf('other.json', '{ "chidl": {} }')], /child/],
    ['a table beside it', ['--tables', 'ssd', '--table', 'children'], /cannot stand beside it/],
  ] as const)('refuses %s', async (_, words, said) => {
    const { code, stderr } = await sql(...words)
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })
})
