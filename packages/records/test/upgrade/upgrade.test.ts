import { expect, it } from 'vitest'
import { verifyLog } from '../../src/verifying/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { recordsAt } from '../support/kept.ts'
import { oldRecordsIn, oldSettings } from '../support/old-records.ts'

describeOnBoth('records that version 1.0 wrote', ({ place }) => {
  it('open, verify as sound and replay without a difference', async () => {
    const at = await place()
    await oldRecordsIn(at)
    const records = await recordsAt(at, oldSettings)
    const report = await verifyLog(records)
    expect(report.faults).toEqual([])
    await records.close()
  })
})
