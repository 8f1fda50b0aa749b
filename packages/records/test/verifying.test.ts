import { expect, test } from 'vitest'
import { readHead } from '../src/log/head.ts'
import { logReportLines } from '../src/verifying/report-lines.ts'
import { verifyLog, verifySource } from '../src/verifying/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { recordsAt } from './support/kept.ts'
import { copyOf, copySource } from './support/log-copy.ts'
import { variedLog } from './support/varied-log.ts'

describeOnBoth('verifying a log', ({ place }) => {
  test('finds nothing in one that is sound, whole, with its keys or without', async () => {
    const records = await recordsAt(await place())
    const empty = await verifyLog(records)
    expect(empty.faults).toEqual([])
    await variedLog(records, 262)
    const { size, root, note } = await readHead(records.database.db)
    const verified = { size, root: Buffer.from(root).toString('base64') }
    const progress: number[] = []
    const report = await verifyLog(records, { checkpoint: note, progress: at => progress.push(at.done) })
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({ isSound: true, verified, outside: { size } })
    expect(report.counts).toMatchObject({ tiles: 1, rulebooks: 2, closed: 0 })
    expect(report.counts.erased).toBeGreaterThan(10)
    expect(report.counts.opened).toBeGreaterThan(100)
    expect(progress).toEqual([200, size])
    const { database, verifierKey } = records
    const closed = await verifyLog({ database, verifierKey })
    expect(closed).toMatchObject({ isSound: true, verified, counts: { opened: 0, closed: report.counts.opened } })
    expect(await verifySource(copySource(await copyOf(records)), records, { checkpoint: note })).toEqual(report)
    expect(logReportLines(report)).toMatchSnapshot
    await records.close()
  })
})
