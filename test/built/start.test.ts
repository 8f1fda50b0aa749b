import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'
import { output } from '../support/installed.ts'
import { fencesIn } from '../support/markdown.ts'

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-start-'))
let started: ChildProcess
let printed = ''
let remarked = ''
let address = ''

beforeAll(async () => {
  started = spawn(process.execPath, [inCheckout('scripts/start.mjs'), '--port', '0'], {
    cwd: inCheckout(''),
    env: { ...process.env, DATA_DIR: folder, OVERLOAD_DELAY_MS: '10000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  address = await new Promise((resolve, reject) => {
    started.once('exit', code => reject(new Error(`npm start ended with ${code}:\n${remarked}`)))
    started.stderr?.on('data', part => {
      remarked += part
    })
    started.stdout?.on('data', part => {
      printed += part
      const [, found] = /answers at (http:\S+);/.exec(printed) ?? []
      if (found !== undefined) resolve(found)
    })
  })
})
afterAll(() => {
  started?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('npm start', () => {
  const request =
    /-d '(\{[\s\S]*\})'/.exec(fencesIn('README.md').find(one => one.text.startsWith('curl '))?.text ?? '')?.[1] ?? ''

  it('prints one decision with its reasons', () => {
    expect(printed).toMatch(/^\S.*\?\n\S.*, \d/)
    expect(printed).toMatch(/^Not met\n {2}- \S/m)
  })

  it('says that it asks nobody for a key, and answers this machine alone', async () => {
    expect(printed).toContain('Everybody on this machine may call it, without a key, and nobody else (ACCESS=open).')
    expect(remarked).toContain('"access":"open"')
    expect((await fetch(`${address}/facts`, { headers: { 'x-forwarded-for': '192.0.2.1' } })).status).toBe(403)
  })

  it('answers what the README sends, with the bytes that the command prints', async () => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${address}/decide`, { method: 'POST', headers, body: request })
    const { decision, authority, asOf, facts } = JSON.parse(request)
    const options = ['--authority', authority, '--as-of', asOf, '--facts', JSON.stringify(facts), '--format', 'json']
    const command = await output(
      process.execPath,
      [inCheckout('packages/cli/bin/virtual-school.js'), 'decide', decision, ...options],
      inCheckout(''),
    )
    const text = await response.text()
    const { id, recordedAt, receipt } = JSON.parse(text)
    const kept = `"id":"${id}","recordedAt":"${recordedAt}","receipt":${JSON.stringify(receipt)}`
    expect(text).toBe(`{${kept},"result":${command.trimEnd()}}`)
    expect(receipt.envelope).toMatchObject({ id, decision, authority, type: 'evaluated' })
  })

  it('shows its routes', async () => {
    expect((await fetch(`${address}/docs/`)).status).toBe(200)
    expect(await (await fetch(`${address}/openapi.json`)).json()).toMatchObject({
      info: { title: 'Virtual School Rules' },
    })
  })

  it('stops when it is told to', async () => {
    started.removeAllListeners('exit')
    started.kill('SIGTERM')
    expect(await once(started, 'exit')).toEqual([0, null])
  })
})
