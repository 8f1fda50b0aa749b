import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'
import { killAll, served, starting } from '../support/served.ts'
import { workersOf } from '../support/workers.ts'

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-serving-'))
afterAll(() => {
  killAll()
  rmSync(folder, { recursive: true, force: true })
})

const serve = async (options: readonly string[], settings: Readonly<Record<string, string>> = {}) => {
  const { child, url, logged } = await served(options, { DATA_DIR: folder, ...settings })
  const events = () =>
    logged()
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as { readonly event: string; readonly digest?: string })
  const count = (event: string) => events().filter(one => one.event === event).length
  return { child, url, port: Number(new URL(url).port), ended: once(child, 'exit'), count }
}

const body = JSON.stringify({ decision: 'remit', facts: { careStatus: 'looked-after' } })
const ask = async (url: string): Promise<number> =>
  (await fetch(`${url}/decide`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status
const patience = { interval: 100 }

describe('the built service', () => {
  it('told to stop: says so, finishes what it has begun, closes every connection, and ends with 0', async () => {
    const { child, url, port, ended, count } = await serve([], { STOP_NOTICE_MS: '1500' })
    const slow = connect(port, '127.0.0.1')
    await once(slow, 'connect')
    slow.write(
      `POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    )
    const answer = text(slow)
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    child.kill('SIGTERM')
    // While it gives notice it is not ready, and answers all the same.
    await expect.poll(async () => (await fetch(`${url}/health/ready`)).status, patience).toBe(503)
    expect(await ask(url)).toBe(200)
    await expect
      .poll(
        () =>
          fetch(`${url}/health/live`).then(
            () => true,
            () => false,
          ),
        patience,
      )
      .toBe(false)
    slow.write(body)
    expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nConnection: close\r\n[\s\S]*\{"id":[\s\S]*"result":/)
    expect(await ended).toEqual([0, null])
    expect([count('stopping'), count('stopped')]).toEqual([1, 1])
  })

  it('loads its rules anew on SIGHUP', async () => {
    const { child, ended, count } = await serve(['--rules', inCheckout('rules')], { STOP_NOTICE_MS: '0' })
    child.kill('SIGHUP')
    await expect.poll(() => count('rules-loaded'), patience).toBe(1)
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})

describe('a cluster of two', () => {
  it('goes on when a worker dies, adds up its metrics, hands signals on, and ends with 0', async () => {
    const { child, url, ended, count } = await serve(['--cluster', '2'], { STOP_NOTICE_MS: '0' })
    await expect.poll(() => count('started'), patience).toBe(2)
    const metrics = async () => (await fetch(`${url}/metrics`)).text()
    await expect.poll(metrics, patience).toMatch(/virtual_school_rules_info\{.*\} 2\n/)
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(url)))
    expect(answers).toEqual(Array.from({ length: 10 }, () => 200))
    await expect.poll(metrics, patience).toMatch(/decisions_total\{decision="remit".*\} 10\n/)

    process.kill(workersOf(child)[0] ?? 0, 'SIGKILL')
    await expect.poll(() => count('worker-died'), patience).toBe(1)
    expect(await ask(url)).toBe(200)
    await expect.poll(() => count('started'), patience).toBe(3)
    expect(workersOf(child)).toHaveLength(2)

    child.kill('SIGHUP')
    await expect.poll(() => count('rules-loaded'), patience).toBe(2)
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(count('stopped')).toBe(2)
  })

  it('that cannot start ends as one process would', async () => {
    const child = starting(['--cluster', '2', '--rules', 'nowhere'])
    const [remarked, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(code).toBe(2)
    expect(remarked).toContain('could not be read')
  })
})
