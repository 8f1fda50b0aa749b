import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { careChildrenOf, childrenOf, sampleCouncil } from '../tools/sample-council/src/children.ts'
import { formats } from '../tools/sample-council/src/formats/formats.ts'
import type { Table } from '../tools/sample-council/src/table.ts'
import { annexAList8, annexATables } from '../tools/sample-council/src/tables/annex-a.ts'
import * as listWords from '../tools/sample-council/src/tables/annex-a-words.ts'
import { cinFlatTable } from '../tools/sample-council/src/tables/cin-flat.ts'
import { collectTables } from '../tools/sample-council/src/tables/collect.ts'
import { madeUpWords } from '../tools/sample-council/src/tables/made-up-words.ts'
import { ssda903Tables } from '../tools/sample-council/src/tables/ssda903.ts'
import { formatOf, plain, type ReadTable, readFormat, rowsByTable } from './support/sample-files.ts'
import { testSeed } from './support/sizes.ts'

/** Large enough for every table to have rows, even those that one child in two hundred is in. */
const council = sampleCouncil({ children: 700, seed: testSeed })
const small = sampleCouncil({ children: 40, seed: testSeed })

const bytesOf = (of: typeof council): Record<string, string> =>
  Object.fromEntries(
    formats.flatMap(format =>
      format.filesOf(of).map(file => {
        const hash = createHash('sha256')
        for (const piece of file.pieces()) hash.update(piece)
        return [`${format.name}/${file.name}`, hash.digest('hex')]
      }),
    ),
  )

describe('the same seed', () => {
  it('gives the same bytes, another seed others', () => {
    const first = bytesOf(small)
    expect(bytesOf({ ...small })).toEqual(first)
    const other = bytesOf({ ...small, seed: small.seed + 1 })
    expect(Object.keys(other)).toEqual(Object.keys(first))
    expect(other['ssda903-csv/Episodes.csv']).not.toBe(first['ssda903-csv/Episodes.csv'])
    expect(other['cin-xml/cin-census.xml']).not.toBe(first['cin-xml/cin-census.xml'])
  })

  it('gives the same children in a larger council', () => {
    expect([...careChildrenOf({ ...small, children: 90 })].slice(0, 40)).toEqual([...careChildrenOf(small)])
  })
})

it('a file of a council of any size begins at once', () => {
  const huge = sampleCouncil({ children: 1_000_000_000 })
  for (const format of formats) {
    const [file] = format.filesOf(huge)
    const { value } = file!.pieces()[Symbol.iterator]().next() as IteratorResult<Uint8Array>
    expect(value.length, format.name).toBeLessThan(1_000_000)
  }
}, 20_000)

/** How many rows the tables have by the generator. */
const countsOf = (tables: readonly Table[]): Record<string, number> =>
  Object.fromEntries(
    tables.map(one => [
      one.name,
      [...childrenOf(council)].reduce((sum, child) => sum + one.rowsOf(child, council).length, 0),
    ]),
  )
const countsRead = (tables: readonly ReadTable[]): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const one of tables) found[one.name] = (found[one.name] ?? 0) + one.rows.length
  return found
}

describe('the product reads', () => {
  it.each(formats.map(one => one.name))('every file of %s', async name => {
    for (const { file, tables, warnings, issue } of await readFormat(name, council)) {
      expect(issue, file).toBeUndefined()
      expect(tables.length, file).toBeGreaterThan(0)
      // Where nobody says how it is written, it is said that this was guessed.
      const isGuessed = name === 'ssda903-semicolons' && tables[0]!.rows.length > 0
      expect(
        warnings.map(one => one.code),
        file,
      ).toEqual(isGuessed ? ['not-text'] : [])
    }
  })

  const asText: readonly (readonly [string, readonly Table[]])[] = [
    ['ssda903-csv', ssda903Tables],
    ['ssda903-semicolons', ssda903Tables],
    ['ssda903-tabs', ssda903Tables],
    ['ssda903-regional', ssda903Tables],
    ['cin-flat', [cinFlatTable]],
    ['census-collect', collectTables],
    ['annex-a-list-8', [annexAList8]],
  ]
  it.each(asText)('every row of %s', async (name, tables) => {
    const read = await readFormat(name, council)
    const counts = Object.values(countsOf(tables))
    expect(read.map(one => one.tables.length)).toEqual(tables.map(() => 1))
    expect(read.map(one => one.tables[0]!.rows.length)).toEqual(counts)
    expect(Math.min(...counts)).toBeGreaterThan(0)
  })

  it.each([
    ['ssda903-workbook', ssda903Tables],
    ['ssda903-workbook-texts', ssda903Tables.toReversed()],
    ['annex-a-workbook', annexATables],
  ])('every row and sheet of %s, in their order', async (name, tables) => {
    const [{ tables: read }] = (await readFormat(name, council)) as [Awaited<ReturnType<typeof readFormat>>[0]]
    expect(Object.entries(countsRead(read))).toEqual(Object.entries(countsOf(tables)))
  })

  it('every element of XML that tells something', async () => {
    const all = [...childrenOf(council)]
    const [cin] = await readFormat('cin-xml', council)
    const referrals = all.flatMap(one => one.need?.referrals ?? [])
    expect(countsRead(cin!.tables)).toMatchObject({
      ChildIdentifiers: all.filter(one => one.need !== undefined).length,
      CINdetails: referrals.length,
      CINPlanDates: referrals.flatMap(one => one.plans).length,
      ChildProtectionPlans: referrals.flatMap(one => one.protection).length,
    })
    const [census] = await readFormat('census-xml', council)
    const onRoll = all.filter(one => one.school !== undefined && one.school.left === undefined)
    expect(countsRead(census!.tables)).toMatchObject({
      PupilIdentifiers: all.filter(one => one.school !== undefined).length,
      PupilCharacteristics: onRoll.length,
      SENneed: onRoll.flatMap(one => one.school!.needs).length,
    })
  })
})

/** The tables of a return in files of one table each, by the names that the generator gave them. */
const tablesOf = async (name: string): Promise<readonly ReadTable[]> =>
  (await readFormat(name, council)).map(({ file, tables }) => ({ ...tables[0]!, name: file.replace('.csv', '') }))

describe('one return in every form has the same cells', () => {
  const expected = async () => rowsByTable(await tablesOf('ssda903-csv'))

  it.each([
    ['ssda903-semicolons', ['SURNAME']],
    ['ssda903-tabs', []],
    ['ssda903-regional', ['', 'LA', 'YEAR']],
  ])('%s', async (name, without) => {
    expect(rowsByTable(await tablesOf(name), without)).toEqual(await expected())
  })

  it.each(['ssda903-workbook', 'ssda903-workbook-texts'])('%s', async name => {
    const [read] = await readFormat(name, council)
    // Cells at the end of a row that hold nothing are not there.
    const whole = read!.tables.map(one => ({
      ...one,
      rows: one.rows.map(cells => one.headings.map((_, i) => cells[i] ?? '')),
    }))
    expect(rowsByTable(whole)).toEqual(await expected())
  })

  /** Elements, the tables that have the same rows, and what columns are called there. */
  const elements: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    ['EPISODE', 'Episodes', { PL: 'PLACE' }],
    ['AREVIEW', 'Reviews', {}],
    ['AMISSING', 'Missing', {}],
    ['PERMANENCE', 'PrevPerm', {}],
    ['OC2', 'OC2', {}],
    ['UASC', 'UASC', {}],
    ['SWEPISODE', 'SWEpisodes', {}],
    ['DOLO', 'DoLo', {}],
  ]
  it.each(elements)('ssda903-xml: %s', async (element, table, renamed) => {
    const [read] = await readFormat('ssda903-xml', council)
    const rows = rowsByTable(read!.tables)[element]!.map(row =>
      Object.fromEntries(
        Object.entries(row).map(([key, cell]) => [renamed[key] ?? (key === 'CHILDID' ? 'CHILD' : key), cell]),
      ),
    )
    const filled = (all: readonly Readonly<Record<string, string>>[]) =>
      all
        .map(row => Object.entries(row).filter(([key, cell]) => cell !== '' && !['DOB', 'SEX'].includes(key)))
        .map(entries => JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
        .sort()
    expect(filled(rows)).toEqual(filled((await expected())[table]!))
  })
})

describe('nothing in the files is like anything about a person', () => {
  const labels = new Set([
    ...Object.values(listWords).flatMap(one => (typeof one === 'object' ? Object.values(one) : [])),
    ...['a) Male', 'b) Female', 'a) Yes', 'b) No', 'a) In', 'b) Out', 'No', 'Team 1', 'True', 'False', 'true', 'false'],
    ...['a) Looked after child', 'b) Child Protection plan', 'c) Child in need plan', 'd) Open assessment'],
    ...['e) Closed episode', 'a) Relevant', 'b) Former relevant', 'a) Return to family', 'b) Adoption'],
    'f) Long-term fostering',
  ])
  const isKnown = (cell: string): boolean =>
    labels.has(cell) ||
    /^\d{4}-\d\d-\d\d$/.test(plain(cell)) ||
    // Codes, numbers and ids: of a child, a worker, an adopter, a row.
    /^(?:[A-Z]{0,6}\d{0,3}[A-Z]?|\d{1,8}|\d+\.0|[SAF]\d{6}|S\d{12}|SCH\d{4}|(?:src|cen)-\d{4}|S\d{6}-[nxf]\d)$/.test(
      cell,
    )
  const isMadeUp = (cell: string): boolean => cell.split(/\s+/).every(word => madeUpWords.some(one => one === word))
  const isPassedOver = (heading: string): boolean => /^(?:surname|forename)$/i.test(heading)
  const postcode = /^[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$/
  const telephone = /^(?:\+44|0)[\d\s]{9,}$/

  it.each(formats.map(one => one.name))('%s', async name => {
    const strange = (await readFormat(name, council)).flatMap(({ tables }) =>
      tables.flatMap(({ headings, rows }) =>
        rows.flatMap(cells =>
          cells.filter(
            (cell, i) =>
              !(isPassedOver(headings[i]!) ? isMadeUp(cell) : isKnown(cell)) ||
              postcode.test(cell) ||
              telephone.test(cell),
          ),
        ),
      ),
    )
    expect([...new Set(strange)]).toEqual([])
  })
})

describe('npm run sample-council', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-council-run-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const run = (...words: readonly string[]) => {
    const env = { ...process.env, INIT_CWD: folder }
    return spawnSync(process.execPath, [inCheckout('scripts/sample-council.mjs'), ...words], { encoding: 'utf8', env })
  }

  it('writes a folder for each form and says so', () => {
    const { status, stdout } = run('sample', '--children', '5', '--seed', '3')
    expect(status).toBe(0)
    expect(stdout).toContain('20 children who do not exist')
    const names = formats.map(one => one.name)
    expect(readdirSync(join(folder, 'sample')).sort()).toEqual(names.toSorted())
    for (const name of names) expect(stdout).toContain(`${name}/`)
    const [file] = formatOf('ssda903-csv').filesOf(sampleCouncil({ children: 5, seed: 3 }))
    expect(readFileSync(join(folder, 'sample/ssda903-csv/Header.csv'))).toEqual(Buffer.concat([...file!.pieces()]))
  })

  it.each([
    [[], 'into which folder'],
    [['sample-2', '--children', 'many'], 'whole numbers'],
    [['sample-2', '--as-of', '22/11/2026'], 'is a day'],
    [['sample-2', '--formats', 'ssda904'], 'no format “ssda904”'],
    [['sample-2', '--child', '5'], '--child'],
  ])('refuses %j', (words, message) => {
    const { status, stderr } = run(...words)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
    expect(existsSync(join(folder, 'sample-2'))).toBe(false)
  })
})
