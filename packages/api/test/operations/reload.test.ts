import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { afterAll, expect, test } from 'vitest'
import { frozenDirectory } from '../../../../test/support/real-rules.ts'

import { startServer } from '../../src/index.ts'
import { noLog } from '../../src/log.ts'
import { noMetrics } from '../../src/operations/metrics.ts'
import { createRulesHolder } from '../../src/operations/rules-holder.ts'
import { fixture, request } from '../fixture.ts'
import { openSettings } from '../open-settings.ts'
import { serving } from '../serving.ts'

const renamed = (version: string): Rules => ({
  ...fixture,
  version,
  evaluateToJson: asked => {
    const found = fixture.evaluateToJson(asked)
    return { ...found, text: found.text.replaceAll('"version":"7.0.0"', `"version":"${version}"`) }
  },
})
const metrics = () => noMetrics
const versionIn = (answer: string) =>
  (JSON.parse(answer) as { result: { rules: { version: string } } }).result.rules.version

test('rules are swapped under load: each answer is wholly of the old or wholly of the new', async () => {
  let load = async (): Promise<Checked<Rules>> => ({ ok: true, value: renamed('8.0.0') })
  const holder = createRulesHolder(fixture, () => load(), { log: noLog, metrics })
  const { post } = await serving({
    get rules() {
      return holder.current()
    },
  })
  const ask = async () => (await post('/decide', request)).text()
  const [before] = [await ask()]
  const during = Array.from({ length: 50 }, ask)
  await holder.reload()
  const after = await ask()
  const swapped = `{"result":${renamed('8.0.0').evaluateToJson(request).text}}`
  expect(before).toBe(`{"result":${fixture.evaluateToJson(request).text}}`)
  expect(after).toBe(swapped)
  for (const answer of await Promise.all(during)) expect([before, swapped]).toContain(answer)
  load = async () => ({ ok: true, value: renamed('9.0.0') })
  await holder.reload()
  expect(versionIn(await ask())).toBe('9.0.0')
})

test('a batch is answered from the rules that it began with', async () => {
  let current = fixture
  const { url } = await serving({
    get rules() {
      return current
    },
  })
  const line = `${JSON.stringify(request)}\n`
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const send = () => writer.write(new TextEncoder().encode(line))
  const asked = fetch(`${url}/decide/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: readable,
    duplex: 'half',
  } as RequestInit)
  await send()
  const answers = (await asked).body!.pipeThrough(new TextDecoderStream()).getReader()
  const first = String((await answers.read()).value)
  current = renamed('8.0.0')
  await send()
  const second = String((await answers.read()).value)
  await writer.close()
  expect([versionIn(first), versionIn(second)]).toEqual(['7.0.0', '7.0.0'])
})

test('rules that do not load, and a loader that fails, change nothing; codes and places are logged', async () => {
  const logged: unknown[] = []
  const outcomes: string[] = []
  const log = { ...noLog, error: (event: string, details?: object) => void logged.push({ event, ...details }) }
  const answers = [
    async (): Promise<Checked<Rules>> => ({
      ok: false,
      issues: [
        { code: 'wrong-type', file: 'england/a.json', line: 3, column: 9, pointer: '/rules/0', message: 'secret' },
      ],
    }),
    async (): Promise<Checked<Rules>> => {
      throw new Error('secret')
    },
  ]
  const holder = createRulesHolder(fixture, () => answers.shift()!(), {
    log,
    metrics: () => ({ ...noMetrics, reloaded: outcome => void outcomes.push(outcome) }),
  })
  await holder.reload()
  await holder.reload()
  expect(holder.current()).toBe(fixture)
  expect(logged).toEqual([
    { event: 'rules-kept', issuesCount: 1, issues: ['wrong-type england/a.json:3:9 /rules/0'] },
    { event: 'rules-kept', name: 'Error', stack: expect.any(Array) },
  ])
  expect(outcomes).toEqual(['refused', 'refused'])
  expect(JSON.stringify(logged)).not.toContain('secret')
})

const folder = await mkdtemp(join(tmpdir(), 'virtual-school-reload-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a watched directory is loaded when it changes; a broken edit keeps what was held', async () => {
  await cp(frozenDirectory, folder, { recursive: true })
  const lines: string[] = []
  const server = await startServer(
    { ...openSettings, rulesDirectory: folder, watchesRules: true },
    line => void lines.push(line),
  )
  const version = async () =>
    ((await (await fetch(`${server.url}/health/ready`)).json()) as { version: string }).version
  const file = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  await writeFile(file, JSON.stringify({ ...manifest, version: '99.1.0' }))
  await expect.poll(version).toBe('99.1.0')
  await writeFile(file, '{')
  await expect.poll(() => lines.some(line => line.includes('rules-kept'))).toBe(true)
  expect(await version()).toBe('99.1.0')
  expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(
    /rules_info\{version="99\.1\.0".*\} 1\n[\s\S]*reloads_total\{outcome="refused"\} 1/,
  )
  await writeFile(file, JSON.stringify({ ...manifest, version: '99.2.0' }))
  await server.reload()
  expect(await version()).toBe('99.2.0')
  await server.stop()
})
