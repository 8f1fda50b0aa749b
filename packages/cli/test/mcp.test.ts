import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { run } from '../src/index.ts'
import { fixtureRules, runCli, sink } from './terminal.ts'

const start = {
  jsonrpc: '2.0',
  id: 'start',
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}
const call = (id: number, name: string, given: object) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: given },
})
const asInput = (messages: readonly unknown[]): string =>
  messages.map(one => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join('')

interface Answer {
  readonly id: unknown
  readonly result: {
    readonly isError?: boolean
    readonly content: readonly { readonly text: string }[]
    readonly structuredContent: { readonly result: { readonly asOf: string } }
  }
}

/** The answers to messages that are sent in one go, before the input ends, by their id. */
const answersTo = async (...messages: readonly unknown[]) => {
  const ran = await runCli(['mcp'], { stdin: asInput([start, ...messages]) })
  const answers = ran.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Answer)
  return { ...ran, answers: new Map(answers.map(one => [one.id, one.result])) }
}

const request = { decision: 'short-day', authority: 'testshire', asOf: '2026-11-22', facts: { ageYears: 9 } }

describe('mcp', () => {
  it('answers all that was sent before the input ended, with nothing else on stdout, and ends with 0', async () => {
    const notified = { jsonrpc: '2.0', method: 'notifications/initialized' }
    const ran = await answersTo(
      notified,
      call(1, 'decide', request),
      call(2, 'rule', { name: 'none' }),
      call(3, 'why-not', { ...request, wanted: 'permitted' }),
    )
    expect(ran.code).toBe(0)
    expect([...ran.answers.keys()].sort()).toEqual([1, 2, 3, 'start'])
    expect(ran.stderr).toBe('Answering by MCP, over standard input and output. Nothing that is decided here is kept.\n')
    const argv = ['decide', 'short-day', '--authority', 'testshire', '--as-of', '2026-11-22', '--set', 'ageYears=9']
    const own = await runCli([...argv, '--trace', 'none', '--format', 'json'])
    expect(`${JSON.stringify(ran.answers.get(1)?.structuredContent.result)}\n`).toBe(own.stdout)
    expect(ran.answers.get(2)?.isError).toBe(true)
  })

  it('takes today in England for a day that is left out', async () => {
    const { asOf: _, ...undated } = request
    const { answers } = await answersTo(call(1, 'decide', undated))
    expect(answers.get(1)?.structuredContent.result.asOf).toBe('2026-11-22')
  })

  it('takes no members that only a service knows', async () => {
    const { answers } = await answersTo(
      call(1, 'decide', { ...request, subjectRef: 'case-1' }),
      call(2, 'missing', { ...request, rules: '1' }),
    )
    expect([answers.get(1)?.isError, answers.get(2)?.isError]).toEqual([true, true])
  })

  it('goes on after what is no message, and does not wait for what was called off', async () => {
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } }
    const ran = await answersTo('{', '{"canary":1}', call(7, 'decide', request), cancelled, call(8, 'decide', request))
    expect(ran.code).toBe(0)
    expect(ran.answers.has(8)).toBe(true)
    expect(ran.stdout + ran.stderr).not.toContain('canary')
  })

  it('ends when it is told to, with its input still open', async () => {
    const [stdin, stdout] = [new PassThrough(), sink()]
    stdin.write(asInput([start]))
    const code = await run(['mcp'], {
      env: { RULES_DIR: fixtureRules },
      now: () => new Date(),
      isTty: { stdin: false, stdout: false, stderr: false },
      ...{ stdin, stdout: stdout.stream, stderr: sink().stream },
      untilStopped: () => expect.poll(stdout.text).toContain('"id":"start"'),
    })
    expect(code).toBe(0)
  })

  it('says of each line that is no message why, without what was sent, and goes on', async () => {
    const twice = '{"jsonrpc":"2.0","id":5,"method":"tools/call","canary":1,"canary":2}'
    const wrong = [
      '{',
      twice,
      `[${JSON.stringify(call(6, 'decide', request))}]`,
      `"${'canary'.repeat(30_000)}"`,
      '["canary"]',
    ]
    const notText = Buffer.concat([Buffer.from('"canary '), Buffer.from([0xff]), Buffer.from('"\n')])
    const stdin = Readable.from([
      Buffer.from(asInput([start, ...wrong])),
      notText,
      Buffer.from(asInput(['', call(9, 'decide', request)])),
    ])
    const ran = await runCli(['mcp'], { stdin })
    const answers = ran.stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(answers.filter(one => 'error' in one)).toEqual(
      Array.from({ length: wrong.length + 1 }, () => ({
        jsonrpc: '2.0',
        error: { code: -32_700, message: expect.stringMatching(/^The line was not used\. [A-Z].+\.$/) },
      })),
    )
    expect(answers.filter(one => 'result' in one).map(one => one.id)).toEqual(['start', 9])
    expect(ran.stdout + ran.stderr).not.toContain('canary')
  })

  it('leaves no fact out that stands twice', async () => {
    const text = JSON.stringify(call(5, 'decide', request)).replace('"ageYears":9', '"ageYears":9,"ageYears":10')
    const ran = await runCli(['mcp'], { stdin: asInput([start, text]) })
    expect(ran.stdout).toContain('The same key stands twice in one object')
    expect(ran.stdout).not.toContain('"id":5')
  })

  it('refuses rules that do not load', async () => {
    expect(await runCli(['mcp', '--rules', 'nowhere'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('could not be read'),
    })
  })
})
