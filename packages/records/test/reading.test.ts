import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { RecordsDatabase } from '../src/database/open.ts'
import { selectLeaves, selectRecordById, selectRecordBySeq, selectSubtreeRoot, streamRecords } from '../src/log/read.ts'
import { insertRulebook, joinRuleNames, selectRulebook } from '../src/log/rules.ts'
import { type RecordFilter, selectRecords } from '../src/read/select-records.ts'
import { append, type TestDraft } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

const pick = <T>(values: readonly T[], at: number): T => values[at % values.length]!
const day = (at: number): string => `2026-11-${String(10 + at).padStart(2, '0')}T00:00:00.000Z`

/** Columns that repeat at different lengths, so that every combination of a few filters finds something and misses something. */
const drafts: readonly TestDraft[] = Array.from({ length: 90 }, (_, at) => ({
  id: `id-${at}`,
  type: pick(['evaluated', 'evaluated', 'reviewed'], at),
  decision: pick(['remit', 'sign-off', null], at),
  authority: pick(['england', 'luton'], at),
  client: pick(['local', 'key-a', 'key-b', 'key-c'], at),
  subject: pick(['s1', 's2', 's3', 's4', null], at),
  about: pick([null, null, 'id-0'], at),
  realm: pick([null, null, null, 'norfolk'], at),
  rules_digest: at < 50 ? 'sha256:old' : 'sha256:new',
  index: {
    answer: pick(['in-remit', 'not-in-remit', null], at >> 1),
    rules: joinRuleNames(pick([['a.b'], ['a_b', 'c'], []], at)),
  },
}))

const drained = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

const valuesOf: { readonly [Name in keyof RecordFilter]-?: readonly RecordFilter[Name][] } = {
  type: ['evaluated', 'reviewed', 'erased'],
  decision: ['remit', 'sign-off'],
  authority: ['england', 'luton'],
  client: ['local', 'key-b'],
  realm: ['default', 'norfolk'],
  subjects: [['s1'], ['s4', 's2'], ['none']],
  about: ['id-0', 'id-1'],
  rules: ['sha256:old', 'sha256:new'],
  from: [day(0), day(3), '2026-11-14T00:00:00.001Z', day(9)],
  to: [day(0), day(3), day(7), day(20)],
  answer: ['in-remit', 'not-in-remit'],
  rule: ['a.b', 'a_b', 'c', 'a', '%'],
  rulesAmong: [['sha256:old'], ['sha256:old', 'sha256:new'], ['sha256:none']],
  bearing: [[], ['c'], ['a_b', 'c'], ['a.b', 'c']],
}
const filters = fc.record(
  Object.fromEntries(Object.entries(valuesOf).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
) as fc.Arbitrary<RecordFilter>

/** The same said of a draft in plain code. */
const passes = (filter: RecordFilter, draft: TestDraft, recordedAt: string): boolean =>
  (['type', 'decision', 'authority', 'client', 'about'] as const).every(
    name => filter[name] === undefined || filter[name] === draft[name],
  ) &&
  (filter.subjects?.includes(draft.subject ?? '') ?? true) &&
  (filter.rules === undefined || filter.rules === draft.rules_digest) &&
  (filter.realm === undefined || filter.realm === (draft.realm ?? 'default')) &&
  (filter.rulesAmong?.includes(draft.rules_digest ?? '') ?? true) &&
  (filter.bearing ?? []).every(name => (draft.index?.rules ?? '').split('|').includes(name)) &&
  (filter.answer === undefined || filter.answer === draft.index?.answer) &&
  (filter.rule === undefined || (draft.index?.rules ?? '').split('|').includes(filter.rule)) &&
  (filter.from === undefined || recordedAt >= filter.from) &&
  (filter.to === undefined || recordedAt < filter.to)

describeOnBoth('reading', ({ open, place }) => {
  let at: Awaited<ReturnType<typeof place>>
  beforeAll(async () => {
    at = await place()
    const database = await open(at)
    for (let batch = 0; batch < 9; batch += 1) {
      await append(database, drafts.slice(batch * 10, batch * 10 + 10), () => new Date(day(batch)))
    }
    await database.close()
  })

  const pagesOf = async ({ db }: RecordsDatabase, filter: RecordFilter, limit: number): Promise<number[]> => {
    const seqs: number[] = []
    let before: number | undefined
    for (;;) {
      const page = await selectRecords(db, filter, { limit, before })
      expect(page.rows.length).toBeLessThanOrEqual(limit)
      seqs.push(...page.rows.map(row => row.seq))
      if (page.next === null) return seqs
      before = page.next
    }
  }

  it('a list holds what its filter lets through, newest first, whatever the length of a page', async () => {
    const database = await open(at)
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (filter, limit) => {
        const expected = drafts.flatMap((draft, seq) => (passes(filter, draft, day(Math.floor(seq / 10))) ? [seq] : []))
        expect(await pagesOf(database, filter, limit)).toEqual(expected.reverse())
      }),
      { numRuns: 80 },
    )
  })

  it('a page does not change when more is added', async () => {
    const database = await open()
    await append(database, [{}, {}, {}])
    const { next } = await selectRecords(database.db, {}, { limit: 2 })
    await append(database, [{}, {}])
    expect((await selectRecords(database.db, {}, { limit: 2, before: next! })).rows.map(row => row.seq)).toEqual([0])
  })

  it('a listed record tells what filters know, and neither payload nor leaf', async () => {
    const { db } = await open(at)
    const [row] = (await selectRecords(db, { subjects: ['s1'] }, { limit: 1 })).rows
    expect(row).toMatchObject({ id: 'id-85', answer: 'in-remit', rules: '|a_b|c|', authority: 'luton' })
    expect(row).not.toHaveProperty('payload')
    expect(row).not.toHaveProperty('leaf')
  })

  it('one record, by id and by seq', async () => {
    const { db } = await open(at)
    const record = await selectRecordById(db, 'id-7')
    expect(record).toMatchObject({ seq: 7, client: 'key-c', payload: Buffer.from('sealed id-7') })
    expect(await selectRecordBySeq(db, 7)).toEqual(record)
    expect([await selectRecordById(db, 'none'), await selectRecordBySeq(db, 90)]).toEqual([undefined, undefined])
  })

  it('every record in order, over the edges of what is read at once', async () => {
    const database = await open()
    await append(
      database,
      Array.from({ length: 900 }, () => ({})),
    )
    const seqs = async (from?: number, to?: number) =>
      (await drained(streamRecords(database.db, from, to))).map(row => row.seq)
    const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, seq) => from + seq)
    expect(await seqs()).toEqual(upTo(0, 900))
    expect(await seqs(150, 550)).toEqual(upTo(150, 550))
    expect(await seqs(899, 901)).toEqual([899])
    expect(await seqs(900)).toEqual([])
    const all = await selectLeaves(database.db, 0, 900)
    expect(all).toHaveLength(900)
    expect(await selectLeaves(database.db, 898, 2000)).toEqual(all.slice(898))
  })

  it('a finished subtree, by level and index', async () => {
    const { db } = await open(at)
    expect(await selectSubtreeRoot(db, 1, 10)).toHaveLength(32)
    expect(await selectSubtreeRoot(db, 1, 11)).toBeUndefined()
  })

  it('a rulebook, which is kept once and never changed', async () => {
    const { db } = await open()
    const book = { digest: 'sha256:x', version: '1.0.0', text: '{"a":“é”}' }
    await Promise.all([insertRulebook(db, book), insertRulebook(db, book)])
    await insertRulebook(db, { ...book, version: '2' })
    expect(await selectRulebook(db, 'sha256:x')).toEqual(book)
    expect(await selectRulebook(db, 'sha256:y')).toBeUndefined()
  })
})
