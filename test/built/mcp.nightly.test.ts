import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { loadRules, scenariosOf } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import { afterAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'
import { killAll, served } from '../support/served.ts'

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-mcp-'))
afterAll(() => {
  killAll()
  rmSync(folder, { recursive: true, force: true })
})

const program = inCheckout('packages/cli/bin/virtual-school.js')
const rules: Rules = await loadRules(inCheckout('rules'), { whole: true })
/** Two hundred, from all over. */
const requests = scenariosOf(rules)
  .map(one => one.request)
  .filter(request => !('issues' in rules.evaluate(request)))
  .filter((_, i, all) => i % Math.floor(all.length / 200) === 0)
  .slice(0, 200)

const connect = async (transport: unknown): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(transport as Transport)
  return client
}
const overStdio = () =>
  connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, 'mcp', '--rules', inCheckout('rules')],
      stderr: 'ignore',
    }),
  )
const overHttp = async () => {
  const { child, url } = await served(['--rules', inCheckout('rules')], { DATA_DIR: folder, MCP: 'on' })
  return { child, url, client: await connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`))) }
}

interface Answered {
  readonly content: readonly { readonly text: string }[]
  readonly structuredContent: { readonly id?: string; readonly result: Decision }
}

/** Calls decide two hundred times: each gives what the library gives, and no open one says an answer in its text. */
const expectSame = async (client: Client): Promise<readonly Answered[]> => {
  const answers: Answered[] = []
  for (const { trace: _, ...request } of requests) {
    const answered = (await client.callTool({ name: 'decide', arguments: { ...request } })) as unknown as Answered
    const { result } = answered.structuredContent
    expect(JSON.stringify(result)).toBe(rules.evaluateToJson({ ...request, trace: 'none' }).text)
    const said = answered.content.map(one => one.text).join('')
    const words = rules.decisions.find(one => one.id === result.decision)!.answers.map(one => one.id)
    expect(said.startsWith('Not known yet')).toBe(result.answer === null)
    if (result.answer === null) expect(words.filter(word => said.split(/[^\w-]+/).includes(word))).toEqual([])
    answers.push(answered)
  }
  return answers
}

describe('the built command as an MCP server', () => {
  it('over standard input and output: two hundred calls give what decide gives', async () => {
    const client = await overStdio()
    expect(await expectSame(client)).toHaveLength(200)
    await client.close()
  })

  it('told to stop, ends with 0, though its input is still open', async () => {
    const child = spawn(process.execPath, [program, 'mcp'], { stdio: ['pipe', 'ignore', 'pipe'] })
    const ended = once(child, 'exit')
    await once(child.stderr, 'data')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  it('over HTTP: the same, each with its record', async () => {
    const { client } = await overHttp()
    const answers = await expectSame(client)
    expect(new Set(answers.map(one => one.structuredContent.id)).size).toBe(200)
    await client.close()
  })

  it('searches in a thread of its own: others are answered meanwhile, and a second search is put off', async () => {
    const { url, client } = await overHttp()
    const given = { decision: 'reduced-timetable', authority: 'luton', facts: {}, wanted: 'permitted' }
    let isDone = false
    const search = client
      .callTool({ name: 'why-not', arguments: given }, undefined, { timeout: 600_000 })
      .finally(() => {
        isDone = true
      })
    let answersCount = 0
    let refused: unknown
    while (!isDone) {
      if ((await fetch(`${url}/decisions`)).ok && !isDone) answersCount += 1
      refused ??= await client.callTool({ name: 'why-not', arguments: given })
    }
    expect(answersCount).toBeGreaterThan(1)
    expect(await search).toMatchObject({
      structuredContent: { outcome: 'learnings', present: { status: 'undetermined' } },
    })
    expect(refused).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/^Another search is being made/) }],
    })
    await client.close()
  })

  it('does not wait for a search when it is told to stop', async () => {
    const { child, client } = await overHttp()
    const given = { decision: 'placement-move', authority: 'luton', facts: {}, wanted: 'permitted' }
    const search = client.callTool({ name: 'why-not', arguments: given }, undefined, { timeout: 600_000 })
    search.catch(() => {})
    // One is refused as soon as the other has its place.
    await expect.poll(() => client.callTool({ name: 'why-not', arguments: given })).toMatchObject({ isError: true })
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})
