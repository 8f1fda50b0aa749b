import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordsFromEnvironment } from '@virtual-school/records'
import { afterAll, expect, it } from 'vitest'
import { streamRecords } from '../../packages/records/src/log/read.ts'
import { verifyLog } from '../../packages/records/src/verify/verify-log.ts'
import { pickerFor } from '../../packages/rules/test/support/picker.ts'
import { type Acknowledged, type Run, runAndKill } from '../support/killing.ts'
import { killAll } from '../support/served.ts'
import { sizeOf } from '../support/sizes.ts'

const runsCount = sizeOf('KILL_RUNS')
const picker = pickerFor('kill')

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-kill-'))
afterAll(() => {
  killAll()
  rmSync(folder, { recursive: true, force: true })
})

const recordsIn = async () => {
  const records = await recordsFromEnvironment({ DATA_DIR: folder }, { engine: '1.0.0', mustExist: true })
  if (!records.ok) throw new Error(JSON.stringify(records.issues))
  return records.value
}

it(`killed ${runsCount} times under load, it has lost no decision that it gave out and doubled none`, async () => {
  const runs: Run[] = []
  for (let n = 0; n < runsCount; n += 1) runs.push(await runAndKill({ DATA_DIR: folder }, `run-${n}`, picker.upTo(300)))
  const acknowledged = runs.flatMap(run => run.acknowledged)
  const records = await recordsIn()
  const report = await verifyLog(records)
  expect(report.faults).toEqual([])
  const found = new Map<string, Acknowledged>()
  let decisions = 0
  for await (const { envelope } of streamRecords(records.database.db)) {
    const { type, correlation = '', id, seq } = JSON.parse(envelope)
    if (type !== 'evaluated') continue
    decisions += 1
    found.set(correlation, { correlation, id, seq })
  }
  await records.close()
  const slowestStart = Math.max(...runs.map(run => run.startMilliseconds))
  const slowest = Math.max(...runs.map(run => run.openMilliseconds))
  const unanswered = runs.reduce((sum, run) => sum + run.unanswered, 0)
  console.log(
    `${runsCount} kills: ${acknowledged.length} decisions given out, ${decisions - acknowledged.length} more on disk of ${unanswered} unanswered; slowest opening of the records ${slowest} ms, slowest start of the whole process ${Math.round(slowestStart)} ms; ${report.verified.size} records verified`,
  )
  expect(acknowledged.length).toBeGreaterThan(runsCount)
  expect(acknowledged.filter(one => JSON.stringify(found.get(one.correlation)) !== JSON.stringify(one))).toEqual([])
  expect(found.size).toBe(decisions)
  expect(decisions - acknowledged.length).toBeLessThanOrEqual(unanswered)
})
