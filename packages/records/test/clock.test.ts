import { serializeRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { buildRecordRow } from '../src/append/build-batch.ts'
import { keepDecisions } from '../src/append/decisions.ts'
import { selectRecordById } from '../src/log/read.ts'
import { insertRulebook } from '../src/log/rules.ts'
import type { Envelope } from '../src/model/envelope.ts'
import { verifyReceipt } from '../src/receipt/verify-receipt.ts'
import { checkRow } from '../src/verify/check-row.ts'
import { createFaultList } from '../src/verify/fault.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { decided, recordsAt, rules } from './support/kept.ts'

const at = (time: string) => () => new Date(time)
const [ahead, behind, right] = ['2027-12-31T12:00:00.000Z', '2026-11-26T12:00:00.000Z', '2028-01-01T00:00:00.000Z']

describeOnBoth('a clock that was once ahead', ({ place }) => {
  it('leaves its mark on each record until it is caught up with, and on none before or after', async () => {
    const where = await place()
    const envelopes: Envelope[] = []
    const first = await recordsAt(where)
    const { version, digest } = rules
    await insertRulebook(first.database.db, { version, digest, text: serializeRules(rules) })
    await first.close()
    for (const time of [ahead, behind, ahead, right]) {
      const records = await recordsAt(where, {}, at(time))
      const [kept] = await keepDecisions(records, [decided({ subjectRef: 'C-1' })])
      envelopes.push(JSON.parse((await selectRecordById(records.database.db, kept!.id))!.envelope))
      expect(verifyReceipt(kept!.receipt, { verifierKey: records.verifierKey }).verdict).toBe('genuine')
      await records.close()
    }
    expect(envelopes.map(({ recordedAt, clock }) => [recordedAt, clock])).toEqual([
      [ahead, undefined],
      [ahead, behind],
      [ahead, undefined],
      [right, undefined],
    ])
    const records = await recordsAt(where)
    expect((await verifyLog(records)).faults).toEqual([])
    await records.close()
  })

  it('is told of only where it was behind: anything else is found', async () => {
    const records = await recordsAt(await place(), {}, at(ahead))
    const [kept] = await keepDecisions(records, [decided()])
    const row = (await selectRecordById(records.database.db, kept!.id))!
    const envelope = JSON.parse(row.envelope) as Envelope
    const faultsOf = (clock: string) => {
      const faults = createFaultList(9)
      const changed = buildRecordRow({ ...envelope, clock }, Buffer.from(row.payload!))
      checkRow(changed, { seq: 0, origin: 'example', recordedAt: '' }, faults)
      return faults.listed().map(({ code }) => code)
    }
    expect(faultsOf(behind)).toEqual([])
    expect(faultsOf(ahead)).toEqual(['time'])
    expect(faultsOf(right)).toEqual(['time'])
    expect(faultsOf('yesterday')).toEqual(['envelope'])
    await records.close()
  })
})
