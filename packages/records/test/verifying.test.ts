import { expect, test } from 'vitest'
import { keepDecisions } from '../src/append/decisions.ts'
import { readHead } from '../src/log/head.ts'
import { logReportLines } from '../src/verify/report.ts'
import { verifyLog, verifySource } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { recordsAt } from './support/kept.ts'
import { copyOf, copySource } from './support/log-copy.ts'
import { decidedAt, erase, variedLog } from './support/varied-log.ts'

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
    expect(logReportLines(report)[0]).toBe('The log is sound.')
    expect(logReportLines(closed).join(' ')).toMatch(/No checkpoint kept elsewhere was given/)
    await records.close()
  })

  test('takes nothing that goes on meanwhile for a fault', async () => {
    const records = await recordsAt(await place())
    await variedLog(records, 48)
    const before = await readHead(records.database.db)
    const goesOn = async () => {
      for (let n = 0; n < 12; n += 1) {
        const [kept] = await keepDecisions(records, [decidedAt(n), decidedAt(n + 1)])
        await erase(records, kept!.id)
      }
    }
    const going = goesOn()
    for (let n = 0; n < 6; n += 1) expect((await verifyLog(records, { checkpoint: before.note })).faults).toEqual([])
    await going
    const report = await verifyLog(records, { checkpoint: before.note })
    expect(report).toMatchObject({ faults: [], verified: { size: before.size + 36 } })
    await records.close()
  })
})
