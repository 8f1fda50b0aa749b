import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keepDecisions } from '../src/append/decisions.ts'
import type { Records } from '../src/append/records.ts'
import type { RecordRow } from '../src/database/schema.ts'
import { streamRecords } from '../src/log/read.ts'
import { activateRules } from '../src/manage/rules.ts'
import { readEnvelope } from '../src/model/read-envelope.ts'
import { openEach, openRecord } from '../src/unseal/open.ts'
import { describeOnBoth } from './support/databases.ts'
import { decided, luton, recordsAt, rules } from './support/kept.ts'

const by = { client: 'tests' }
const rowsOf = async ({ database }: Records): Promise<readonly RecordRow[]> => {
  const rows: RecordRow[] = []
  for await (const row of streamRecords(database.db)) rows.push(row)
  return rows
}

/** The rules, two decisions of two subjects, and an event about the first. */
const some = async (records: Records): Promise<readonly RecordRow[]> => {
  await activateRules(records, rules, by)
  const [first] = await keepDecisions(records, [decided({ subjectRef: 'C-1' }), decided({ subjectRef: 'C-2' })])
  const { subject, key } = JSON.parse((await rowsOf(records))[1]!.envelope) as { subject: string; key: string }
  const clear = { id: records.newId(), type: 'overridden', ...by, about: first!.id } as const
  await records.append([{ clear, sealed: { under: { subject, key }, payload: '{"reason":"words"}' } }])
  return rowsOf(records)
}

describeOnBoth('opening records', ({ emptyPlace }) => {
  test('gives the envelope and what was sealed, with one query for all keys', async () => {
    const records = await recordsAt(await emptyPlace())
    const rows = await some(records)
    const opened = await openEach(records, rows)
    expect(opened.map(one => one.state)).toEqual(['none', 'decision', 'decision', 'event'])
    expect(opened.map(one => one.envelope?.seq)).toEqual([0, 1, 2, 3])
    expect(opened[1]).toMatchObject({ payload: { request: luton } })
    expect(opened[3]).toMatchObject({ payload: { reason: 'words' } })
    expect(await openRecord(records, rows[2]!)).toEqual(opened[2])
    await records.close()
  })

  test('says so where the key is no more, and reads the others', async () => {
    const records = await recordsAt(await emptyPlace())
    const rows = await some(records)
    await records.database.db.deleteFrom('keys.data_keys').where('subject', '=', rows[1]!.subject).execute()
    expect((await openEach(records, rows)).map(one => one.state)).toEqual(['none', 'erased', 'decision', 'erased'])
    await records.close()
  })

  test('tells what was damaged, and throws at nothing', async () => {
    const records = await recordsAt(await emptyPlace())
    const rows = await some(records)
    const row = rows[1]!
    const other = Buffer.from(row.payload!)
    other[40]! ^= 1
    const damaged = [
      { ...row, payload: other },
      { ...row, payload: null },
      { ...row, payload: rows[2]!.payload },
      { ...row, envelope: row.envelope.replace('evaluated', 'reviewed') },
      { ...row, envelope: rows[0]!.envelope },
      { ...row, envelope: ` ${row.envelope}` },
      { ...row, envelope: '' },
      { ...row, envelope: '[]' },
      { ...row, payload: randomBytes(3) },
    ]
    for (const one of damaged) expect((await openRecord(records, one)).state).toBe('damaged')
    await records.database.db
      .updateTable('keys.data_keys')
      .set({ year: 1999 })
      .where('subject', '=', row.subject)
      .execute()
    expect((await openRecord(records, row)).state).toBe('damaged')
    await records.close()
  })
})

test('only the canonical text is an envelope', () => {
  expect(readEnvelope('{"v":1}').ok).toBe(false)
  expect(readEnvelope('{').ok).toBe(false)
})
