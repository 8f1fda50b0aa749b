import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Envelope } from '../../src/envelope.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { hasClientsBeside } from '../../src/log/has-clients-beside.ts'
import { cursorOf, seqOfCursor } from '../../src/reading/cursor.ts'
import { readListQuery } from '../../src/reading/filter.ts'
import { listOf } from '../../src/reading/list-of.ts'
import type { Records } from '../../src/records.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepAll, openAt, rules, staff, timetable, valueIn } from '../support/keeping.ts'

const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const

describeOnBoth('lists', ({ place }) => {
  let records: Records
  let ids: readonly string[] = []
  beforeAll(async () => {
    const clock = clockAt('2026-11-20T08:00:00.000Z')
    records = await openAt(await place(), clock.now)
    const first = await keepAll(records, [{ subjectRef: 'case-1' }, { subjectRef: 'case-2', request: remit }])
    clock.time = new Date('2026-11-21T23:59:59.999Z')
    const second = await keepAll(records, [{ subjectRef: 'case-1', request: { ...timetable, authority: 'england' } }])
    ids = [...first, ...second].map(one => one.id)
    valueIn(await addEvent(records, { about: ids[0]!, event: { type: 'reviewed' }, by: staff }))
    clock.time = new Date('2026-11-22T12:00:00.000Z')
  })
  afterAll(() => records.close())
  const list = async (query: Readonly<Record<string, unknown>>) => valueIn(await listOf(records, query, staff))
  const seqs = async (query: Readonly<Record<string, unknown>>) =>
    (await list({ type: 'evaluated', ...query })).records.map(one => ids.indexOf(one.envelope.id))
  const lastEnvelope = async (): Promise<Envelope> => {
    const row = await records.database.db.selectFrom('records').select('envelope').orderBy('seq', 'desc').limit(1)
    return JSON.parse((await row.executeTakeFirstOrThrow()).envelope) as Envelope
  }

  it('of a reference that nobody has tells of the same in other letter case, and only then', async () => {
    const suggested = async (subjectRef: string) => (await list({ subjectRef })).suggestion
    expect(await suggested('Case-1')).toBe('case-1')
    expect(await suggested('CASE-1')).toBe('case-1')
    expect(await suggested('case-1')).toBeUndefined()
    expect(await suggested('Case-17')).toBeUndefined()
    expect(await list({ subjectRef: 'Case-17' })).toEqual({ records: [], next: null })
    // It is known, and has no such record.
    expect(await list({ subjectRef: 'case-1', decision: 'remit' })).toEqual({ records: [], next: null })
    expect(await list({ decision: 'sign-off' })).toEqual({ records: [], next: null })
  })

  it('whether clients other than one are in the log is known without reading it', async () => {
    const { database } = records
    // Those of the log: mosaic-luton and, for the rules, local.
    for (const client of ['local', 'mosaic-luton', 'another', 'zz'])
      expect([client, await hasClientsBeside(database, client)]).toEqual([client, true])
    const onlyLocal = await openAt(await place())
    expect(await hasClientsBeside(onlyLocal.database, 'local')).toBe(false)
    expect(await hasClientsBeside(onlyLocal.database, 'loca')).toBe(true)
    expect(await hasClientsBeside(onlyLocal.database, 'locam')).toBe(true)
    await onlyLocal.close()
  })

  it.each([
    [{}, [2, 1, 0]],
    [{ decision: 'remit' }, [1]],
    [{ authority: 'luton' }, [0]],
    [{ answer: 'not-permitted' }, [2, 0]],
    [{ from: '2026-11-21' }, [2]],
    [{ to: '2026-11-20' }, [1, 0]],
    [{ to: '2026-11-21T23:59:59.999Z' }, [1, 0]],
    [{ from: '2026-11-20', to: '2026-11-21' }, [2, 1, 0]],
    [{ rule: 'england.reduced-timetable.not-for-behaviour' }, [2, 0]],
    [{ rules: rules.version, subjectRef: 'case-1' }, [2, 0]],
    [{ rules: rules.digest, client: 'mosaic-luton' }, [2, 1, 0]],
    [{ subjectRef: 'case-99' }, []],
    [{ caution: 'before-first-edition' }, []],
  ])('%j', async (query, expected) => {
    expect(await seqs(query)).toEqual(expected)
  })

  it('by caution and reading give what is shown to have it', async () => {
    const all = (await list({ type: 'evaluated' })).records
    for (const [name, member] of [
      ['caution', 'cautions'],
      ['reading', 'readings'],
    ] as const) {
      const words = new Set(all.flatMap(one => one.found?.[member] ?? []))
      for (const word of words)
        expect(await seqs({ [name]: word })).toEqual(
          all.filter(one => one.found?.[member].includes(word)).map(one => ids.indexOf(one.envelope.id)),
        )
    }
    expect(all.flatMap(one => one.found?.cautions ?? []).length).toBeGreaterThan(0)
  })

  it('by the random number of a child are those of the reference', async () => {
    const [newest] = (await list({ type: 'evaluated', subjectRef: 'case-2' })).records
    expect(await seqs({ subject: newest?.envelope.subject })).toEqual([1])
  })

  it('come in pages that are one after the other', async () => {
    const whole = (await list({ to: '2026-11-21' })).records.map(one => one.envelope.seq)
    const pages: number[] = []
    let cursor: string | null | undefined
    do {
      const page = await list({ to: '2026-11-21', limit: '2', cursor: cursor ?? undefined })
      expect(page.records.length).toBeLessThanOrEqual(2)
      pages.push(...page.records.map(one => one.envelope.seq))
      cursor = page.next
    } while (cursor !== null)
    expect(pages).toEqual(whole)
  })

  it('are recorded as read, without a word of what was looked for', async () => {
    await list({ answer: 'not-permitted' })
    const envelope = await lastEnvelope()
    expect(envelope).toMatchObject({ type: 'accessed', ...staff })
    expect(JSON.stringify(envelope)).not.toContain('not-permitted')
    expect(envelope).not.toHaveProperty('payload')
  })

  it('of one child are told with what is known of the child, sealed', async () => {
    await list({ type: 'evaluated', subjectRef: 'case-1' })
    expect(await lastEnvelope()).toMatchObject({ type: 'accessed', payload: {} })
    const about = async (at: number) => valueIn(await eventsOf(records, ids[at]!, staff)).at(-1)?.details
    const told = { read: 'list', filters: 'subjectRef, type', count: 2 }
    expect(await about(2)).toEqual(told)
    expect(await about(1)).not.toEqual(told)
  })

  it('are refused with every issue, and leave nothing', async () => {
    const before = await lastEnvelope()
    const query = {
      desicion: 'remit',
      type: 'overriden',
      from: '2026-02-30',
      limit: '201',
      subjectRef: ['Ann', 'Other'].join('.'),
    }
    const refused = await listOf(records, query, { client: 'local', actor: 'a@b' })
    expect(refused).toMatchObject({ ok: false })
    const issues = refused.ok ? [] : refused.issues
    expect(issues.map(({ pointer, suggestion }) => [pointer, suggestion])).toEqual([
      ['/type', 'overridden'],
      ['/from', undefined],
      ['/limit', undefined],
      ['/desicion', 'decision'],
      ['/subjectRef', undefined],
      ['/actor', undefined],
    ])
    for (const wrong of [
      { cursor: 'AAAA' },
      { rules: '9.9.9' },
      { subject: 'x' },
      { subject: 'a'.repeat(32), subjectRef: 'x' },
    ])
      expect(await listOf(records, wrong, staff)).toMatchObject({
        ok: false,
        issues: [{ pointer: `/${Object.keys(wrong)[0]}` }],
      })
    expect(await lastEnvelope()).toEqual(before)
  })
})

describe('a query of a list', () => {
  it('takes nothing but texts', () => {
    for (const value of [1, null, ['remit'], {}, true])
      expect(readListQuery({ decision: value })).toMatchObject({ ok: false, issues: [{ code: 'wrong-type' }] })
    expect(readListQuery({ decision: undefined })).toEqual({ ok: true, value: {} })
  })

  it('has a cursor that is given back as it was', () => {
    for (const seq of [0, 1, 255, 2 ** 52]) expect(seqOfCursor(cursorOf(seq))).toEqual({ ok: true, value: seq })
    for (const text of ['', 'x', cursorOf(1.5), `${cursorOf(7)}=`, cursorOf(7).slice(1)])
      expect(seqOfCursor(text).ok).toBe(false)
  })
})
