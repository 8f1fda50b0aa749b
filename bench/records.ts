/**
 * How fast the log takes records of 2 KB, apart from sealing and proving: `npm run bench records [sqlite|postgres]`.
 * CALLERS (50), SECONDS (4); DURABLE=off lets PostgreSQL skip the disk.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatabasePlace, openDatabase } from '../packages/records/src/database/open.ts'
import { sequencerOn } from '../packages/records/test/support/batches.ts'
import { startPostgres } from '../packages/records/test/support/server.ts'

const callers = Number(process.env.CALLERS ?? 50)
const seconds = Number(process.env.SECONDS ?? 4)
const payloads = Array.from({ length: 64 }, () => randomBytes(2048))
const filler = randomBytes(250).toString('hex')
let made = 0
const draft = () => {
  made += 1
  // Rising, as UUIDv7 are.
  const id = `${String(made).padStart(12, '0')}-7000-8000-0123456789ab`
  return { id, subject: id, payload: payloads[made % payloads.length]!, envelope: `{"id":"${id}","rest":"${filler}"}` }
}

const ticksPerSecond = 100

/** Processor time of a server’s processes in microseconds, as Linux tells it. */
const usedBy = (postmaster: string): number =>
  readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid))
    .map(pid => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
        if (pid !== postmaster && fields[1] !== postmaster) return 0
        return (Number(fields[11]) + Number(fields[12])) * (1e6 / ticksPerSecond)
      } catch {
        return 0
      }
    })
    .reduce((sum, one) => sum + one, 0)

const measure = async (title: string, place: DatabasePlace, server = '') => {
  const database = await openDatabase(place)
  const sequencer = sequencerOn(database)
  const waits: number[] = []
  let until = performance.now() + 1000
  let counting = false
  const caller = async () => {
    while (performance.now() < until) {
      const from = performance.now()
      await sequencer.append([draft()])
      if (counting) waits.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  counting = true
  const from = performance.now()
  const cpu = process.cpuUsage()
  const serverFrom = usedBy(server)
  until = from + seconds * 1000
  await Promise.all(Array.from({ length: callers }, caller))
  const took = (performance.now() - from) / 1000
  const used = process.cpuUsage(cpu)
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.floor(waits.length * share)]!.toFixed(1)
  console.log(
    `${title}: ${Math.round(waits.length / took)}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ` +
      `processor ${Math.round((used.user + used.system) / waits.length)} µs an append, of its server ${Math.round((usedBy(server) - serverFrom) / waits.length)} µs`,
  )
  await sequencer.close()
  await database.close()
}

const which = process.argv[2] ?? 'both'
if (which !== 'postgres') {
  const directory = await mkdtemp(join(tmpdir(), 'virtual-school-records-'))
  await measure('SQLite', { directory })
  await rm(directory, { recursive: true })
}
if (which !== 'sqlite') {
  const server = await startPostgres({ durable: process.env.DURABLE !== 'off' })
  await measure(
    'PostgreSQL',
    { url: await server.database() },
    readFileSync(join(server.directory, 'postmaster.pid'), 'utf8').split('\n')[0],
  )
  await server.stop()
}
