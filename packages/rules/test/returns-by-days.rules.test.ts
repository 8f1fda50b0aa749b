import { describe, expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { sizeOf } from '../../../test/support/sizes.ts'
import { type CodeSet, loadRules } from '../src/index.ts'
import { foldChild, type RecognisedTable, type ReturnRow, recogniseTable } from '../src/internal.ts'
import { plusDays } from '../src/kernel/dates.ts'
import { careByDays, type EpisodeRow, type History } from './support/care-by-days.ts'
import { type Picker, pickerFor } from './support/picker.ts'

const { rulebook } = await loadRules(realDirectory, { codes: true })
const set = rulebook.codeSets.get('ssda903')!
const vocabulary = rulebook.factsByName

const codesOf = (list: string, { lists }: CodeSet = set) =>
  lists
    .find(one => one.id === list)!
    .codes.filter(one => one.validTo === undefined)
    .map(one => one.code)
const [statuses, reasons, begins] = ['legal-status', 'reason-episode-ceased', 'reason-episode-began'].map(id =>
  codesOf(id),
) as [string[], string[], string[]]

/** Times in care that may be sound, with gaps and slips now and then. */
const randomHistory = (pick: Picker): History => {
  const birth = plusDays('2003-01-01', pick.upTo(4_000))
  const count = pick.upTo(8)
  const rows: EpisodeRow[] = []
  for (let i = 0; i < count; i += 1) rows.push(randomEpisode(pick, rows.at(-1), i === count - 1))
  const reviews = rows.flatMap(one => (pick.upTo(2) === 0 ? [plusDays(one.from, pick.upTo(60) - 5)] : []))
  return { birth, rows: spoil(pick, rows), reviews }
}

const randomEpisode = (pick: Picker, before: EpisodeRow | undefined, isLast: boolean): EpisodeRow => {
  const gap = pick.upTo(5) === 0 ? pick.upTo(60) : 0
  const from = before === undefined ? plusDays('2019-01-01', pick.upTo(1_500)) : plusDays(before.to, gap)
  const isSlip = pick.upTo(12) === 0
  const began = before !== undefined && gap === 0 && pick.upTo(4) > 0 ? ['P', 'L', 'T', 'U', 'B'] : ['S']
  const status = pick.upTo(5) === 0 ? statuses : ['C1', 'C2', 'V2', 'L1', 'L2']
  const isOpen = isLast && pick.upTo(3) > 0
  const ended = isLast ? reasons : ['X1', 'X1', 'X1', ...reasons]
  return {
    from,
    began: pick.of(isSlip ? [...begins, ''] : began),
    status: pick.of(isSlip ? [...statuses, ''] : status),
    to: isOpen ? '' : plusDays(from, 1 + pick.upTo(pick.of([3, 40, 700]))),
    ended: isOpen ? '' : pick.of(isSlip ? [...reasons, ''] : ended),
  }
}

/** Rows are lost, come twice, come from the extract of the year before, or are wrong. */
const spoil = (pick: Picker, rows: readonly EpisodeRow[]): readonly EpisodeRow[] =>
  rows.flatMap(one => {
    const chance = pick.upTo(40)
    if (chance === 0) return []
    if (chance === 1) return [one, one]
    if (chance === 2 && one.to !== '') return [one, { ...one, to: '', ended: '' }]
    if (chance === 3) return [{ ...one, to: plusDays(one.from, pick.upTo(90) - 40) }]
    if (chance === 4) return [{ ...one, to: '' }]
    return [one]
  })

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A date in one of the ways in which systems write it. */
const written = (pick: Picker, date: string): string => {
  if (date === '') return pick.of(['', ' '])
  const [year = '', month = '', day = ''] = date.split('-')
  const word = months[Number(month) - 1]
  return pick.of([
    `${day}/${month}/${year}`,
    `${Number(day)}/${Number(month)}/${year}`,
    `${day}/${month}/${year} 00:00`,
    date,
    `${date}T00:00:00`,
    `${date} 00:00:00`,
    `${year}-${word}-${day} 00:00:00`,
    `${day}-${word}-${year}`,
  ])
}

const tableOf = (headings: readonly string[], name: string): RecognisedTable => {
  const table = recogniseTable({ sets: [...rulebook.codeSets.values()], vocabulary, headings, name })
  if (!table.ok) throw new Error(JSON.stringify(table.issues))
  return table.value
}
const [episodes, former, header, reviewed] = [
  tableOf(['CHILD', 'DECOM', 'RNE', 'LS', 'DEC', 'REC'], 'episodes.csv'),
  tableOf(['REC', 'child', 'Date_Episode_Commenced', 'LS', 'RNE', 'DEC', ''], 'last-year.csv'),
  tableOf(['CHILD', 'DOB', 'SEX'], 'header.csv'),
  tableOf(['CHILD', 'DOB', 'REVIEW', 'REVIEW_CODE'], 'reviews.csv'),
] as const

const rowsOf = (pick: Picker, { birth, rows, reviews }: History): readonly ReturnRow[] => {
  const dob = () => written(pick, birth)
  const all = [
    { table: header, cells: ['A1', dob(), '1'] },
    ...rows.map(({ from, began, status, to, ended }) => {
      const [decom, dec] = [written(pick, from), written(pick, to)]
      return pick.upTo(3) === 0
        ? { table: former, cells: [ended, 'A1', decom, status, began, dec, ''] }
        : { table: episodes, cells: ['A1', decom, began, ` ${status}`, dec, ended] }
    }),
    ...reviews.map(one => ({ table: reviewed, cells: ['A1', dob(), written(pick, one), 'PN1'] })),
  ]
  return pick.shuffled(all.map((row, i) => ({ ...row, line: i + 2 })))
}

describe('the rows of a child', () => {
  test('come to what walking the days of its life finds', () => {
    const count = sizeOf('FOLDED_CHILDREN')
    const found = new Map<string, number>()
    for (let i = 0; i < count; i += 1) {
      const pick = pickerFor(['by days', i])
      const history = randomHistory(pick)
      const day = plusDays('2019-06-01', pick.upTo(3_000))
      const expected = careByDays(set, history, day)
      const { facts, issues, sources } = foldChild(rowsOf(pick, history), day)
      const where = JSON.stringify({ i, day, history })
      expect(issues.length > 0, `${where} ${JSON.stringify(issues)}`).toBe(expected === null)
      expect(facts, where).toEqual(expected ?? {})
      expect(Object.keys(sources).sort()).toEqual(Object.keys(facts).sort())
      for (const of of Object.values(sources)) expect(of.length).toBeGreaterThan(0)
      for (const name of expected === null ? ['issues'] : Object.keys(facts))
        found.set(name, (found.get(name) ?? 0) + 1)
    }
    // A law about nothing would hold too.
    for (const name of [
      'issues',
      'careStatus',
      'careExitRoute',
      'lookedAfterSince',
      'firstReviewOn',
      'careBeganInEmergency',
    ])
      expect(found.get(name) ?? 0, name).toBeGreaterThan(count / 100)
  })

  test('come to the same in any order', () => {
    for (let i = 0; i < sizeOf('FOLDED_CHILDREN') / 10; i += 1) {
      const pick = pickerFor(['any order', i])
      const rows = rowsOf(pick, randomHistory(pick))
      const day = plusDays('2019-06-01', pick.upTo(3_000))
      expect(foldChild(pick.shuffled(rows), day)).toEqual(foldChild(rows, day))
    }
  })
})
