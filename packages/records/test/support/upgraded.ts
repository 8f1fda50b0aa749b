import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { selectRecordById } from '../../src/log/read.ts'
import type { Reader } from '../../src/model/actor.ts'
import { explanationOf } from '../../src/read/explanation.ts'
import { listOf } from '../../src/read/list.ts'
import { consistencyBetween, receiptOf } from '../../src/read/proofs.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyReceipt } from '../../src/receipt/verify-receipt.ts'
import { replay } from '../../src/replay/replay.ts'
import { logReportLines } from '../../src/verify/report.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { keepOne, valueIn } from './keeping.ts'
import { type Given, type OldRecords, people } from './old-records.ts'

export const clerk: Reader = { client: 'mosaic-luton', actor: 'staff-1' }

export const subjectOf = async ({ database }: Records, id: string): Promise<string> =>
  (await selectRecordById(database.db, id))!.subject!

/** Those of whom something can still be read: not of the child that was erased, nor of the years that were pruned. */
export const stillKept = async (records: Records, given: readonly Given[]): Promise<readonly Given[]> => {
  const keys = await records.database.db.selectFrom('keys.data_keys').select('key').execute()
  const there = new Set(keys.map(row => row.key))
  const rows = await records.database.db.selectFrom('records').select(['id', 'envelope']).execute()
  const keyOf = new Map(rows.map(row => [row.id, (JSON.parse(row.envelope) as { key?: string }).key ?? '']))
  return given.filter(one => there.has(keyOf.get(one.id) ?? ''))
}

/** Every decision under its reference: in the order of the log. */
export const byReference = (given: readonly Given[]): ReadonlyMap<string, readonly Given[]> => {
  const found = new Map<string, Given[]>()
  for (const one of given)
    if (one.subjectRef !== undefined) found.set(one.subjectRef, [...(found.get(one.subjectRef) ?? []), one])
  return found
}

/** The log is sound, says since when references are bound, and decides every decision again as it was, by both evaluators. */
export const expectSound = async (records: Records, old: OldRecords): Promise<void> => {
  const report = await verifyLog(records, { checkpoint: old.checkpoints.at(-1) })
  expect(report.faults).toEqual([])
  const { types, unbound } = report.counts
  expect(types['subjects-bound']).toBe(1)
  const kept = await stillKept(records, old.given)
  const withReference = kept.filter(one => one.subjectRef !== undefined).length
  expect(unbound).toBe(withReference)
  expect(logReportLines(report).join('\n')).toContain(
    `References are bound to their children since record ${report.boundSince}. For ${withReference} decisions`,
  )
  const again = await replay(records, { all: true })
  expect(again.findings).toEqual([])
  expect(again.counts).toMatchObject({ same: kept.length, erased: old.given.length - kept.length, differs: 0 })
}

/** What version 1.0 signed is genuine by the same key, and the log goes on from every checkpoint that it put elsewhere. */
export const expectOldProofs = async (records: Records, old: OldRecords): Promise<void> => {
  const { verifierKey } = records
  expect(verifierKey).toBe(old.verifierKey)
  for (const { receipt } of old.given) {
    expect(verifyReceipt(receipt, { verifierKey })).toMatchObject({ verdict: 'genuine', issues: [] })
    const { checkpoint } = JSON.parse(receipt) as { checkpoint: string }
    const newest = old.checkpoints.at(-1)!
    const consistency = valueIn(await consistencyBetween(records, checkpoint, newest))
    const held = verifyReceipt(receipt, { verifierKey, checkpoint: newest, consistency })
    expect(held.verdict).toBe('genuine')
  }
  const current = valueIn(await receiptOf(records, old.given[0]!.id, clerk))
  for (const checkpoint of old.checkpoints) {
    const { checkpoint: own } = JSON.parse(current) as { checkpoint: string }
    const consistency = valueIn(await consistencyBetween(records, own, checkpoint))
    expect(verifyReceipt(current, { verifierKey, checkpoint, consistency }).verdict).toBe('genuine')
  }
}

/** Decisions, every one or one of so many, open and have their accounts; what was erased does not. */
export const expectAccounts = async (records: Records, old: OldRecords, oneOf = 1): Promise<void> => {
  const kept = new Set((await stillKept(records, old.given)).map(one => one.id))
  for (const { id } of old.given.filter((_, n) => n % oneOf === 0)) {
    const { state } = valueIn(await readRecord(records, id, clerk))
    expect(state).toBe(kept.has(id) ? 'decision' : 'erased')
    const account = JSON.parse(valueIn(await explanationOf(records, id, clerk, 'json'))) as { checks?: object }
    expect(JSON.stringify(account)).not.toContain('"different"')
    expect(valueIn(await explanationOf(records, id, clerk, 'html'))).toContain('<!doctype html>')
  }
}

/** Old references find their children, a copy has all of them, and what is decided under one from now on is the same child’s. */
export const expectReferences = async (records: Records, old: OldRecords): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-upgraded-'))
  const kept = byReference(await stillKept(records, old.given))
  try {
    for (const [subjectRef, given] of kept) {
      const subject = await subjectOf(records, given[0]!.id)
      for (const { id } of given) expect(await subjectOf(records, id)).toBe(subject)
      const page = { subjectRef, type: 'evaluated', limit: '200' }
      const listed = valueIn(await listOf(records, page, clerk)).records.map(one => one.envelope.id)
      expect(given.map(one => one.id).filter(id => !listed.includes(id))).toEqual([])
      const copy = valueIn(await exportSubject(records, { subjectRef }, join(folder, subjectRef), clerk))
      expect(copy).toMatchObject({ decisions: listed.length, unbound: given.length })
      const { id } = await keepOne(records, { subjectRef, by: clerk })
      expect(await subjectOf(records, id)).toBe(subject)
    }
    // Beside the copy of a child of whom people wrote something lies the list of it.
    const copies = (await readdir(folder)).filter(name => !name.endsWith('-review.html'))
    expect(copies.sort()).toEqual([...kept.keys()].sort())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A child of before can be erased, wholly, and one under a hold of before cannot. */
export const expectErasing = async (records: Records, old: OldRecords): Promise<void> => {
  const erasure = { reason: 'erasure-request', by: clerk } as const
  const ofReleased = old.given.filter(one => one.subjectRef === people.released)
  const held = await eraseSubject(records, { subjectRef: people.held }, erasure)
  expect(held).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here' }] })
  valueIn(await eraseSubject(records, { subjectRef: people.released }, erasure))
  for (const { id } of ofReleased) expect(valueIn(await readRecord(records, id, clerk)).state).toBe('erased')
  const again = await exportSubject(records, { subjectRef: people.released }, join(tmpdir(), 'never'), clerk)
  expect(again).toMatchObject({ ok: false, issues: [{ code: 'unknown-name' }] })
}
