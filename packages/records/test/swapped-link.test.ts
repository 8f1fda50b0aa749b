import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Records } from '../src/append/records.ts'
import { eraseSubject } from '../src/erase/erase-subject.ts'
import { listOf } from '../src/read/list.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { keepOne, openAt, staff } from './support/keeping.ts'

const subjectsOf = (records: Records) => records.database.db.selectFrom('keys.subjects').selectAll().execute()

/** As somebody does who can write to the keys. */
const swapLookups = async (records: Records): Promise<readonly string[]> => {
  const [one, other] = await subjectsOf(records)
  const db = records.database.db as unknown as Kysely<never>
  const put = (subject: string, lookup: Uint8Array) =>
    sql`update keys.subjects set lookup = ${lookup} where subject = ${subject}`.execute(db)
  await put(one!.subject, Buffer.alloc(32))
  await put(other!.subject, one!.lookup)
  await put(one!.subject, other!.lookup)
  return [one!.subject, other!.subject]
}

describeOnBoth('a reference that was made to lead to another child', ({ place }) => {
  test('is found by verify, erases nobody, lists nobody, and nothing more is kept under it', async () => {
    const records = await openAt(await place())
    await keepOne(records, { subjectRef: 'case-1' })
    await keepOne(records, { subjectRef: 'case-2' })
    const subjects = await swapLookups(records)
    const { faults } = await verifyLog(records)
    for (const subject of subjects) expect(JSON.stringify(faults)).toContain(subject)
    const erased = await eraseSubject(records, { subjectRef: 'case-1' }, { reason: 'erasure-request', by: staff })
    expect(erased).toMatchObject({ ok: false, issues: [{ code: 'not-proved' }] })
    expect(await records.database.db.selectFrom('keys.data_keys').select('key').execute()).toHaveLength(2)
    const listed = await listOf(records, { subjectRef: 'case-1' }, staff)
    expect(listed).toMatchObject({ ok: false, issues: [{ code: 'not-proved', pointer: '/subjectRef' }] })
    await expect(keepOne(records, { subjectRef: 'case-1' })).rejects.toMatchObject({
      name: 'StorageFailed',
      cause: { code: 'LINK_CHANGED' },
    })
    await keepOne(records, { subjectRef: 'case-3' })
    await records.close()
  })
})
