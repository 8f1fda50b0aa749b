import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { computeLookup } from '../../src/crypto/links.ts'
import { prune } from '../../src/erase/prune.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { hasClientsBeside } from '../../src/log/read.ts'
import type { Envelope } from '../../src/model/envelope.ts'
import { parseListQuery } from '../../src/read/filter.ts'
import { decodeCursor, encodeCursor, listOf } from '../../src/read/list.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
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

  const lastRead = async () => {
    const { id } = await lastEnvelope()
    return valueIn(await readRecord(records, id, staff)).event
  }
  const listings = async (at: number) => {
    const events = valueIn(await eventsOf(records, ids[at]!, staff))
    return events.filter(one => one.type === 'accessed' && one.details?.read === 'list')
  }

  it('are recorded as read: what was looked for and what was shown, sealed under a key of the log’s own', async () => {
    const { records: shown } = await list({ answer: 'not-permitted' })
    const envelope = await lastEnvelope()
    expect(envelope).toMatchObject({ type: 'accessed', ...staff, subject: 'log', payload: {} })
    expect(JSON.stringify(envelope)).not.toContain('not-permitted')
    expect(await lastRead()).toEqual({
      read: 'list',
      filters: 'answer=not-permitted',
      count: 2,
      shown: shown
        .map(one => one.envelope.seq)
        .reverse()
        .join(' '),
    })
  })

  it('are told with every decision that they showed, or told something of, and with no other', async () => {
    const before = await Promise.all([0, 1, 2].map(listings))
    await list({ answer: 'not-permitted' })
    await list({ type: 'reviewed' })
    const after = await Promise.all([0, 1, 2].map(listings))
    expect(after.map((all, n) => all.length - before[n]!.length)).toEqual([2, 0, 1])
    expect(after[0]!.at(-1)).toMatchObject({ ...staff, details: { read: 'list' } })
    expect(JSON.stringify(after)).not.toContain('filters')
  })

  it('of one child are told with the child, even if they showed nothing', async () => {
    const before = (await listings(1)).length
    await list({ subjectRef: 'case-2', answer: 'no-such-answer' })
    const read = await lastRead()
    expect(read).toMatchObject({ filters: 'answer=no-such-answer', count: 0 })
    expect(JSON.stringify(read)).not.toContain('case-2')
    expect((await listings(1)).length).toBe(before + 1)
  })

  it('of nobody who is known keep what was looked for as a keyed hash, the same for the same', async () => {
    await list({ subjectRef: 'case-99' })
    const first = await lastRead()
    expect(first).toMatchObject({ count: 0, shown: '', lookedFor: computeLookup(records.keys, 'default', 'case-99') })
    expect(JSON.stringify(first)).not.toContain('case-99')
    await list({ subjectRef: 'case-98' })
    expect((await lastRead())?.lookedFor).not.toBe(first?.lookedFor)
  })

  it('are pruned by a policy of their own, and then say nothing any more of what they showed', async () => {
    const own = await openAt(await place(), clockAt('2020-03-01T00:00:00.000Z').now)
    const [kept] = await keepAll(own, [{ subjectRef: 'case-1' }])
    valueIn(await listOf(own, {}, staff))
    const later = { ...own, now: clockAt('2026-03-01T00:00:00.000Z').now }
    const seen = async () =>
      valueIn(await eventsOf(later, kept!.id, staff)).filter(one => one.type === 'accessed').length
    expect(await seen()).toBe(1)
    const pruned = valueIn(await prune(later, { policy: 'list-readings=2', by: staff }))
    expect(pruned.destroyed).toEqual([{ decision: 'list-readings', year: 2020, subjects: 1 }])
    expect(await seen()).toBe(0)
    expect((await verifyLog(own)).faults).toEqual([])
    await own.close()
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
      expect(parseListQuery({ decision: value })).toMatchObject({ ok: false, issues: [{ code: 'wrong-type' }] })
    expect(parseListQuery({ decision: undefined })).toEqual({ ok: true, value: {} })
  })

  it('has a cursor that is given back as it was', () => {
    for (const seq of [0, 1, 255, 2 ** 52]) expect(decodeCursor(encodeCursor(seq))).toEqual({ ok: true, value: seq })
    for (const text of ['', 'x', encodeCursor(1.5), `${encodeCursor(7)}=`, encodeCursor(7).slice(1)])
      expect(decodeCursor(text).ok).toBe(false)
  })
})
