import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Account } from '../../src/account/account.ts'
import type { Records } from '../../src/append/records.ts'
import { openCheckpoint } from '../../src/checkpoint/checkpoint.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { explanationOf } from '../../src/read/explanation.ts'
import { consistencyBetween, currentCheckpoint, receiptOf } from '../../src/read/proofs.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyReceipt } from '../../src/receipt/verify-receipt.ts'
import { describeOnBoth } from '../support/databases.ts'
import { keepAll, keepOne, openAt, rules, staff, timetable, valueIn } from '../support/keeping.ts'

const reader = { client: 'audit', actor: 'staff-9' }

describeOnBoth('reading records', ({ place }) => {
  let records: Records
  let id = ''
  beforeEach(async () => {
    records = await openAt(await place())
    id = (await keepOne(records, { subjectRef: 'case-1' })).id
  })
  afterEach(() => records.close())
  const unknown = () => `${id.slice(0, -12)}000000000000`

  it('gives what was asked, what was answered and what followed', async () => {
    valueIn(await addEvent(records, { about: id, event: { type: 'challenged', reason: 'canary' }, by: staff }))
    const read = valueIn(await readRecord(records, id, reader))
    expect(read).toMatchObject({
      state: 'decision',
      request: timetable,
      result: { answer: 'not-permitted' },
      event: null,
    })
    expect(read.events).toMatchObject([
      { type: 'challenged', reason: 'canary' },
      { type: 'accessed', ...reader, details: { read: 'record' } },
    ])
  })

  it('gives an event, and records that it was read with the decision’s key', async () => {
    const event = valueIn(
      await addEvent(records, { about: id, event: { type: 'challenged', reason: 'canary' }, by: staff }),
    )
    expect(valueIn(await readRecord(records, event.id, reader))).toMatchObject({
      state: 'event',
      event: { reason: 'canary' },
    })
    const details = { read: 'record', event: event.id }
    expect(valueIn(await eventsOf(records, id, staff))).toMatchObject([
      { type: 'challenged' },
      { type: 'accessed', details },
    ])
  })

  it('says what is left of what was erased, and records that too', async () => {
    await records.database.db.deleteFrom('keys.data_keys').execute()
    expect(valueIn(await readRecord(records, id, reader))).toMatchObject({
      state: 'erased',
      request: null,
      result: null,
    })
    expect(valueIn(await eventsOf(records, id, staff))).toMatchObject([{ type: 'accessed', ...reader }])
  })

  it('refuses what is not there and who cannot be', async () => {
    const named = { client: 'local', actor: 'a@b' }
    expect(await readRecord(records, unknown(), named)).toMatchObject({
      issues: [{ pointer: '/id' }, { pointer: '/actor' }],
    })
    for (const call of [receiptOf(records, unknown(), staff), explanationOf(records, unknown(), staff, 'json')])
      expect(await call).toMatchObject({ ok: false, issues: [{ code: 'unknown-name' }] })
  })

  it('makes receipts against the log as it is now, of every record', async () => {
    await keepAll(
      records,
      Array.from({ length: 300 }, () => ({})),
    )
    for (const at of [0, 1, 255, 256, 301]) {
      const row = await records.database.db
        .selectFrom('records')
        .select('id')
        .where('seq', '=', at)
        .executeTakeFirstOrThrow()
      const receipt = valueIn(await receiptOf(records, row.id, staff))
      const checkpoint = valueIn(await currentCheckpoint(records))
      const report = verifyReceipt(receipt, { verifierKey: records.verifierKey, checkpoint })
      expect(report.verdict, JSON.stringify(report)).toBe('genuine')
    }
  })

  it('proves that an older checkpoint is the beginning of a newer', async () => {
    const receipt = valueIn(await receiptOf(records, id, staff))
    const older = valueIn(await currentCheckpoint(records))
    await keepAll(
      records,
      Array.from({ length: 9 }, () => ({})),
    )
    const checkpoint = valueIn(await currentCheckpoint(records))
    const consistency = valueIn(await consistencyBetween(records, older, checkpoint))
    expect(valueIn(await consistencyBetween(records, checkpoint, older))).toEqual(consistency)
    const { verifierKey } = records
    expect(verifyReceipt(receipt, { verifierKey, checkpoint, consistency }).verdict).toBe('genuine')
    expect(verifyReceipt(receipt, { verifierKey, checkpoint, consistency: consistency.slice(1) }).verdict).toBe(
      'not-genuine',
    )
    const ahead = records.signer.sign({ size: 99, root: Buffer.alloc(32) })
    expect(openCheckpoint(ahead, verifierKey).ok).toBe(true)
    expect(await consistencyBetween(records, older, ahead)).toMatchObject({ issues: [{ code: 'not-proved' }] })
  })

  it('gives the account with the whole trace, in every form', async () => {
    const account = JSON.parse(valueIn(await explanationOf(records, id, reader, 'json'))) as Account
    const decided = rules.evaluate({ ...timetable, trace: 'full' })
    expect(account.trace).toEqual('issues' in decided ? undefined : decided.trace)
    expect(account).toMatchObject({ state: 'whole', checks: { rules: 'kept', receipt: 'verified', replay: 'same' } })
    expect(account.events).toMatchObject([{ type: 'accessed', details: { read: 'explanation', format: 'json' } }])
    expect(valueIn(await explanationOf(records, id, reader, 'markdown'))).toContain(
      '# May a reduced timetable go ahead?',
    )
    expect(valueIn(await explanationOf(records, id, reader, 'html'))).toMatch(/^<!doctype html>/)
  })
})

describeOnBoth('a record that was damaged', ({ kind, place }) => {
  it('is said to be so, by whatever reads it', async () => {
    const records = await openAt(await place())
    const { id } = await keepOne(records, { subjectRef: 'case-1' })
    const { db } = records.database
    const off = kind === 'sqlite' ? 'drop trigger records_no_update' : 'alter table records disable trigger all'
    await sql.raw(off).execute(db)
    await db.updateTable('records').set({ envelope: '{"v":1' }).where('id', '=', id).execute()
    expect(valueIn(await readRecord(records, id, staff))).toMatchObject({ state: 'damaged', envelope: null })
    for (const call of [
      explanationOf(records, id, staff, 'json'),
      addEvent(records, { about: id, event: { type: 'reviewed' }, by: staff }),
      exportSubject(records, { subjectRef: 'case-1' }, 'never-made', staff),
    ])
      expect(await call).toMatchObject({ ok: false, issues: [{ code: 'malformed' }] })
    await records.close()
  })
})
