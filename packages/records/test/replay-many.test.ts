import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import type { Decided } from '../src/append/decisions.ts'
import { keepDecisions } from '../src/append/decisions.ts'
import type { Records } from '../src/append/records.ts'
import { activateRules } from '../src/manage/rules.ts'
import { replay } from '../src/replay/replay.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { recordsAt, rules } from './support/kept.ts'
import { randomDecisions } from './support/random-decisions.ts'

const wanted = sizeOf('REPLAYS')

const directory = await mkdtemp(join(tmpdir(), 'virtual-school-replays-'))
afterAll(() => rm(directory, { recursive: true, force: true }))

/** Says at every tenth how fast it goes and what memory it takes; nothing in the small form. */
const tenths = (title: string): ((done: number) => void) => {
  const begun = performance.now()
  let next = wanted / 10
  return done => {
    if (wanted < 10_000 || done < next) return
    next += wanted / 10
    const seconds = (performance.now() - begun) / 1000
    const { rss, heapUsed } = process.memoryUsage()
    const memory = `${Math.round(rss / 2 ** 20)} MiB resident, ${Math.round(heapUsed / 2 ** 20)} MiB of heap in use`
    process.stderr.write(
      `${title}: ${done} in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)} a second, ${memory}\n`,
    )
  }
}

const keepMany = async (records: Records): Promise<ReadonlySet<string>> => {
  await activateRules(records, rules, { client: 'tests' })
  const asked = new Set<string>()
  const tell = tenths('kept')
  let batch: Decided[] = []
  let done = 0
  for (const one of randomDecisions(wanted, 7)) {
    asked.add(`${one.request.decision} ${one.request.authority}`)
    batch.push(one)
    done += 1
    if (batch.length < 200 && done < wanted) continue
    await keepDecisions(records, batch)
    batch = []
    tell(done)
  }
  return asked
}

test(`${wanted} decisions of all kinds come out the same from both evaluators`, async () => {
  const records = await recordsAt({ directory })
  const asked = await keepMany(records)
  expect(asked.size).toBeGreaterThan(20)
  const report = await replay(records, { all: true }, { progress: tenths('replayed by both evaluators') })
  expect(report).toMatchObject({ isSame: true, findings: [], counts: { same: wanted } })
  const tell = tenths('verified')
  expect(await verifyLog(records, { progress: ({ done }) => tell(done) })).toMatchObject({ isSound: true })
  await records.close()
})
