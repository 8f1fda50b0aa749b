import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PostgresServer, startPostgres } from '../../packages/records/test/support/server.ts'
import { type Environment, logBeside, roundBeside, waysBeside } from '../support/beside.ts'
import type { Acknowledged } from '../support/killing.ts'
import { killAll } from '../support/served.ts'
import { sizeOf, testSize } from '../support/sizes.ts'

/** How many ends in all, by SIGKILL and SIGTERM alternately, and how many openings of each way on each database, alone and as a cluster. */
const killsCount = sizeOf('BESIDE_KILLS')
const openingsCount = sizeOf('BESIDE_OPENINGS')

let server: PostgresServer | undefined
const folder = mkdtempSync(join(tmpdir(), 'virtual-school-beside-'))
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  killAll()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const services = [
  { kind: 'sqlite', processes: 1, share: 0.3 },
  { kind: 'sqlite', processes: 2, share: 0.3 },
  { kind: 'postgres', processes: 1, share: 0.2 },
  { kind: 'postgres', processes: 2, share: 0.2 },
] as const
/** Before a merge only what shares its records. */
const tried = services.filter(one => testSize === 'nightly' || one.processes > 1)

/** New records, whose secret lies apart. */
const placeFor = async (kind: 'sqlite' | 'postgres', name: string): Promise<Environment> => ({
  DATA_DIR: join(folder, name),
  RECORDS_SECRET: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64'),
  ...(kind === 'sqlite' ? {} : { DATABASE_URL: await server!.database() }),
})

describe('beside a running service', () => {
  it.each(tried)(
    'others open the records again and again; on $kind, with $processes serving, nothing given out is lost or doubled',
    async ({ kind, processes, share }) => {
      const rounds = Math.max(1, Math.round(killsCount * share))
      const ways = waysBeside(kind)
      let [given, openings, size] = [0, 0, 0]
      const begun = performance.now()
      for (let n = 0; n < rounds; n += 1) {
        const name = `${kind}-${processes}-${n}`
        const environment = await placeFor(kind, name)
        const times = Math.ceil(openingsCount / rounds)
        const signal = (n + (kind === 'sqlite' ? 0 : 1)) % 2 === 0 ? 'SIGKILL' : 'SIGTERM'
        const acknowledged = await roundBeside({ environment, name, processes, ways, times, signal })
        const log = await logBeside(environment)
        expect(log.faults).toEqual([])
        const found = new Map(log.decisions.map(one => [one.correlation, one]))
        const lost = acknowledged.filter((one: Acknowledged) => found.get(one.correlation)?.id !== one.id)
        expect({ signal, lost, doubled: log.decisions.length - found.size }).toEqual({ signal, lost: [], doubled: 0 })
        given += acknowledged.length
        openings += times * (ways.length - 1) + 1
        size += log.size
      }
      const seconds = Math.round((performance.now() - begun) / 1_000)
      console.log(
        `${kind}, ${processes} serving: ended ${rounds} times (SIGKILL and SIGTERM in turn), ${openings} openings (${ways.join(', ')}), ${given} decisions given out, ${size} records verified, ${seconds} s`,
      )
      expect(given).toBeGreaterThan(rounds)
    },
  )
})
