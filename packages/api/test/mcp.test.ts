import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { describe, expect, it } from 'vitest'
import { createKey } from '../src/index.ts'
import { mcpHandlers } from '../src/mcp/handlers.ts'
import { bearer, guarded } from './access-support.ts'
import { request } from './fixture.ts'
import { callTool, connect, jsonHeaders, mcp, resultOf, toolCall } from './mcp-support.ts'
import { sendRaw } from './raw.ts'
import { type Kept, lengthOf, servingKept } from './records/support.ts'
import { problemOf, serving } from './serving.ts'

const deciding = [
  ['decide', request],
  ['missing', request],
  ['why-not', { ...request, wanted: 'not-permitted' }],
] as const
const reading = [
  ['rule', { name: 'england.outing.coat' }],
  ['source', { id: 'act' }],
] as const

/** A result of a call that takes long comes as an event. */
const resultIn = async (response: Response): Promise<CallToolResult> => {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return resultOf(response)
  const [, data = ''] = /^data: (.*)$/m.exec(await response.text()) ?? []
  return (JSON.parse(data) as { readonly result: CallToolResult }).result
}

describe('MCP=off', () => {
  it('has no such address, whatever the method', async () => {
    const { get, post } = await serving()
    const answers = await Promise.all([
      get('/mcp'),
      get('/mcp', { method: 'DELETE' }),
      get('/mcp', { method: 'OPTIONS' }),
      callTool(post, 'decide', request),
    ])
    const unknown = await problemOf(await get('/no-such-address'), 'not-found')
    for (const answer of answers) {
      const { instance: _, ...problem } = await problemOf(answer, 'not-found')
      expect({ ...problem, instance: unknown.instance }).toEqual(unknown)
    }
  })
})

describe('MCP=on', () => {
  it('answers the official client: what decide gives, of the same bytes as POST /decide', async () => {
    const { url, post } = await serving({ mcp })
    const client = await connect(url)
    expect((await client.listTools()).tools.map(one => one.name)).toEqual([
      ...['decide', 'missing', 'why-not', 'rule', 'source'],
    ])
    await client.ping()
    const { structuredContent } = await client.callTool({ name: 'decide', arguments: request })
    const own = await (await post('/decide', { ...request, trace: 'none' })).text()
    expect(JSON.stringify(structuredContent)).toBe(own)
    await client.close()
  })

  it('sends what takes long as an event, and says that it goes on', async () => {
    const { post } = await serving({ mcp })
    const response = await callTool(post, 'why-not', { ...request, wanted: 'not-permitted' })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await resultIn(response)).structuredContent).toMatchObject({ outcome: 'changes', wanted: 'not-permitted' })
  })

  it('answers POST alone, and one message at a time', async () => {
    const { get, post } = await serving({ mcp })
    for (const method of ['GET', 'DELETE', 'PUT', 'OPTIONS']) {
      const refused = await get('/mcp', { method })
      expect(refused.headers.get('allow')).toBe('POST')
      await problemOf(refused, 'method-not-allowed')
    }
    await problemOf(
      await post('/mcp', [toolCall('decide', request), toolCall('decide', request, 2)], jsonHeaders),
      'malformed-body',
    )
  })

  it('has the headers of every answer, and a correlation id', async () => {
    const { post } = await serving({ mcp })
    const headers = { 'x-correlation-id': 'a-1' }
    const plain = await post('/decide', request, { ...jsonHeaders, ...headers })
    const answer = await callTool(post, 'decide', request, headers)
    const ofAll = [
      'cache-control',
      'content-security-policy',
      'x-content-type-options',
      'x-correlation-id',
      'content-type',
    ]
    for (const name of ofAll) expect(answer.headers.get(name), name).toBe(plain.headers.get(name))
  })
})

describe('what is sent wrongly', () => {
  const canary = 'Canary Jones'

  it('is refused as by POST /decide, without what was sent, in the log too', async () => {
    const lines: string[] = []
    const say = (event: string, details: object = {}) => void lines.push(JSON.stringify({ event, ...details }))
    const { post } = await serving({ mcp, log: { error: say, warn: say, info: say, debug: say } })
    const wrong: readonly (readonly [unknown, Record<string, string>, number])[] = [
      ['{', {}, 400],
      [`{"jsonrpc":"2.0","id":1,"method":"${canary}","method":"tools/call"}`, {}, 400],
      [JSON.stringify(toolCall('decide', { decision: 'outing', facts: { weather: canary } })), {}, 200],
      [JSON.stringify(toolCall('decide', { ...request, subjectRef: canary })), {}, 200],
      [JSON.stringify(toolCall('decide', { ...request, rules: canary })), {}, 200],
      [JSON.stringify(toolCall('decide', { ...request, rules: [canary] })), {}, 200],
      [JSON.stringify(toolCall(canary, { [canary]: canary })), {}, 200],
      [JSON.stringify({ jsonrpc: '2.0', id: 1, method: canary, params: { [canary]: canary } }), {}, 200],
      [JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: canary }), {}, 400],
      [JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: [canary] } }), {}, 200],
      [JSON.stringify({ note: canary }), {}, 400],
      [JSON.stringify(canary), {}, 400],
      [JSON.stringify(toolCall('decide', request)), { 'mcp-protocol-version': canary }, 400],
      [JSON.stringify(toolCall('decide', request)), { 'x-actor': canary }, 400],
      [JSON.stringify(toolCall('decide', request)), { 'idempotency-key': '"canary"' }, 400],
      [JSON.stringify(toolCall('decide', request)), { accept: `text/${canary.replace(' ', '')}` }, 406],
      [JSON.stringify(toolCall('decide', request)), { 'content-type': 'text/canary' }, 415],
      [JSON.stringify(toolCall('decide', { decision: canary.repeat(9_000) })), {}, 413],
    ]
    for (const [body, headers, status] of wrong) {
      const response = await post('/mcp', body, { ...jsonHeaders, ...headers })
      const text = await response.text()
      expect([response.status, text]).toEqual([status, expect.not.stringMatching(/canary|jones/i)])
      expect(text).toMatch(/"issues":\[|"error":|"isError":true/)
    }
    expect(lines.join('')).not.toMatch(/canary|jones/i)
  })

  it('is counted and logged by its problem, though the status is 200', async () => {
    const lines: string[] = []
    const say = (event: string, details: object = {}) => void lines.push(JSON.stringify({ event, ...details }))
    const { post } = await serving({ mcp, log: { error: say, warn: say, info: say, debug: say } })
    await (await callTool(post, 'decide', { ...request, facts: { weather: 'foggy' } })).text()
    await expect.poll(() => lines.join('')).toMatch(/"route":"\/mcp","status":200,"problem":"request-refused"/)
  })

  it('a fault of ours is logged with its correlation and without its message, and not given out', async () => {
    const lines: string[] = []
    const say = (event: string, details: object = {}) => void lines.push(JSON.stringify({ event, ...details }))
    const find = () => Promise.reject(new Error('canary'))
    const broken = mcpHandlers({ takePlace: () => ({ find, end: () => {} }) })
    const { post } = await serving({ mcp: broken, log: { error: say, warn: say, info: say, debug: say } })
    const given = { ...request, wanted: 'not-permitted' }
    const text = await (await callTool(post, 'why-not', given, { 'x-correlation-id': 'a-9' })).text()
    expect(text).toContain('The tool failed. Nothing that it found is given out.')
    expect(lines.join('\n')).toMatch(/"event":"internal-error","correlationId":"a-9"/)
    expect(text + lines.join('')).not.toContain('canary')
  })

  it('by a page of another site is not answered, whatever the message', async () => {
    const { port } = await serving({ mcp })
    const send = (headers: Record<string, string>, body: object) =>
      sendRaw(port, {
        method: 'POST',
        path: '/mcp',
        headers: { ...jsonHeaders, ...headers },
        body: JSON.stringify(body),
      })
    for (const [tool, given] of [...deciding, ...reading]) {
      const message = toolCall(tool, given)
      const host = `localhost:${port}`
      expect((await send({ Host: host, Origin: 'https://evil.example' }, message)).status).toBe(403)
      expect((await send({ Host: host, 'Sec-Fetch-Site': 'cross-site' }, message)).status).toBe(403)
      expect((await send({ Host: 'evil.example' }, message)).status).toBeGreaterThanOrEqual(400)
    }
  })
})

describe('who may call', () => {
  it.each(deciding)('%s takes a key with the scope decide, as POST /decide does', async (tool, given) => {
    const { key, access, lines, log } = await guarded()
    const [may, mayNot] = [await key('one', ['decide']), await key('two', ['records:read'])]
    const { post } = await servingKept({ access: access(), mcp, log })
    const anonymous = await callTool(post, tool, given)
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer realm="virtual-school"')
    await problemOf(anonymous, 'not-authenticated')
    await problemOf(await callTool(post, tool, given, mayNot.headers), 'not-allowed')
    const result = await resultIn(await callTool(post, tool, given, may.headers))
    expect(result.structuredContent).toMatchObject({ id: expect.any(String), receipt: { envelope: { client: 'one' } } })
    expect(lines.join('')).not.toContain(may.token)
  })

  it.each(reading)(
    '%s takes none, as its route takes none; nor do the start and the list of tools',
    async (tool, given) => {
      const { key, access } = await guarded()
      await key('one', ['decide'])
      const { url, post } = await serving({ access: access(), mcp })
      const result = await resultOf(await callTool(post, tool, given))
      expect(result.isError).toBeUndefined()
      const client = await connect(url)
      expect((await client.listTools()).tools).toHaveLength(5)
      await client.close()
    },
  )

  it('counts calls against the limit of POST /decide', async () => {
    const { key, access } = await guarded({ rateLimit: 3 })
    const { headers } = await key('one', ['decide'])
    const { post } = await serving({ access: access(), mcp })
    const left = async (response: Response) => {
      await response.text()
      return `${response.status} ${response.headers.get('ratelimit')?.split(';')[1]}`
    }
    expect(await left(await callTool(post, 'decide', request, headers))).toBe('200 r=2')
    expect(await left(await post('/decide', request, headers))).toBe('200 r=1')
    expect(await left(await callTool(post, 'missing', request, headers))).toBe('200 r=0')
    const refused = await callTool(post, 'decide', request, headers)
    expect(refused.headers.get('retry-after')).toBe('60')
    await problemOf(refused, 'too-many-requests')
  })
})

describe('records', () => {
  it.each(deciding)(
    '%s is recorded as POST /decide is, with the person of X-Actor, before it is answered',
    async (tool, given) => {
      const { post, get, records } = await servingKept({ mcp })
      const before = await lengthOf(records)
      const headers = { 'x-actor': 'staff-7', 'x-correlation-id': 'a-7' }
      const result = await resultIn(await callTool(post, tool, { ...given, subjectRef: 'case-7' }, headers))
      expect(await lengthOf(records)).toBe(before + 1)
      const { id, recordedAt, receipt } = result.structuredContent as unknown as Kept
      const read = (await (await get(`/records/${id}`)).json()) as { readonly result: object }
      expect(read.result).toMatchObject({ decision: 'outing', status: 'undetermined', asOf: '2026-11-22' })
      expect(receipt.envelope).toMatchObject({
        id,
        recordedAt,
        type: 'evaluated',
        actor: 'staff-7',
        correlation: 'a-7',
      })
    },
  )

  it('nothing is kept of what is refused, and of what only reads', async () => {
    const { post, records } = await servingKept({ mcp })
    const before = await lengthOf(records)
    const wrong = { ...request, facts: { weather: 'foggy' } }
    for (const [tool, given] of deciding) await (await callTool(post, tool, { ...given, facts: wrong.facts })).text()
    await (await callTool(post, 'why-not', { ...request, wanted: 'allowed' })).text()
    for (const [tool, given] of reading) await (await callTool(post, tool, given)).text()
    expect(await lengthOf(records)).toBe(before)
  })

  it.each(deciding)('%s gives nothing out that cannot be kept', async (tool, given) => {
    const state = { isBroken: false }
    const before = () => {
      if (state.isBroken) throw Object.assign(new Error('canary'), { code: 'SQLITE_IOERR' })
    }
    const { post } = await servingKept({ mcp, surroundings: { observer: { before } } })
    state.isBroken = true
    const result = await resultIn(await callTool(post, tool, given))
    state.isBroken = false
    expect(result).toEqual({
      content: [
        { type: 'text', text: expect.stringMatching(/^What was decided cannot be kept: .+ Nothing was decided\.$/) },
      ],
      isError: true,
    })
  })

  it('on which the evaluators differ: neither given out nor kept', async () => {
    const crossCheck = { share: 1, random: () => 0, evaluateToJson: async () => '{}' }
    const { post, records } = await servingKept({ mcp, crossCheck })
    const before = await lengthOf(records)
    for (const [tool, given] of deciding) {
      const result = await resultIn(await callTool(post, tool, given))
      expect([result.isError, result.structuredContent]).toEqual([true, undefined])
    }
    expect(await lengthOf(records)).toBe(before)
  })

  it('are of the realm of the caller: no other sees them', async () => {
    const { place, access, clock } = await guarded()
    const keyOf = async (realm: string) => {
      const about = { client: `of-${realm}`, realm, scopes: ['decide', 'records:read'] as const }
      const made = await createKey(place, { ...about, created: new Date(clock()), expires: null })
      if (!made.ok) throw new Error(JSON.stringify(made.issues))
      return bearer(made.value.token)
    }
    const [mine, other] = [await keyOf('luton'), await keyOf('norfolk')]
    const { post, get } = await servingKept({ access: access(), mcp })
    for (const [tool, given] of deciding) {
      const { structuredContent } = await resultIn(await callTool(post, tool, given, mine))
      const { id } = structuredContent as unknown as Kept
      expect((await get(`/records/${id}`, { headers: mine })).status).toBe(200)
      await problemOf(await get(`/records/${id}`, { headers: other }), 'not-found')
    }
  })
})
