import { expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { exportSubject } from '../../src/export/export-subject.ts'
import { splitRealm } from '../../src/manage/split-realm.ts'
import type { Reader } from '../../src/model/actor.ts'
import { moveDecision } from '../../src/move/move-decision.ts'
import { listOf } from '../../src/read/list.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newFolder } from '../support/folders.ts'
import { keepAll, valueIn } from '../support/keeping.ts'
import { oldPlaces } from '../support/old-places.ts'
import { type Given, isFull, oldRecords, people } from '../support/old-records.ts'
import { byReference, expectSound, stillKept, subjectOf } from '../support/upgraded.ts'

const mosaic: Reader = { client: 'mosaic-luton', actor: 'staff-1' }
const eclipse: Reader = { client: 'eclipse-norfolk', actor: 'staff-2' }
const luton: Reader = { ...mosaic, realm: 'luton' }
const operator: Reader = { client: 'local', actor: 'staff-9', everyRealm: true }

const { given } = oldRecords
const of = (all: readonly Given[], client: string) => all.filter(one => one.client === client)
const idsOf = (all: readonly Given[]) => all.map(one => one.id).sort()

/** The ids of all that a reader finds, page after page. */
const seen = async (records: Records, query: Record<string, string>, reader: Reader): Promise<readonly string[]> => {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const more: Record<string, string> = cursor === null ? {} : { cursor }
    const page = valueIn(await listOf(records, { limit: '200', ...query, ...more }, reader))
    ids.push(...page.records.map(one => one.envelope.id))
    cursor = page.next
  } while (cursor !== null)
  return ids.sort()
}
const decisionsSeen = (records: Records, query: Record<string, string>, reader: Reader) =>
  seen(records, { type: 'evaluated', ...query }, reader)

describeOnBoth('records of version 1.0 that two councils shared, split', databases => {
  const { old, open, closeAll } = oldPlaces(databases)

  /** Split through one opening; what runs beside has the log open from before. */
  const split = async () => {
    const at = await old()
    const [beside, records] = [await open(at), await open(at)]
    const done = valueIn(await splitRealm(records, { client: mosaic.client, realm: 'luton', by: operator }))
    return { at, records, beside, done }
  }

  it('lists for a person the references that both sent, with what each recorded', async () => {
    const { records, done } = await split()
    const shared = people.shared.map(async subjectRef => {
      const about = byReference(given).get(subjectRef)!
      const [ours, theirs] = [of(about, mosaic.client), of(about, eclipse.client)]
      expect(Math.min(ours.length, theirs.length)).toBeGreaterThan(0)
      const decisions = { [mosaic.client]: ours.length, [eclipse.client]: theirs.length }
      return { subject: await subjectOf(records, about[0]!.id), decisions }
    })
    const bySubject = (one: { subject: string }, other: { subject: string }) => (one.subject < other.subject ? -1 : 1)
    expect([...done.shared].sort(bySubject)).toEqual((await Promise.all(shared)).sort(bySubject))
    // The child that was erased has a reference again only if it was asked about since.
    const linked = given.filter((one, n) => one.subjectRef !== people.erased || n >= oldRecords.erasedAt)
    const own = new Set(of(linked, mosaic.client).flatMap(one => one.subjectRef ?? [])).size - people.shared.length
    expect(done).toMatchObject({ decisions: of(given, mosaic.client).length, moved: own })
  })

  it('shows each its own alone, whichever opening is asked', async () => {
    const { records, beside } = await split()
    for (const one of [records, beside]) {
      expect(await decisionsSeen(one, {}, luton)).toEqual(idsOf(of(given, mosaic.client)))
      expect(await decisionsSeen(one, {}, eclipse)).toEqual(idsOf(of(given, eclipse.client)))
    }
    const { rows } = oldRecords
    const before = new Set(rows.records!.map(row => row.id as string))
    const [ours, theirs] = [await seen(records, {}, luton), await seen(records, {}, eclipse)]
    expect(ours.filter(id => theirs.includes(id))).toEqual([])
    expect([...ours, ...theirs].filter(id => before.has(id))).toHaveLength(before.size)
    for (const [n, { id, client }] of given.entries()) {
      if (n % 10 !== 0) continue
      const [own, other] = client === mosaic.client ? [luton, eclipse] : [eclipse, luton]
      expect((await readRecord(records, id, own)).ok, id).toBe(true)
      expect(await readRecord(records, id, other), id).toMatchObject({ ok: false, issues: [{ code: 'unknown-name' }] })
    }
  })

  it('finds and copies under every reference what is of the realm that asks', async () => {
    const { records } = await split()
    const kept = [...byReference(await stillKept(records, given))]
    // A copy takes a while, so that the small form makes those of every third reference.
    for (const [subjectRef, about] of kept.filter(([ref], n) => isFull || n % 3 === 0 || people.shared.includes(ref)))
      for (const reader of [luton, eclipse]) {
        const own = of(about, reader.client)
        const listed = await decisionsSeen(records, { subjectRef }, reader)
        expect(idsOf(own).filter(id => !listed.includes(id))).toEqual([])
        expect(listed.filter(id => !idsOf(of(given, reader.client)).includes(id))).toEqual([])
        const copy = await exportSubject(records, { subjectRef }, await newFolder(), reader)
        if (listed.length > 0) expect(valueIn(copy).decisions).toBe(listed.length)
        else expect(copy).toMatchObject({ ok: false, issues: [{ code: 'unknown-name' }] })
      }
  })

  it('goes on under a reference where it stood, for its own realm, and keeps a hold', async () => {
    const { at, beside } = await split()
    const [first] = of(byReference(given).get('L-5')!, mosaic.client)
    const [ours, theirs] = await keepAll(beside, [
      { by: luton, subjectRef: 'L-5' },
      { by: eclipse, subjectRef: 'L-5' },
    ])
    const number = await subjectOf(beside, first!.id)
    expect(await subjectOf(beside, ours!.id)).toBe(number)
    expect(await subjectOf(beside, theirs!.id)).not.toBe(number)
    const erasure = { reason: 'erasure-request', by: luton } as const
    const held = await eraseSubject(beside, { subjectRef: people.held }, erasure)
    expect(held).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here' }] })
    const shared = await eraseSubject(beside, { subjectRef: people.shared[0]! }, erasure)
    expect(shared).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here' }] })
    await closeAll()
    expect(await decisionsSeen(await open(at), { subjectRef: 'L-5' }, eclipse)).toEqual([theirs!.id])
  })

  it('is settled for two children of one reference by moving what is of one, and each is erased by itself', async () => {
    const { records } = await split()
    const kept = byReference(await stillKept(records, given))
    for (const subjectRef of people.shared) {
      const [ours, theirs] = [luton, eclipse].map(one => of(kept.get(subjectRef)!, one.client))
      for (const { id } of ours!)
        valueIn(await moveDecision(records, id, { toSubjectRef: subjectRef, reason: 'Another child.', by: luton }))
      const copy = await exportSubject(records, { subjectRef }, await newFolder(), luton)
      expect(valueIn(copy).decisions).toBe(ours!.length)
      for (const [own, by] of [
        [ours!, luton],
        [theirs!, eclipse],
      ] as const) {
        const erased = await eraseSubject(records, { subjectRef }, { reason: 'erasure-request', by })
        expect(valueIn(erased).decisions).toBeGreaterThanOrEqual(own.length)
      }
    }
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('stays sound, and is decided again without a difference', async () => {
    const { records, beside } = await split()
    for (const one of [records, beside]) await expectSound(one, oldRecords)
  })
})
