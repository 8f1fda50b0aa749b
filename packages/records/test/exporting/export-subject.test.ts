import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { prune } from '../../src/erase/prune.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { verifyReceipt } from '../../src/receipt/verify-receipt.ts'
import { describeOnBoth } from '../support/databases.ts'
import { clockAt, keepAll, keepOne, openAt, rules, staff, valueIn } from '../support/keeping.ts'

const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } } as const

describeOnBoth('an export', ({ place }) => {
  const clock = clockAt('2024-06-01T00:00:00.000Z')
  let records: Records
  let parent = ''
  let at = ''
  beforeEach(async () => {
    clock.time = new Date('2024-06-01T00:00:00.000Z')
    records = await openAt(await place(), clock.now)
    parent = await mkdtemp(join(tmpdir(), 'virtual-school-export-'))
    at = join(parent, 'copy')
  })
  afterEach(async () => {
    await records.close()
    await rm(parent, { recursive: true, force: true })
  })
  const textsIn = async (): Promise<ReadonlyMap<string, string>> => {
    const names = await readdir(at, { recursive: true })
    const files = names.filter(name => /\.\w+$/.test(name)).sort()
    return new Map(await Promise.all(files.map(async name => [name, await readFile(join(at, name), 'utf8')] as const)))
  }

  it('is all of one child, to be read and to be checked, and nothing of another', async () => {
    const [one, other] = await keepAll(records, [
      { subjectRef: 'case-1' },
      { subjectRef: 'case-2' },
      { subjectRef: 'case-1', request: remit },
    ])
    valueIn(
      await addEvent(records, { about: one!.id, event: { type: 'challenged', reason: 'It is not so.' }, by: staff }),
    )
    valueIn(
      await addEvent(records, {
        about: other!.id,
        event: { type: 'challenged', reason: 'canary of another' },
        by: staff,
      }),
    )
    expect(valueIn(await exportSubject(records, { subjectRef: 'case-1' }, at, staff))).toEqual({
      directory: at,
      decisions: 2,
      unbound: 0,
      events: 3,
      texts: 1,
      review: { file: `${at}-review.html`, code: expect.stringMatching(/^[0-9a-f]{8}$/) },
    })
    const texts = await textsIn()
    expect([...texts.keys()]).toEqual([
      'checkpoint.txt',
      ...['001', '002'].flatMap(folder =>
        ['account.html', 'account.json', 'account.md', 'receipt.json', 'record.json', 'workings.html'].map(
          name => `decisions/${folder}/${name}`,
        ),
      ),
      ...['001-challenged', '002-exported', '003-exported'].flatMap(name => [
        `events/${name}.json`,
        `events/${name}.receipt.json`,
      ]),
      'index.html',
      'log.pub',
      `rules/${rules.digest.replace(':', '-')}.json`,
      'verify.html',
    ])
    const evidence = { verifierKey: texts.get('log.pub')!.trim(), checkpoint: texts.get('checkpoint.txt')! }
    for (const [name, text] of texts) {
      if (name.endsWith('receipt.json')) expect(verifyReceipt(text, evidence).verdict).toBe('genuine')
      expect(text).not.toMatch(/canary|case-2/)
      expect(text).not.toContain(other!.id)
    }
    expect(JSON.parse(texts.get('events/001-challenged.json')!)).toMatchObject({
      about: one!.id,
      reason: 'It is not so.',
    })
    for (const [name, text] of texts)
      for (const [, link = ''] of text.matchAll(/<a href="([^"]+)"/g))
        expect([...texts.keys()]).toContain(join(dirname(name), link))
    expect(texts.get('index.html')).toContain('We asked the computer 2 questions about you.')
    expect((await stat(at)).mode & 0o077).toBe(0)
    expect(valueIn(await eventsOf(records, one!.id, staff)).at(-1)).toMatchObject({
      type: 'exported',
      ...staff,
      details: { decisions: 2 },
    })
  })

  it('tells of what was pruned that it was', async () => {
    await keepOne(records, { subjectRef: 'case-1' })
    clock.time = new Date('2026-06-01T00:00:00.000Z')
    await keepOne(records, { subjectRef: 'case-1', request: remit })
    valueIn(await prune(records, { policy: 'default=1', by: staff }))
    valueIn(await exportSubject(records, { subjectRef: 'case-1' }, at, staff))
    const texts = await textsIn()
    expect(texts.get('decisions/001/account.md')).toContain('The contents were destroyed')
    expect(texts.get('decisions/002/account.md')).not.toContain('The contents were destroyed')
  })

  it('is refused into a directory that is not empty, of no child and by nobody; and then nothing is recorded', async () => {
    await keepOne(records, { subjectRef: 'case-1' })
    await mkdir(at)
    await writeFile(join(at, 'mine.txt'), 'mine')
    const { size } = await records.database.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    const issuesOf = async (...[named, where, by]: [Parameters<typeof exportSubject>[1], string, typeof staff]) => {
      const done = await exportSubject(records, named, where, by)
      return done.ok ? [] : done.issues.map(one => `${one.code} ${one.pointer}`)
    }
    expect(await issuesOf({ subjectRef: 'case-9' }, at, { client: 'local' })).toEqual([
      'unknown-name /subjectRef',
      'duplicate-name ',
      'missing-member /actor',
    ])
    expect(await issuesOf({ subjectRef: 'case-1' }, join(at, 'mine.txt'), staff)).toEqual(['unreadable '])
    expect(await readdir(at)).toEqual(['mine.txt'])
    expect((await records.database.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()).size).toBe(size)
    valueIn(await eraseSubject(records, { subjectRef: 'case-1' }, { reason: 'court-order', by: staff }))
    expect(await issuesOf({ subjectRef: 'case-1' }, join(parent, 'new'), staff)).toEqual(['unknown-name /subjectRef'])
  })

  it('is there whole or not at all', async () => {
    await keepOne(records, { subjectRef: 'case-1' })
    const broken = {
      ...records,
      now: () => {
        throw new Error('no clock')
      },
    }
    await expect(exportSubject(broken, { subjectRef: 'case-1' }, at, staff)).rejects.toThrow('no clock')
    expect(await readdir(parent)).toEqual([])
    await mkdir(at)
    valueIn(await exportSubject(records, { subjectRef: 'case-1' }, at, staff))
    expect(await readdir(parent)).toEqual(['copy'])
  })
})
