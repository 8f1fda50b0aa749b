import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Records } from '../src/append/records.ts'
import type { SubjectRow } from '../src/database/schema.ts'
import { eraseSubject } from '../src/erase/erase-subject.ts'
import { exportSubject } from '../src/export/export-subject.ts'
import { isStorageFailed } from '../src/faults/errors.ts'
import { readHead } from '../src/log/head.ts'
import { selectRecordById } from '../src/log/read.ts'
import { listOf } from '../src/read/list.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { newFolder } from './support/folders.ts'
import { keepAll, keepOne, openForEach, staff, valueIn } from './support/keeping.ts'

interface Rows {
  readonly one: SubjectRow
  readonly other: SubjectRow
}

const set = ({ database: { db } }: Records, { subject }: SubjectRow, values: Partial<SubjectRow>) =>
  db.updateTable('keys.subjects').set(values).where('subject', '=', subject).execute()
const take = ({ database: { db } }: Records, { subject }: SubjectRow) =>
  db.deleteFrom('keys.subjects').where('subject', '=', subject).execute()
const put = ({ database: { db } }: Records, row: SubjectRow) => db.insertInto('keys.subjects').values(row).execute()
const flipped = (bytes: Uint8Array): Buffer => {
  const changed = Buffer.from(bytes)
  changed[5]! ^= 0x10
  return changed
}

/** The tables refuse a reference that is not bound; whoever owns them can take that away. */
const withoutGuard = ({ database: { db, kind } }: Records) =>
  sql
    .raw(
      kind === 'sqlite'
        ? 'drop trigger keys.subjects_bound_update'
        : 'alter table keys.subjects drop constraint subjects_bound',
    )
    .execute(db)

/** What somebody does who can write the keys and change their tables, and has no secret. */
const attacks: Readonly<Record<string, (records: Records, rows: Rows) => Promise<unknown>>> = {
  'the lookups of two children swapped': async (records, { one, other }) => {
    await set(records, one, { lookup: other.lookup })
    await set(records, other, { lookup: one.lookup })
  },
  'the lookups of two children swapped, with what binds them': async (records, { one, other }) => {
    await set(records, one, { lookup: other.lookup, bound: other.bound })
    await set(records, other, { lookup: one.lookup, bound: one.bound })
  },
  'what binds two children swapped': async (records, { one, other }) => {
    await set(records, one, { bound: other.bound })
    await set(records, other, { bound: one.bound })
  },
  'whole rows put in the place of one another': async (records, { one, other }) => {
    await take(records, one)
    await take(records, other)
    await put(records, { ...one, subject: other.subject })
    await put(records, { ...other, subject: one.subject })
  },
  'one child’s reference made to lead to the other': async (records, { one, other }) => {
    await take(records, other)
    await set(records, one, { lookup: other.lookup })
    await put(records, { ...one, subject: other.subject })
  },
  'what binds it taken away': async (records, { one }) => {
    await withoutGuard(records)
    await set(records, one, { bound: null })
  },
  'a bit of what binds it changed': (records, { one }) => set(records, one, { bound: flipped(one.bound!) }),
  'a bit of the lookup changed': (records, { one }) => set(records, one, { lookup: flipped(one.lookup) }),
  'its realm changed': (records, { one }) => set(records, one, { realm: 'luton' }),
  'a number that nobody has': async (records, { one }) => {
    await take(records, one)
    await put(records, { ...one, subject: '9'.repeat(32) })
  },
  'the row deleted': (records, { one }) => take(records, one),
}

/** Where no row has the lookup any more, the reference leads nowhere, as one that nobody has. */
const leadsNowhere = ['a bit of the lookup changed', 'the row deleted']

const rowOf = async (records: Records, id: string): Promise<SubjectRow> => {
  const { subject } = (await selectRecordById(records.database.db, id))!
  return records.database.db
    .selectFrom('keys.subjects')
    .selectAll()
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow()
}

const keysIn = async ({ database: { db } }: Records) =>
  (await db.selectFrom('keys.data_keys').select('key').orderBy('key').execute()).map(row => row.key)

type Issues = readonly { readonly code: string; readonly message: string }[]
const codesOf = (checked: { readonly ok: boolean; readonly issues?: Issues }) =>
  (checked.issues ?? []).map(one => one.code)

describeOnBoth('a reference and its child', ({ place }) => {
  const open = openForEach(place)

  const twoChildren = async (records: Records) => {
    const [one, , other] = await keepAll(
      records,
      ['case-1', 'case-1', 'case-2', 'case-2', 'case-3'].map(subjectRef => ({ subjectRef })),
    )
    const rows = { one: await rowOf(records, one!.id), other: await rowOf(records, other!.id) }
    return { record: one!.id, rows }
  }

  it('belong together until somebody changes the keys', async () => {
    const records = await open()
    const { rows } = await twoChildren(records)
    expect((await verifyLog(records)).faults).toEqual([])
    expect(Buffer.from(rows.one.bound!)).not.toEqual(Buffer.from(rows.other.bound!))
    const copy = valueIn(await exportSubject(records, { subjectRef: 'case-1' }, await newFolder(), staff))
    expect(copy).toMatchObject({ decisions: 2, unbound: 0 })
  })

  describe.each(Object.keys(attacks))('%s', name => {
    it('verify names the child; lists, export and erase refuse, and nothing is destroyed', async () => {
      const records = await open()
      const { record, rows } = await twoChildren(records)
      const before = await keysIn(records)
      await attacks[name]!(records, rows)
      const { faults } = await verifyLog(records)
      // That a guard of the tables was taken away is found besides.
      const ofLinks = faults.filter(fault => fault.code !== 'guards')
      expect(new Set(ofLinks.map(fault => fault.code))).toEqual(new Set(['subject']))
      expect(ofLinks.map(fault => fault.message).join()).toContain(rows.one.subject)

      const folder = await newFolder()
      const erasure = { reason: 'erasure-request', by: staff } as const
      const isNowhere = leadsNowhere.includes(name)
      const ways = [{ subjectRef: 'case-1' }, { record }, { subject: rows.one.subject }]
      for (const named of ways) {
        const code = isNowhere && 'subjectRef' in named ? 'unknown-name' : 'not-proved'
        const refused = [
          await exportSubject(records, named, folder, staff),
          await eraseSubject(records, named, erasure),
          await eraseSubject(records, named, { ...erasure, dryRun: true }),
        ]
        expect(refused.map(codesOf)).toEqual([[code], [code], [code]])
      }
      expect(existsSync(folder)).toBe(false)
      expect(await keysIn(records)).toEqual(before)
      const listed = await listOf(records, { subjectRef: 'case-1' }, staff)
      if (isNowhere) expect(valueIn(listed).records).toEqual([])
      else expect(codesOf(listed)).toEqual(['not-proved'])
      // The third child has nothing to do with it.
      expect(valueIn(await listOf(records, { subjectRef: 'case-3' }, staff)).records).toHaveLength(1)
    })
  })

  it('a second row for a reference is named, and nothing is done by the reference', async () => {
    const records = await open()
    const { record, rows } = await twoChildren(records)
    const stranger = '9'.repeat(32)
    await put(records, { ...rows.one, subject: stranger })
    expect((await verifyLog(records)).faults.map(fault => fault.message).join()).toContain(stranger)
    const folder = await newFolder()
    const refused = await exportSubject(records, { subjectRef: 'case-1' }, folder, staff)
    expect(codesOf(refused)).toEqual(['not-proved'])
    expect(JSON.stringify(refused)).toContain(stranger)
    // The decisions themselves say whose they are.
    expect(valueIn(await exportSubject(records, { record }, folder, staff)).decisions).toBe(2)
  })

  it('a row that was put back after its child was erased is named: the newer decisions are not under it', async () => {
    const records = await open()
    const { rows } = await twoChildren(records)
    valueIn(await eraseSubject(records, { subjectRef: 'case-1' }, { reason: 'erasure-request', by: staff }))
    const again = await keepOne(records, { subjectRef: 'case-1' })
    const newer = await rowOf(records, again.id)
    await take(records, newer)
    await put(records, rows.one)
    const { faults } = await verifyLog(records)
    expect(faults.map(fault => fault.message).join()).toContain(newer.subject)
    const folder = await newFolder()
    expect(codesOf(await exportSubject(records, { record: again.id }, folder, staff))).toEqual(['not-proved'])
    expect(codesOf(await exportSubject(records, { subjectRef: 'case-1' }, folder, staff))).toEqual(['unknown-name'])
  })

  it('nothing is decided under a reference that was changed; all else that came with it is', async () => {
    const records = await open()
    const { rows } = await twoChildren(records)
    await attacks['the lookups of two children swapped']!(records, rows)
    const before = (await readHead(records.database.db)).size
    const sent = ['case-3', 'case-1', 'case-4', 'case-2', undefined]
    const settled = await Promise.allSettled(
      sent.map(subjectRef => keepOne(records, subjectRef === undefined ? {} : { subjectRef })),
    )
    expect(settled.map(one => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
    for (const one of settled) if (one.status === 'rejected') expect(isStorageFailed(one.reason)).toBe(true)
    expect((await readHead(records.database.db)).size).toBe(before + 3)
    await attacks['the lookups of two children swapped']!(records, {
      one: { ...rows.one, lookup: rows.other.lookup },
      other: { ...rows.other, lookup: rows.one.lookup },
    })
    expect((await verifyLog(records)).faults).toEqual([])
    await keepOne(records, { subjectRef: 'case-1' })
  })
})
