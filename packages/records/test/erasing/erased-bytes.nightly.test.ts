import { createSecretKey, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { sizeOf } from '../../../../test/support/sizes.ts'
import { keepDecisionOnce } from '../../src/append/decisions.ts'
import type { Kept } from '../../src/append/draft.ts'
import { onceOf, selectOnceRow } from '../../src/append/once.ts'
import type { Records } from '../../src/append/records.ts'
import { computeOnceMac } from '../../src/crypto/bound-rows.ts'
import { computeLookup, computeOldLookup } from '../../src/crypto/links.ts'
import { openPayload, unwrapKey } from '../../src/crypto/seal.ts'
import type { DataKeyRow } from '../../src/database/schema.ts'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { addEvent, addEventOnce } from '../../src/events/add-event.ts'
import { selectRecordById } from '../../src/log/read.ts'
import { logSubject } from '../../src/model/names.ts'
import { listOf } from '../../src/read/list.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { openRecord } from '../../src/unseal/open.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth, onOwnServer } from '../support/databases.ts'
import { keepAll, openAt, rules, staff, timetable, valueIn } from '../support/keeping.ts'
import { decided } from '../support/kept.ts'
import { matchesIn, plausibleTexts, storedBytes, wrappedKeysIn } from '../support/stored-bytes.ts'

const subjectRef = 'canary-subject-17'
const reason = 'canary-reason: what a person wrote'
/** By how many keys of other children values are tried; all of them in the long form. */
const tried = sizeOf('ERASED_KEYS')

const remit = { decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after', ageYears: 7 } } as const

const fill = async (records: Records): Promise<readonly string[]> => {
  const others = Array.from({ length: 40 }, (_, n) => ({ subjectRef: `other-${n}` }))
  const kept = await keepAll(records, [...others, { subjectRef, request: remit }, { subjectRef, request: timetable }])
  const ids = kept.slice(-2).map(one => one.id)
  for (const about of ids) {
    valueIn(await addEvent(records, { about, event: { type: 'overridden', reason, outcome: 'other' }, by: staff }))
    valueIn(await readRecord(records, about, staff))
  }
  valueIn(await listOf(records, { subjectRef }, staff))
  return ids
}

const rawKeys = ({ keys }: Records): readonly KeyObject[] => [
  keys.wrapping,
  keys.lookup,
  keys.binding,
  keys.signingSeed,
]

/** The payloads of a child that open with any of these keys. */
const textsOf = async (
  { database }: Records,
  subject: string,
  keys: readonly KeyObject[],
): Promise<readonly string[]> => {
  const rows = await database.db.selectFrom('records').selectAll().where('subject', '=', subject).execute()
  return rows.flatMap(row => {
    const { id, type } = JSON.parse(row.envelope) as { id: string; type: 'evaluated' }
    const opened = row.payload === null ? [] : keys.map(key => openPayload(key, row.payload!, { id, type }))
    return opened.flatMap(one => (one.ok ? [one.value] : [])).slice(0, 1)
  })
}

const dataKeys = async ({ database, keys }: Records): Promise<readonly { row: DataKeyRow; key: KeyObject }[]> => {
  const rows = await database.db.selectFrom('keys.data_keys').selectAll().execute()
  return rows.map(row => ({ row, key: valueIn(unwrapKey(keys, row)) }))
}

onOwnServer()

describeOnBoth('what is left of a child after erasure', ({ kind, place }) => {
  it('holds no fact, no key and no way to the child in any stored byte', async () => {
    const records = await openAt(await place())
    await fill(records)
    const { database } = records
    const lookup = Buffer.from(computeLookup(records.keys, 'default', subjectRef), 'hex')
    const { subject } = await database.db
      .selectFrom('keys.subjects')
      .selectAll()
      .where('lookup', '=', lookup)
      .executeTakeFirstOrThrow()
    const rows = (await dataKeys(records)).filter(one => one.row.subject === subject)
    const places = rows.map(one => one.row)
    const index = await database.db.selectFrom('record_index').selectAll().where('subject', '=', subject).execute()
    const ofRemit = index.map(one => one.rules!).find(one => one.includes('remit'))!
    if (kind === 'postgres') await sql`analyze`.execute(database.db)

    // Sealed before the database has it: in no byte, whenever.
    const never = [subjectRef, reason, '"careStatus":"looked-after"']
    const gone = [...places.map(one => Buffer.from(one.wrapped)), lookup, ofRemit]
    const before = await storedBytes(records)
    for (const text of never) expect(before.tables.includes(text) || before.ahead.includes(text)).toBe(false)
    for (const bytes of gone) expect(before.tables.includes(bytes)).toBe(true)
    expect(wrappedKeysIn(before.tables, places, records.keys)).toBeGreaterThanOrEqual(places.length)
    // Two decisions, what a person said of each, and two readings. The list that was shown is sealed with the log's own key.
    const ofChild = rows.map(one => one.key)
    expect(await textsOf(records, subject, ofChild)).toHaveLength(6)

    const erased = valueIn(await eraseSubject(records, { subjectRef }, { reason: 'erasure-request', by: staff }))
    expect(erased).toMatchObject({ subject, decisions: 2, keys: 2, swept: true })

    const texts = plausibleTexts().filter(text => !JSON.stringify([...rules.rulebook.substance.layers]).includes(text))
    expect(texts.length).toBeGreaterThan(200)
    // Of 40 other children, and the one that says which lists were read: that holds numbers alone.
    const left = (await dataKeys(records)).map(one => one.key)
    expect(left).toHaveLength(41)
    const lists = await textsOf(records, logSubject, left)
    expect(lists).toHaveLength(1)
    for (const text of [...never, lookup.toString('hex')]) expect(lists[0]).not.toContain(text)
    const after = await storedBytes(records)
    for (const bytes of [...never, ...gone]) expect(after.tables.includes(bytes)).toBe(false)
    expect(wrappedKeysIn(after.tables, places, records.keys)).toBe(0)
    expect(matchesIn(after.tables, texts, [...rawKeys(records), ...left.slice(0, tried)])).toBe(0)
    // The write-ahead log of PostgreSQL may hold wrapped keys until it is overwritten, but no fact ever.
    for (const text of never) expect(after.ahead.includes(text)).toBe(false)
    const hashes = texts.slice(0, 32).map(text => createSecretKey(Buffer.from(text.padEnd(32, '\0').slice(0, 32))))
    expect(await textsOf(records, subject, [...rawKeys(records), ...left, ...hashes])).toEqual([])

    const verified = await verifyLog(records)
    expect(verified.faults).toEqual([])
    await records.close()
  }, 60_000)

  it('finds such things where they are: the search can fail', async () => {
    const records = await openAt(await place())
    const texts = ['"careStatus":"looked-after"']
    const [, lookup] = rawKeys(records)
    const planted = Buffer.concat([
      Buffer.alloc(9, 1),
      Buffer.from(computeOldLookup({ lookup: lookup! }, texts[0]!), 'hex'),
    ])
    expect(matchesIn(planted, texts, [lookup!])).toBe(1)
    expect(matchesIn(Buffer.from(`x${texts[0]}`), texts, [])).toBe(1)
    await fill(records)
    const all = (await dataKeys(records)).map(one => one.row)
    expect(wrappedKeysIn(Buffer.concat([Buffer.alloc(7, 1), all[0]!.wrapped]), all, records.keys)).toBe(1)
    await records.close()
  })

  it('does not come to life with a copy of the keys that was put back', async () => {
    const at = await place()
    const records = await openAt(at)
    const ids = await fill(records)
    const { db } = records.database
    const keys = await db.selectFrom('keys.data_keys').selectAll().execute()
    const subjects = await db.selectFrom('keys.subjects').selectAll().execute()
    valueIn(await eraseSubject(records, { record: ids[0]! }, { reason: 'court-order', by: staff }))
    // As a backup would.
    const isThere = new Set((await db.selectFrom('keys.data_keys').select('key').execute()).map(one => one.key))
    await db
      .insertInto('keys.data_keys')
      .values(keys.filter(one => !isThere.has(one.key)))
      .execute()
    const known = new Set((await db.selectFrom('keys.subjects').select('subject').execute()).map(one => one.subject))
    await db
      .insertInto('keys.subjects')
      .values(subjects.filter(one => !known.has(one.subject)))
      .execute()
    const row = (await selectRecordById(db, ids[0]!))!
    expect((await openRecord(records, row)).state).toBe('decision')
    await records.close()
    const again = await openAt(at)
    expect(valueIn(await readRecord(again, ids[0]!, staff)).state).toBe('erased')
    expect(valueIn(await listOf(again, { subjectRef }, staff)).records).toEqual([])
    expect((await verifyLog(again)).faults).toEqual([])
    await again.close()
  })

  it('has nothing of a request that came with a key, though all but one fact of it were known', async () => {
    const records = await openAt(await place())
    const { db } = records.database
    const facts = ['looked-after', 'previously-looked-after', 'none', null].map(careStatus => ({
      careStatus,
      ageYears: 7,
    }))
    const requests = facts.map(one => ({ ...remit, facts: one }))
    const onceFor = (request: object) => onceOf(records, staff, { key: 'k-1', request: { ...request, subjectRef } })
    const [request] = requests
    const { id } = (await keepDecisionOnce(
      records,
      decided({ by: staff, subjectRef, request: request! }),
      onceFor(request!),
    )) as Kept
    const texts = [reason, 'another reason']
    const events = texts.map(text => ({ type: 'challenged', reason: text }))
    const ofEvent = (event: object) => onceOf(records, staff, { key: 'e-1', request: event })
    valueIn(await addEventOnce(records, { about: id, event: events[0], by: staff }, ofEvent(events[0]!)))
    const all = [requests.map(onceFor), events.map(ofEvent)]
    /** What each guess would have left in the row: the hash of the request, and that of the row with it. */
    const guesses = await Promise.all(
      all.flatMap(some =>
        some.map(async once => {
          const row = (await selectOnceRow(db, once))!
          const body = Buffer.from(once.body, 'hex')
          return [body, computeOnceMac(records.keys, { ...row, body })]
        }),
      ),
    )
    const found = async () => {
      const { tables } = await storedBytes(records)
      return guesses.map(forms => forms.map(bytes => tables.includes(bytes)))
    }
    const [isRight, isWrong] = [
      [true, true],
      [false, false],
    ]
    expect(await found()).toEqual([isRight, isWrong, isWrong, isWrong, isRight, isWrong])
    valueIn(await eraseSubject(records, { subjectRef }, { reason: 'erasure-request', by: staff }))
    expect(await found()).toEqual(guesses.map(() => isWrong))
    expect((await verifyLog(records)).faults).toEqual([])
    await records.close()
  })
})
