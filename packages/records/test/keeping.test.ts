import { expect, test } from 'vitest'
import { keepDecisions } from '../src/append/decisions.ts'
import type { Records } from '../src/append/records.ts'
import { openPayload, unwrapKey } from '../src/crypto/seal.ts'
import { verifyReceipt } from '../src/index.ts'
import { readHead } from '../src/log/head.ts'
import { selectRecordById } from '../src/log/read.ts'
import { activateRules } from '../src/manage/rules.ts'
import type { Envelope } from '../src/model/envelope.ts'
import type { DecisionPayload } from '../src/model/payload.ts'
import { describeOnBoth } from './support/databases.ts'
import { decided, luton, recordsAt, rules } from './support/kept.ts'

const envelopeOf = async ({ database }: Records, id: string) => {
  const row = (await selectRecordById(database.db, id))!
  return { row, envelope: JSON.parse(row.envelope) as Envelope }
}

const payloadOf = async (records: Records, id: string): Promise<DecisionPayload> => {
  const { row, envelope } = await envelopeOf(records, id)
  const key = await records.database.db
    .selectFrom('keys.data_keys')
    .selectAll()
    .where('key', '=', envelope.key!)
    .executeTakeFirstOrThrow()
  const dataKey = unwrapKey(records.keys, key)
  if (!dataKey.ok) throw new Error('the key does not open')
  const text = openPayload(dataKey.value, row.payload!, envelope)
  if (!text.ok) throw new Error('the payload does not open')
  return JSON.parse(text.value) as DecisionPayload
}

describeOnBoth('keeping decisions', ({ place }) => {
  test('gives each a receipt that can be checked offline, and seals what was decided', async () => {
    const records = await recordsAt(await place())
    await activateRules(records, rules, { client: 'tests' })
    const kept = await keepDecisions(records, [decided(), decided({ subjectRef: 'C-1' })])
    expect(kept.map(one => one.seq)).toEqual([1, 2])
    for (const { receipt } of kept)
      expect(verifyReceipt(receipt, { verifierKey: records.verifierKey }).verdict).toBe('genuine')
    const payload = await payloadOf(records, kept[0]!.id)
    const { text, evaluation } = rules.evaluateForRecord(luton) as ReturnType<typeof decided>['decided']
    expect(JSON.stringify(payload.result)).toBe(text)
    expect(payload.evaluation).toEqual(evaluation)
    expect(payload.request).toEqual({ ...luton, facts: luton.facts })
    await records.close()
  })

  test('knows a subject again by its reference, and no other', async () => {
    const records = await recordsAt(await place())
    const refs = ['C-1', 'C-2', 'C-1', undefined, undefined]
    const first = await keepDecisions(
      records,
      refs.map(subjectRef => decided({ subjectRef })),
    )
    const [later] = await keepDecisions(records, [decided({ subjectRef: 'C-1' })])
    const subjects = await Promise.all(
      [...first, later!].map(async ({ id }) => (await envelopeOf(records, id)).envelope.subject),
    )
    expect(subjects[2]).toBe(subjects[0])
    expect(subjects[5]).toBe(subjects[0])
    expect(new Set(subjects).size).toBe(4)
    await records.close()
  })

  test('has no fact, reference or answer in what stands in clear', async () => {
    const records = await recordsAt(await place())
    const [kept] = await keepDecisions(records, [decided({ subjectRef: 'C-canary' })])
    const { row } = await envelopeOf(records, kept!.id)
    const clear = JSON.stringify({ ...row, payload: null })
    for (const word of ['canary', 'behaviour', 'socialWorker', 'not-permitted', 'undetermined'])
      expect(clear).not.toContain(word)
    await records.close()
  })

  test('goes on where it was when it is opened again, and not with another secret or name', async () => {
    const at = await place()
    const records = await recordsAt(at)
    await keepDecisions(records, [decided()])
    const { size, root } = await readHead(records.database.db)
    await records.close()
    const other = { value: Buffer.alloc(32, 'another').toString('base64'), file: 'none' }
    await expect(recordsAt(at, { secret: other })).rejects.toThrow('another root secret')
    await expect(recordsAt(at, { name: 'elsewhere' })).rejects.toThrow('another name')
    const again = await recordsAt(at)
    expect(await readHead(again.database.db)).toMatchObject({ size, root })
    const [kept] = await keepDecisions(again, [decided()])
    expect(kept!.seq).toBe(size)
    await again.close()
  })

  test('records rules once, until others are activated', async () => {
    const records = await recordsAt(await place())
    await activateRules(records, rules, { client: 'tests' })
    await activateRules(records, rules, { client: 'tests' })
    expect((await readHead(records.database.db)).size).toBe(1)
    await activateRules(records, { ...rules, digest: `sha256:${'0'.repeat(64)}` }, { client: 'tests' })
    await activateRules(records, rules, { client: 'tests' })
    expect((await readHead(records.database.db)).size).toBe(3)
    await records.close()
  })

  test('many callers at once each get their own', async () => {
    const records = await recordsAt(await place())
    const kept = await Promise.all(
      Array.from({ length: 120 }, async (_, n) => {
        const [one] = await keepDecisions(records, [decided({ subjectRef: `C-${n % 7}` })])
        return one!
      }),
    )
    expect(kept.map(one => one.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, n) => n))
    expect(new Set(kept.map(one => one.id)).size).toBe(120)
    const keys = await records.database.db.selectFrom('keys.data_keys').select('key').execute()
    expect(keys.length).toBe(7)
    await records.close()
  })
})
