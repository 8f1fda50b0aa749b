import { expect, it } from 'vitest'
import { replay } from '../../src/replaying/replay.ts'
import { verifyLog } from '../../src/verifying/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { recordsAt } from '../support/kept.ts'
import { oldRecords, oldRecordsIn, oldSettings } from '../support/old-records.ts'

describeOnBoth('records that version 1.0 wrote', ({ place }) => {
  it('open, verify as sound and replay without a difference', async () => {
    const at = await place()
    await oldRecordsIn(at)
    const records = await recordsAt(at, oldSettings)
    const report = await verifyLog(records)
    expect(report.faults).toEqual([])
    console.log(report)
    const r = await replay(records, {})
    console.log(r)
    await records.close()
  })
})
