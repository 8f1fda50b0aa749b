import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rulesWithCodes as rules } from '../../../rules/test/support/tables.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { createTerms } from '../../src/form/term.ts'
import { loadTableMap, type TableMap } from '../../src/index.ts'
import { dayAsked } from '../../src/question/day-asked.ts'
import { selectFrom } from '../../src/tables/source.ts'
import { type Known, listDifferences, type Row, type Table, type TableEngine, tableEngines } from './tables.ts'

const map = await loadTableMap('ssd')
/** Tables and columns as data-to-insight/ssd-data-model publishes them; the file says where and when it was seen. */
const published = JSON.parse(readFileSync(new URL('ssd-columns.json', import.meta.url), 'utf8')) as {
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>
}

interface Case {
  readonly why: string
  readonly person?: Row
  readonly rows?: Readonly<Record<string, readonly Row[]>>
  readonly known: Known
}

const episode = (from: string, to: string | null, reason: string | null, id = 'e1'): Row => ({
  clae_cla_episode_id: id,
  clae_cla_episode_start_date: from,
  clae_cla_episode_start_reason: 'S',
  clae_cla_episode_ceased_date: to,
  clae_cla_episode_ceased_reason: reason,
  clae_entered_care_date: from,
})
const status = (lega_legal_status: string, from: string, to: string | null = null): Row => ({
  lega_legal_status_id: `${lega_legal_status}-${from}`,
  lega_legal_status,
  lega_legal_status_start_date: from,
  lega_legal_status_end_date: to,
})
const placed = (clap_cla_placement_type: string, from: string): Row => ({
  clap_cla_placement_id: 'p1',
  clap_cla_placement_type,
  clap_cla_placement_start_date: from,
})
const open = { ssd_cla_episodes: [episode('2026-11-02', null, null)] }
const inCare = { careStatus: 'looked-after', careJurisdiction: 'england', lookedAfterSince: '2026-11-02' }

/** Made-up children, asked about on 22 November 2026, and what a person who reads their rows knows of them. */
const cases: Readonly<Record<string, Case>> = {
  care: {
    why: 'An episode is open, and a full care order is in force; the placement tells nothing.',
    rows: { ...open, ssd_legal_status: [status('C2', '2026-11-02')], ssd_cla_placement: [placed('U4', '2026-11-02')] },
    known: { ...inCare, underCareOrder: true },
  },
  interimThenFull: {
    why: 'The interim order had ended on the day on which the full one began.',
    rows: { ...open, ssd_legal_status: [status('C1', '2026-11-02', '2026-11-10'), status('C2', '2026-11-10')] },
    known: { ...inCare, underCareOrder: true },
  },
  blanks: {
    why: 'Blanks around a code, as a padded column has them, are no part of it.',
    rows: { ...open, ssd_legal_status: [status(' V2  ', '2026-11-02')] },
    known: { ...inCare, underCareOrder: false, shortBreaksOnly: false },
  },
  shortBreaks: {
    why: 'V4 is a series of short breaks: whether the child is looked after today the code does not say.',
    rows: { ...open, ssd_legal_status: [status('V4', '2026-11-02')] },
    known: { underCareOrder: false },
  },
  words: {
    why: 'The system wrote words in place of a code.',
    rows: { ...open, ssd_legal_status: [status('Interim care order', '2026-11-02')] },
    known: {},
  },
  twoStatuses: {
    why: 'Two codes are in force, and the rows do not say which is the basis of the care.',
    rows: { ...open, ssd_legal_status: [status('C2', '2026-11-02'), status('E1', '2026-11-12')] },
    known: {},
  },
  wordsBesideCode: {
    why: 'Only one of the two is a code; the other is a status that has nothing to do with care.',
    rows: { ...open, ssd_legal_status: [status('C2', '2026-11-02'), status('Parental responsibility', '2026-11-12')] },
    known: { ...inCare, underCareOrder: true },
  },
  statusWithoutEpisode: {
    why: 'A legal status that nobody closed does not put a child into care who has no open episode.',
    rows: { ssd_legal_status: [status('C2', '2020-11-02')] },
    known: {},
  },
  remand: {
    why: 'J1 does not say which remand it is, and without an answer the rules would presume none.',
    rows: { ...open, ssd_legal_status: [status('J1', '2026-11-02')] },
    known: 'refused',
  },
  adopted: {
    why: 'An adoption ends every kind of stay. A placement for adoption that nobody ended is no longer one.',
    rows: {
      ssd_cla_episodes: [episode('2021-03-10', '2026-06-17', 'E12')],
      ssd_permanence: [{ perm_table_id: 'a1', perm_placed_for_adoption_date: '2026-01-05' }],
    },
    known: { careStatus: 'ceased', careExitRoute: 'adoption', careJurisdiction: 'england' },
  },
  leftOtherwise: {
    why: 'E5 could end a short break as well, for the episode has no legal status.',
    rows: { ssd_cla_episodes: [episode('2021-03-10', '2026-06-17', 'E5')] },
    known: {},
  },
  guardianshipAgain: {
    why: 'The present care counts, and not how the earlier one ended.',
    rows: {
      ssd_cla_episodes: [episode('2019-01-01', '2020-01-01', 'E45', 'e0'), episode('2026-11-02', null, null)],
      ssd_legal_status: [status('V2', '2026-11-02')],
    },
    known: { ...inCare, underCareOrder: false, shortBreaksOnly: false },
  },
  twoEpisodes: {
    why: 'Two episodes are open at once. One of them is wrong.',
    rows: { ssd_cla_episodes: [episode('2026-01-02', null, null, 'e0'), episode('2026-11-02', null, null)] },
    known: 'refused',
  },
  waiting: {
    why: 'Placed for adoption under a placement order (A5, E1).',
    rows: { ...open, ssd_legal_status: [status('E1', '2026-11-02')], ssd_cla_placement: [placed('A5', '2026-11-02')] },
    known: { ...inCare, shortBreaksOnly: false, placedForAdoption: true },
  },
  bothPlans: {
    why: 'A child on both plans is on a child protection plan. The case is open.',
    person: { pers_send_flag: 'Y    ' },
    rows: {
      ssd_cp_plans: [{ cppl_cp_plan_id: 'c1', cppl_cp_plan_start_date: '2026-10-01' }],
      ssd_cin_plans: [{ cinp_cin_plan_id: 'n1', cinp_cin_plan_start_date: '2026-09-01' }],
      ssd_cin_episodes: [{ cine_referral_id: 'r1', cine_referral_date: '2026-08-01', cine_referral_nfa: 'N' }],
    },
    known: { plan: 'child-protection', openToSocialCare: true, send: 'ehc-plan' },
  },
  planOver: {
    why: 'A plan lasts to the day before it ends, and another council may have one. No further action opens no case.',
    person: { pers_send_flag: 'N' },
    rows: {
      ssd_cin_plans: [
        { cinp_cin_plan_id: 'n1', cinp_cin_plan_start_date: '2026-09-01', cinp_cin_plan_end_date: '2026-11-22' },
      ],
      ssd_cin_episodes: [{ cine_referral_id: 'r1', cine_referral_date: '2026-08-01', cine_referral_nfa: 'Y' }],
    },
    known: {},
  },
  earlyHelp: {
    why: 'An episode of early help is open; one that begins tomorrow does not count.',
    rows: {
      ssd_early_help_episodes: [
        { earl_episode_id: 'h1', earl_episode_start_date: '2026-10-01' },
        { earl_episode_id: 'h2', earl_episode_start_date: '2026-11-23' },
      ],
    },
    known: { earlyHelp: true },
  },
  endsBeforeItBegins: {
    why: 'One of the two days of the plan is wrong.',
    rows: {
      ssd_cp_plans: [
        { cppl_cp_plan_id: 'c1', cppl_cp_plan_start_date: '2026-10-01', cppl_cp_plan_end_date: '2026-09-01' },
      ],
    },
    known: 'refused',
  },
  died: { why: 'A death is recorded.', person: { pers_death_date: '2026-11-22' }, known: 'refused' },
  diedInCare: {
    why: 'The episode ended by a death (E2).',
    rows: { ssd_cla_episodes: [episode('2021-03-10', '2026-06-17', 'E2')] },
    known: 'refused',
  },
  diedInNeed: {
    why: 'The case was closed by a death (RC2).',
    rows: {
      ssd_cin_episodes: [
        {
          cine_referral_id: 'r1',
          cine_referral_date: '2026-01-01',
          cine_close_date: '2026-02-01',
          cine_close_reason: 'RC2',
        },
      ],
    },
    known: 'refused',
  },
  diesLater: { why: 'On the day asked the child lived.', person: { pers_death_date: '2026-11-23' }, known: {} },
  nothing: { why: 'No rows say nothing: they do not say no.', known: {} },
}

const birth = '2013-05-14'
const personOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(published.tables).map(([name, columns]) => [
    name,
    Object.keys(columns).find(one => one.endsWith('_person_id'))!,
  ]),
)

const tables: Readonly<Record<string, Table>> = Object.fromEntries(
  Object.entries(published.tables).map(([name, columns]) => [
    name,
    {
      columns: Object.fromEntries(
        Object.entries(columns).map(([column, type]) => [column, type === 'datetime' ? 'day' : 'text']),
      ),
      rows: Object.entries(cases).flatMap(([id, { person, rows = {} }]) =>
        name === 'ssd_person'
          ? [{ pers_person_id: id, pers_dob: birth, ...person }]
          : (rows[name] ?? []).map(row => ({ ...row, [personOf[name]!]: id })),
      ),
    } satisfies Table,
  ]),
)

const known = new Map(
  Object.entries(cases).map(([id, one]) => [
    id,
    one.known === 'refused' ? one.known : { dateOfBirth: birth, ...one.known },
  ]),
)

/** Every table with its columns that a map names. */
const namesIn = ({ child, care, rows = {}, deaths, facts }: TableMap): readonly (readonly [string, string])[] => {
  const tableOf = (of: string): string => (of === 'child' ? child.table : (rows[of]?.table ?? care!.table))
  const cared =
    care === undefined
      ? []
      : [care.child, care.from, care.to, care.began, care.ended, ...(care.status === undefined ? [] : [care.status])]
  return [
    [child.table, child.id],
    ...cared.map(column => [care!.table, column] as const),
    ...Object.values(rows).flatMap(({ table, only, ...row }) =>
      [
        row.child,
        row.from,
        row.tie,
        ...(row.to === undefined ? [] : [row.to]),
        ...(only === undefined ? [] : [only.column]),
      ].map(column => [table, column] as const),
    ),
    ...deaths.flatMap(one =>
      'table' in one
        ? [one.child, one.column, ...(one.on === undefined ? [] : [one.on])].map(column => [one.table, column] as const)
        : [[child.table, one.column] as const],
    ),
    ...Object.values(facts).flatMap(({ from }) =>
      from.flatMap(one => ('column' in one ? [[tableOf(one.of), one.column] as const] : [])),
    ),
  ]
}

test('every table and column that the map names is in the published dataset', () => {
  expect(namesIn(map).filter(([table, column]) => published.tables[table]?.[column] === undefined)).toEqual([])
})

describe.each(Object.entries(tableEngines))('the Standard Safeguarding Dataset on %s', (_, opened) => {
  let engine: TableEngine
  let selected: readonly Row[]
  beforeAll(async () => {
    engine = await opened()
    await engine.hold(tables)
    selected = await engine.ask(selectFrom(rules, dialects[engine.dialect], map, dayAsked(createTerms(), '2026-11-22')))
  })
  afterAll(() => engine.close())

  test.each(Object.entries(cases).map(([id, { why, known }]) => ({ id, why, known })))('$id: $why', ({ id, known }) => {
    const { is_refused, id: _id, ...told } = selected.find(one => one.id === id)!
    expect(Number(is_refused)).toBe(known === 'refused' ? 1 : 0)
    if (known === 'refused') return
    const plain = Object.entries(told).flatMap(([name, value]) => {
      if (value === null) return []
      const isYesOrNo = rules.rulebook.factsByName.get(name)!.type === 'boolean'
      return [[name, isYesOrNo ? Number(value) === 1 : value]]
    })
    expect(Object.fromEntries(plain)).toEqual({ dateOfBirth: birth, ...known })
  })

  test.each(['remit', 'personal-education-plan', 'multi-agency-meeting'])(
    '%s is answered by the tables as by evaluate from what is known',
    async decision => {
      const asked = { decision, authority: 'luton', asOf: '2026-11-22' }
      expect(await listDifferences(rules, engine, map, asked, known)).toEqual([])
    },
  )

  test('today is the day of the engine, in the picks too', async () => {
    const terms = createTerms()
    const select = (day: string): string => selectFrom(rules, dialects[engine.dialect], map, dayAsked(terms, day))
    const { today } = dialects[engine.dialect].operations
    const askDay = async (): Promise<string> => String((await engine.ask(`SELECT ${today()} AS day`))[0]!.day)
    const [before, found, after] = [await askDay(), await engine.ask(select('today')), await askDay()]
    const either = await Promise.all([before, after].map(day => engine.ask(select(day))))
    expect(either).toContainEqual(found)
  })

  test('a column that is not there is an error of the engine, and no text', async () => {
    const { send: _, ...facts } = map.facts
    const from = [{ of: 'protectionPlan', column: 'nobody', values: { Y: 'ehc-plan' } }]
    const other = { ...map, facts: { ...facts, send: { from, source: 'Made up.', seen: 'Made up.' } } }
    const sql = selectFrom(rules, dialects[engine.dialect], other, dayAsked(createTerms(), '2026-11-22'))
    await expect(engine.ask(sql)).rejects.toThrow(/nobody/)
  })
})
