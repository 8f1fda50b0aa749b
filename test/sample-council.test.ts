import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { careChildrenOf, childrenOf, sampleCouncil } from '../tools/sample-council/src/children.ts'
import { dayOf } from '../tools/sample-council/src/days.ts'
import { formats } from '../tools/sample-council/src/formats/formats.ts'
import type { Child } from '../tools/sample-council/src/history/history.ts'
import type { Table } from '../tools/sample-council/src/table.ts'
import { annexAList8, annexATables } from '../tools/sample-council/src/tables/annex-a.ts'
import * as listWords from '../tools/sample-council/src/tables/annex-a-words.ts'
import { cinFlatTable } from '../tools/sample-council/src/tables/cin-flat.ts'
import { collectTables } from '../tools/sample-council/src/tables/collect.ts'
import { madeUpWords } from '../tools/sample-council/src/tables/made-up-words.ts'
import { ssda903Tables } from '../tools/sample-council/src/tables/ssda903.ts'
import { careTruth } from '../tools/sample-council/src/truth.ts'
import { plain, type ReadTable, readFormat, rowsByTable } from './support/sample-files.ts'
import { testSeed } from './support/sizes.ts'

/** Large enough for every table to have rows, even those that one child in two hundred is in. */
const council = sampleCouncil({ children: 700 })
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

describe('a council of 900', () => {
  const shire = sampleCouncil()
  const all = [...childrenOf(shire)]
  const countOf = (isSo: (child: Child) => boolean): number => all.filter(isSo).length
  const periods = all.flatMap(one => one.care?.periods ?? [])
  const episodes = periods.flatMap(one => one.episodes)

  it('is like a shire', () => {
    const inCare = countOf(one => one.care?.periods.at(-1)?.to === undefined && one.care !== undefined)
    const inNeed = countOf(one => one.need !== undefined)
    const pupils = countOf(one => one.school !== undefined)
    const others = countOf(one => one.school !== undefined && one.care === undefined && one.need === undefined)
    expect(countOf(one => one.care !== undefined)).toBe(900)
    expect([inCare > 400, inCare < 560, inNeed > 1_350, inNeed < 1_700]).toEqual([true, true, true, true])
    expect([pupils > 2_200, pupils < 3_200, others > pupils / 2]).toEqual([true, true, true])
  })

  it.each<readonly [string, readonly string[], readonly (string | undefined)[]]>([
    ['legal status', ['C1', 'C2', 'E1', 'V2', 'V3', 'V4', 'L1', 'L2', 'J1'], episodes.map(one => one.status)],
    ['begin', ['S', 'P', 'L', 'T', 'B'], episodes.map(one => one.began)],
    [
      'end',
      ['X1', 'E12', 'E2', 'E3', 'E4A', 'E4B', 'E13', 'E41', 'E45', 'E5', 'E17', 'E8'],
      episodes.map(one => one.ended),
    ],
    ['placement', ['U1', 'U4', 'U6', 'K2', 'K3', 'H5', 'P1', 'A5', 'A6'], episodes.map(one => one.place)],
    ['arrangement after care', ['N', 'A', 'G', 'C'], all.map(one => one.school?.lookedAfterBefore)],
    ['kinship', ['ND', 'KF', 'KI', 'KU'], all.map(one => one.school?.kinship)],
    ['special need', ['N', 'K', 'E'], all.map(one => one.school?.sen)],
    ['year', ['N1', 'N2', 'R', '1', '6', '11', '13'], all.map(one => one.school?.year)],
  ])('has every common %s', (_, codes, found) => {
    expect(codes.filter(code => !found.includes(code))).toEqual([])
  })

  it('has children of every kind that a rule asks about', () => {
    const kinds: Readonly<Record<string, (child: Child) => boolean>> = {
      died: one => one.diedOn !== undefined,
      'rows of care that contradict': one => one.care?.slip !== undefined,
      'rows of need that contradict': one => one.need?.slip !== undefined,
      'care more than once': one => (one.care?.periods ?? []).filter(period => period.kind === 'care').length > 1,
      asylum: one => one.care?.asylumUntil !== undefined,
      'placed for adoption': one => one.care?.placedForAdoption !== undefined,
      missing: one => (one.care?.missing.length ?? 0) > 0,
      'a family before': one => one.care?.permanence.on !== undefined,
      'a plan of protection': one => one.need?.referrals.some(({ protection }) => protection.length > 0) === true,
      excluded: one => (one.school?.exclusions.length ?? 0) > 0,
      'left the school': one => one.school?.left !== undefined,
    }
    expect(Object.entries(kinds).filter(([, isSo]) => countOf(isSo) === 0)).toEqual([])
  })

  it('has no episode with a placement that was not in use', () => {
    const ends: Readonly<Record<string, number>> = {
      H5: dayOf('2024-03-31'),
      P2: dayOf('2023-10-27'),
      Z1: dayOf('2025-03-31'),
    }
    const begins: Readonly<Record<string, number>> = { K3: dayOf('2024-04-01'), Z12: dayOf('2025-04-01') }
    const isWrong = ({ place, from, to = shire.asOf + 1 }: (typeof episodes)[number]): boolean =>
      to - 1 > (ends[place] ?? to) || from < (begins[place] ?? from)
    // A slip may have any days.
    const sound = all.filter(one => one.care?.slip === undefined).flatMap(one => one.care?.periods ?? [])
    expect(sound.flatMap(one => one.episodes).filter(isWrong)).toEqual([])
  })

  it('has nothing that is still to come', () => {
    const late = all.flatMap(one =>
      [...ssda903Tables, ...collectTables, cinFlatTable].flatMap(table =>
        table
          .rowsOf(one, shire)
          .flatMap(cells =>
            cells.flatMap((cell, i) =>
              Number(cell) > shire.asOf && typeof cell === 'number' ? [table.headings[i]] : [],
            ),
          ),
      ),
    )
    // The day on which somebody who came alone turns 18 may lie ahead.
    expect([...new Set(late)]).toEqual(['DUC'])
  })
})

describe('the truth', () => {
  const [from, moved, left] = ['2024-02-03', '2025-05-04', '2026-06-05'].map(dayOf) as [number, number, number]
  const shared = { need: 'N1', provider: 'PR1', inArea: true }
  const child: Child = {
    id: 'S000001',
    upn: 'S000000000001',
    bornOn: dayOf('2013-05-14'),
    sex: 'F',
    ethnicity: 'NOBT',
    care: {
      periods: [
        {
          kind: 'care',
          from,
          to: left,
          left: 'E45',
          reviews: [from + 20],
          episodes: [
            { from, began: 'S', status: 'L2', place: 'U6', ...shared, to: moved, ended: 'X1' },
            { from: moved, began: 'U', status: 'E1', place: 'A5', ...shared, to: left, ended: 'E45' },
          ],
        },
      ],
      workers: [{ id: 'SW1', from, to: moved, reason: 'OTHERS' }],
      missing: [],
      permanence: { code: 'Z1' },
      deprivations: [],
    },
  }
  const birth = { dateOfBirth: '2013-05-14' }
  const lookedAfter = { careStatus: 'looked-after', careJurisdiction: 'england', shortBreaksOnly: false }
  const inCare = { ...birth, ...lookedAfter, lookedAfterSince: '2024-02-03', careBeganInEmergency: true }
  const of = sampleCouncil()

  it.each([
    ['before care', from - 1, birth],
    ['on the first day', from, { ...inCare, socialWorkerAssigned: true }],
    ['with the family that adopts', moved, { ...inCare, placedForAdoption: true }],
    ['on the last day', left - 1, { ...inCare, placedForAdoption: true }],
    [
      'after care',
      left,
      { ...birth, careStatus: 'ceased', careExitRoute: 'special-guardianship-order', careJurisdiction: 'england' },
    ],
  ])('%s', (_, day, facts) => {
    expect(careTruth(child, of, day)).toEqual({ facts })
  })

  it('has the first review only if the files reach back to it', () => {
    const earlier = { ...of, asOf: dayOf('2024-11-22') }
    expect(careTruth(child, earlier, from)).toEqual({
      facts: { ...inCare, socialWorkerAssigned: true, firstReviewOn: '2024-02-23' },
    })
  })

  it('says nothing of a child who died, nor of one whose rows contradict one another', () => {
    expect(careTruth({ ...child, diedOn: left }, of, left - 1)).toHaveProperty('facts')
    expect(careTruth({ ...child, diedOn: left }, of, left)).toEqual({ refused: 'died' })
    const wrong = { ...child, care: { ...child.care!, slip: 'episodes-overlap' as const } }
    expect(careTruth(wrong, of, left)).toEqual({ refused: 'contradiction' })
  })
})

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
    for (const format of formats)
      for (const file of format.filesOf(sampleCouncil({ children: 5, seed: 3 }))) {
        const bytes = readFileSync(join(folder, 'sample', format.name, file.name))
        expect(bytes.equals(Buffer.concat([...file.pieces()])), file.name).toBe(true)
      }
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
