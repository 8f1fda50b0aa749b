import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pickerFor } from '../../../rules/test/support/picker.ts'
import { foldTables, rulesWithCodes as rules } from '../../../rules/test/support/tables.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { createTerms } from '../../src/form/term.ts'
import { loadTableMap } from '../../src/index.ts'
import { dayAsked } from '../../src/question/day-asked.ts'
import { selectFrom } from '../../src/tables/source.ts'
import { type Known, listDifferences, type Row, type Table, type TableEngine, tableEngines } from './tables.ts'

const map = await loadTableMap('ssda903')
const set = rules.rulebook.codeSets.get('ssda903')!
const columnsOf = (id: string): readonly string[] => set.tables.find(one => one.id === id)!.columns
const days = new Set(['DOB', 'DECOM', 'DEC', 'DATE_PLACED', 'DATE_PLACED_CEASED', 'SW_DECOM', 'SW_DEC'])
const titles = {
  header: 'Header',
  episodes: 'Episodes',
  'placed-for-adoption': 'Placed for adoption',
  'social-worker': 'Social worker',
  oc3: 'OC3',
}
type TableId = keyof typeof titles
type Rows = Readonly<Record<TableId, readonly Row[]>>

const tableOf = (id: TableId, rows: readonly Row[]): Table => ({
  columns: Object.fromEntries(columnsOf(id).map(name => [name, days.has(name) ? 'day' : 'text'])),
  rows,
})

const csvOf = (id: TableId, rows: readonly Row[]): string =>
  [
    columnsOf(id).join(','),
    ...rows.map(row =>
      columnsOf(id)
        .map(name => row[name] ?? '')
        .join(','),
    ),
  ].join('\n')

const codesOf = (list: string): readonly string[] => set.lists.find(one => one.id === list)!.codes.map(one => one.code)

const addDays = (day: string, count: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

type Dice = ReturnType<typeof pickerFor>
const oneIn = (dice: Dice, many: number): boolean => dice.upTo(many) === 0
const [statuses = [], ends = [], begins = [], places = []] = [
  'legal-status',
  'reason-episode-ceased',
  'reason-episode-began',
  'placement',
].map(codesOf)

/** An episode from a day on, as a return could have it, or as none should. */
const drawEpisode = (dice: Dice, CHILD: string, DECOM: string, isFirst: boolean, isLast: boolean): Row => {
  const length = oneIn(dice, 40) ? 0 : 1 + dice.upTo(oneIn(dice, 2) ? 60 : 900)
  const DEC = isLast && !oneIn(dice, 3) ? null : addDays(DECOM, length)
  const reason = !isLast && !oneIn(dice, 4) ? 'X1' : oneIn(dice, 6) ? null : dice.of(ends)
  return {
    CHILD,
    DECOM,
    RNE: oneIn(dice, 8) ? null : isFirst || oneIn(dice, 5) ? 'S' : dice.of(begins),
    LS: oneIn(dice, 15) ? null : oneIn(dice, 3) ? dice.of(statuses) : dice.of(['C1', 'C2', 'V2']),
    PLACE: oneIn(dice, 6) ? dice.of(places) : dice.of(['U4', 'A5', 'K2']),
    DEC,
    REC: DEC === null ? (oneIn(dice, 40) ? 'E4A' : null) : reason,
  }
}

const drawEpisodes = (dice: Dice, CHILD: string, birth: string): readonly Row[] => {
  const count = dice.upTo(5)
  const rows: Row[] = []
  let from = addDays(birth, oneIn(dice, 40) ? -10 : 200 + dice.upTo(5_000))
  for (let i = 0; i < count; i += 1) {
    const row = drawEpisode(dice, CHILD, from, i === 0, i === count - 1)
    rows.push(row)
    const gap = row.REC !== 'X1' ? (oneIn(dice, 4) ? 0 : 1 + dice.upTo(300)) : oneIn(dice, 25) ? -1 : 0
    from = addDays(String(row.DEC ?? from), gap)
  }
  return rows
}

/** A span of days that may go on, from some day of a life on. */
const drawSpan = (dice: Dice, birth: string): readonly [string, string | null] => {
  const from = addDays(birth, dice.upTo(7_000))
  return [from, oneIn(dice, 2) ? null : addDays(from, dice.upTo(1_500))]
}

const drawRows = (seed: string, count: number): Rows => {
  const dice = pickerFor(seed)
  const all: Record<TableId, Row[]> = {
    header: [],
    episodes: [],
    'placed-for-adoption': [],
    'social-worker': [],
    oc3: [],
  }
  for (let i = 0; i < count; i += 1) {
    const CHILD = `K${i}`
    const birth = addDays('2005-01-01', dice.upTo(7_000))
    all.header.push({ CHILD, DOB: oneIn(dice, 12) ? null : birth })
    all.episodes.push(...drawEpisodes(dice, CHILD, birth))
    const [DATE_PLACED, DATE_PLACED_CEASED] = drawSpan(dice, birth)
    if (oneIn(dice, 4)) all['placed-for-adoption'].push({ CHILD, DATE_PLACED, DATE_PLACED_CEASED })
    const [SW_DECOM, SW_DEC] = drawSpan(dice, birth)
    if (oneIn(dice, 2)) all['social-worker'].push({ CHILD, SW_DECOM, SW_DEC })
    if (oneIn(dice, 30)) all.oc3.push({ CHILD, IN_TOUCH: dice.of(codesOf('in-touch')) })
  }
  return all
}

const facts = Object.keys(map.facts)
const isYesOrNo = (name: string): boolean => rules.rulebook.factsByName.get(name)!.type === 'boolean'

/** What a row of the source says, as `foldChild` does. */
const saidBy = (row: Row): unknown => {
  if (Number(row.is_refused) === 1) return 'refused'
  return Object.fromEntries(
    facts.flatMap(name => {
      const value = row[name]
      if (value === null || value === undefined) return []
      return [[name, isYesOrNo(name) ? Number(value) === 1 : String(value).slice(0, 40)]]
    }),
  )
}

const row = (CHILD: string, cells: string): Row => {
  const [DECOM = null, RNE, LS, PLACE, DEC, REC] = cells.split(',').map(one => (one === '' ? null : one))
  return { CHILD, DECOM, RNE: RNE ?? null, LS: LS ?? null, PLACE: PLACE ?? null, DEC: DEC ?? null, REC: REC ?? null }
}

/** The children of docs/returns.md, and one whose rows leave open when care began. */
const byHand: Rows = {
  header: [
    { CHILD: 'A1', DOB: '2013-05-14' },
    { CHILD: 'A2', DOB: '2015-11-30' },
    { CHILD: 'A3', DOB: '2018-01-08' },
    { CHILD: 'A4', DOB: '2009-07-21' },
    { CHILD: 'A5', DOB: '2013-05-14' },
  ],
  episodes: [
    row('A1', '2019-09-02,S,C2,U4,2022-08-10,E4A'),
    row('A1', '2026-11-02,S,C2,U4,,'),
    row('A2', '2021-03-10,S,C2,U4,2026-01-05,X1'),
    row('A2', '2026-01-05,U,E1,A5,2026-06-17,E12'),
    row('A3', '2026-10-05,S,V4,U6,,'),
    row('A4', '2024-11-11,S,C2,K2,,'),
    row('A4', '2025-02-03,P,C2,U4,,'),
    row('A5', '2025-02-03,S,C2,U4,2025-06-03,'),
    row('A5', '2025-06-03,,C2,U4,,'),
  ],
  'placed-for-adoption': [],
  'social-worker': [],
  oc3: [],
}

const inCare = { careStatus: 'looked-after', careJurisdiction: 'england', underCareOrder: true }

describe.each(Object.entries(tableEngines))('the tables of the SSDA903 on %s', (_, open) => {
  let engine: TableEngine
  beforeAll(async () => {
    engine = await open()
  })
  afterAll(() => engine.close())

  const ask = async (day: string): Promise<ReadonlyMap<string, unknown>> => {
    const sql = selectFrom(rules, dialects[engine.dialect], map, dayAsked(createTerms(), day))
    return new Map((await engine.ask(sql)).map(row => [String(row.id), saidBy(row)]))
  }
  const hold = (rows: Rows): Promise<void> =>
    engine.hold(Object.fromEntries((Object.keys(titles) as TableId[]).map(id => [titles[id], tableOf(id, rows[id])])))
  const fold = (rows: Rows, day: string): ReadonlyMap<string, unknown> => {
    const files = Object.fromEntries(
      (Object.keys(titles) as TableId[]).filter(id => rows[id].length > 0).map(id => [titles[id], csvOf(id, rows[id])]),
    )
    return new Map(
      [...foldTables(files, day)].map(([id, { facts: told, issues }]) => [
        id,
        issues.length > 0
          ? 'refused'
          : Object.fromEntries(facts.flatMap(name => (told[name] === undefined ? [] : [[name, told[name]]]))),
      ]),
    )
  }

  test('what docs/returns.md says of its children', async () => {
    await hold(byHand)
    expect(Object.fromEntries(await ask('2026-11-22'))).toEqual({
      A1: { ...inCare, dateOfBirth: '2013-05-14', lookedAfterSince: '2026-11-02' },
      A2: { dateOfBirth: '2015-11-30', careStatus: 'ceased', careExitRoute: 'adoption', careJurisdiction: 'england' },
      A3: { dateOfBirth: '2018-01-08', underCareOrder: false },
      A4: 'refused',
      // Neither row says whether the second goes on from the first.
      A5: { ...inCare, dateOfBirth: '2013-05-14' },
    })
  })

  test('facts come out of the tables as the fold of returns gives them', async () => {
    const rows = drawRows('maps of the 903', 400)
    await hold(rows)
    for (const day of ['2026-11-22', '2019-06-01', '2015-03-31']) {
      const [found, right] = [await ask(day), fold(rows, day)]
      const differ = [...right].filter(
        ([id, one]) => JSON.stringify(sorted(found.get(id))) !== JSON.stringify(sorted(one)),
      )
      expect(
        differ
          .map(([id, one]) => ({
            id,
            day,
            fold: one,
            tables: found.get(id),
            rows: rows.episodes.filter(row => row.CHILD === id),
          }))
          .slice(0, 3),
      ).toEqual([])
    }
  })

  test('questions are answered by the tables as by evaluate from the fold', async () => {
    const rows = drawRows('questions to the 903', 150)
    await hold(rows)
    const asOf = '2026-11-22'
    const known = fold(rows, asOf) as ReadonlyMap<string, Known>
    for (const decision of ['remit', 'personal-education-plan'])
      expect(await listDifferences(rules, engine, map, { decision, authority: 'luton', asOf }, known)).toEqual([])
  })
})

const sorted = (of: unknown): unknown => (typeof of === 'object' && of !== null ? Object.entries(of).sort() : of)
