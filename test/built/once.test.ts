import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { recordsFromEnvironment, verifyLog } from '@virtual-school/records'
import { afterEach, describe, expect, it } from 'vitest'
import { streamRecords } from '../../packages/records/src/log/read.ts'
import { newFolder } from '../../packages/records/test/support/folders.ts'
import { type PostgresServer, startPostgres } from '../../packages/records/test/support/server.ts'
import { type Answer, postAlone, several, untilAnswered } from '../support/sending.ts'
import { killAll, served } from '../support/served.ts'
import { sizeOf } from '../support/sizes.ts'
import { workersOf } from '../support/workers.ts'

const keysCount = sizeOf('ONCE_KEYS')

afterEach(killAll)

const bodyOf = (n: number): string =>
  JSON.stringify({
    decision: 'reduced-timetable',
    authority: 'luton',
    subjectRef: `case-${n % 50}`,
    ...(n % 3 === 0 ? {} : { trace: 'none' }),
    facts: { careStatus: 'looked-after', ageYears: 5 + (n % 11), timetableReason: n % 2 ? 'medical' : 'behaviour' },
  })

type Service = Awaited<ReturnType<typeof served>>
type Environment = Readonly<Record<string, string>>

const start = (options: readonly string[], environment: Environment): Promise<Service> =>
  served(options, { OVERLOAD_DELAY_MS: '10000', OVERLOAD_IN_FLIGHT: '10000', ...environment })

const ended = async (child: ChildProcess): Promise<void> => {
  const end = once(child, 'exit')
  child.kill('SIGKILL')
  await end
}

/** The workers of a cluster of two, once both answer. */
const bothStarted = async ({ child, logged }: Service): Promise<readonly number[]> => {
  const count = () => logged().split('"event":"started"').length - 1
  await expect.poll(count, { interval: 100 }).toBeGreaterThanOrEqual(2)
  return workersOf(child)
}

const killCluster = async ({ child }: Service): Promise<void> => {
  for (const pid of workersOf(child)) process.kill(pid, 'SIGKILL')
  await ended(child)
}

/** All answers that each key got. */
const told = Array.from({ length: keysCount }, () => new Set<string>())
const keys = told.map((_, n) => n)

const send = (service: Service, n: number): Promise<Answer> =>
  postAlone(`${service.url}/decide`, bodyOf(n), { 'idempotency-key': `"key-${n}"` })

/** Sends each key to all of them at once, and kills one in the midst: some answers are lost, some decisions are not made. */
const sendAndKill = async (services: readonly Service[], kill: () => Promise<void>): Promise<number> => {
  let lost = 0
  let killed: Promise<void> | undefined
  await several(keys, 12, async n => {
    if (n === Math.floor(keysCount / 2)) killed = kill()
    for (const answer of await Promise.allSettled(services.map(one => send(one, n))))
      if (answer.status === 'fulfilled' && answer.value.status === 200) told[n]!.add(answer.value.text)
      else lost += 1
  })
  await killed
  return lost
}

const sendAgain = (services: readonly Service[]): Promise<void> =>
  several(keys, 12, async n => {
    for (const text of await Promise.all(services.map(one => untilAnswered(() => send(one, n))))) told[n]!.add(text)
  })

const expectOneDecisionAKey = async (environment: Environment): Promise<void> => {
  expect(told.filter(texts => texts.size !== 1)).toEqual([])
  const records = await recordsFromEnvironment(environment, { engine: '1.0.0', mustExist: true })
  if (!records.ok) throw new Error(JSON.stringify(records.issues))
  expect((await verifyLog(records.value)).faults).toEqual([])
  const decisions: string[] = []
  for await (const { type, id } of streamRecords(records.value.database.db))
    if (type === 'evaluated') decisions.push(id)
  await records.value.close()
  const given = told.map(texts => (JSON.parse([...texts][0]!) as { readonly id: string }).id)
  expect(decisions.sort()).toEqual(given.sort())
}

describe(`${keysCount} keys, each sent to all at once and again after a kill`, () => {
  afterEach(() => {
    for (const texts of told) texts.clear()
  })

  it('to two instances on one PostgreSQL: one decision a key, and the same bytes each time', async () => {
    const server: PostgresServer = await startPostgres()
    try {
      const shared = { DATABASE_URL: await server.database(), RECORDS_SECRET: randomBytes(32).toString('base64') }
      const environments = [await newFolder(), await newFolder()].map(DATA_DIR => ({ ...shared, DATA_DIR }))
      const [one, other] = [await start([], environments[0]!), await start([], environments[1]!)]
      const lost = await sendAndKill([one, other], () => ended(one.child))
      const again = await start([], environments[0]!)
      await sendAgain([again, other])
      await Promise.all([ended(again.child), ended(other.child)])
      await expectOneDecisionAKey(environments[0]!)
      console.log(`PostgreSQL: ${keysCount} keys, ${lost} answers lost with the instance that was killed`)
      expect(lost).toBeGreaterThan(0)
    } finally {
      killAll()
      await server.stop()
    }
  })

  it('to a cluster on SQLite, of which a process is killed and then all: one decision a key, and the same bytes', async () => {
    const environment = { DATA_DIR: await newFolder() }
    const cluster = await start(['--cluster', '2'], environment)
    const workers = await bothStarted(cluster)
    const everyone = [cluster, cluster, cluster]
    const lost = await sendAndKill(everyone, async () => void process.kill(workers[0]!, 'SIGKILL'))
    await killCluster(cluster)
    const again = await start(['--cluster', '2'], environment)
    await bothStarted(again)
    await sendAgain([again, again, again])
    await killCluster(again)
    await expectOneDecisionAKey(environment)
    console.log(`SQLite: ${keysCount} keys, ${lost} answers lost or put off`)
  })
})
