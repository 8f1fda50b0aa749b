import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { newFolder } from '../../packages/records/test/support/folders.ts'
import { startPostgres } from '../../packages/records/test/support/server.ts'
import { inCheckout } from '../../scripts/places.mjs'
import { postAlone } from '../support/sending.ts'
import { killAll, served } from '../support/served.ts'

afterEach(killAll)

type Environment = Readonly<Record<string, string>>

/** However busy the machine is, nobody is turned away, and whoever asks often with a revoked key is told 401 each time. */
const calm = {
  ...{ ACCESS: 'keys', OVERLOAD_DELAY_MS: '10000', OVERLOAD_IN_FLIGHT: '10000' },
  RATE_LIMIT_FAILED: '100000',
}

const command = async (environment: Environment, ...argv: string[]): Promise<string> => {
  const program = inCheckout('packages/cli/bin/virtual-school.js')
  const env = { ...process.env, ...environment }
  return (await promisify(execFile)(process.execPath, [program, 'keys', ...argv], { env })).stdout
}

const create = async (environment: Environment) => {
  const printed = await command(environment, 'create', '--client', 'mosaic', '--scopes', 'decide', '--format', 'json')
  return JSON.parse(printed) as { readonly token: string; readonly key: { readonly id: string } }
}

const body = JSON.stringify({ decision: 'remit', trace: 'none', facts: {} })
/** What many calls in a row are told, so that every process of a cluster is asked. */
const statuses = async (urls: readonly string[], token: string): Promise<readonly number[]> => {
  const all = await Promise.all(
    Array.from({ length: 8 }, () => urls)
      .flat()
      .map(url => postAlone(`${url}/decide`, body, { authorization: `Bearer ${token}` })),
  )
  return [...new Set(all.map(one => one.status))]
}
const patience = { interval: 100 }

/** A key made and revoked by a command beside services: it counts for all of them. */
const expectOneSetOfKeys = async (urls: readonly string[], commands: Environment, others: Environment) => {
  const { token, key } = await create(commands)
  await expect.poll(() => statuses(urls, token), patience).toEqual([200])
  expect(await command(others, 'list')).toContain(key.id)
  await command(others, 'revoke', key.id)
  await expect.poll(() => statuses(urls, token), patience).toEqual([401])
}

describe('keys that are made and revoked by the command beside services', () => {
  it('count for every process of a cluster on SQLite', async () => {
    const environment = { ...calm, DATA_DIR: await newFolder() }
    const first = await create(environment)
    const { url, logged } = await served(['--cluster', '2'], environment)
    await expect.poll(() => logged().split('"event":"started"').length - 1, patience).toBe(2)
    expect(await statuses([url], first.token)).toEqual([200])
    await expectOneSetOfKeys([url], environment, environment)
  }, 180_000)

  it('count for every instance on one PostgreSQL, each with a DATA_DIR of its own', async () => {
    const server = await startPostgres()
    try {
      const shared = { DATABASE_URL: await server.database(), RECORDS_SECRET: randomBytes(32).toString('base64') }
      const [one, other] = [await newFolder(), await newFolder()].map(DATA_DIR => ({ ...calm, ...shared, DATA_DIR }))
      const first = await create(one!)
      const urls = [(await served([], one!)).url, (await served([], other!)).url]
      expect(await statuses(urls, first.token)).toEqual([200])
      await expectOneSetOfKeys(urls, one!, other!)
    } finally {
      killAll()
      await server.stop()
    }
  }, 180_000)
})
