import { describe, expect, test, vi } from 'vitest'
import { readLineItems } from '../src/routes/decide/batch-items.ts'
import { fixture, request } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const { post, url } = await serving()
const lines = { 'content-type': 'application/x-ndjson' }
const batch = (body: string | Uint8Array) => post('/decide/batch', body, lines)
const sendStream = (body: ReadableStream<Uint8Array>) =>
  fetch(`${url}/decide/batch`, { method: 'POST', headers: lines, body, duplex: 'half' } as RequestInit)
const answersOf = async (response: Response) => (await response.text()).split('\n').slice(0, -1)
const good = `{"result":${fixture.evaluateToJson({ ...request, trace: 'none' }).text}}`

describe('a batch of lines', () => {
  test('answers a line each, in order, without a trace', async () => {
    const asked = ['luton', 'england', 'luton'].map(authority => ({ ...request, authority }))
    const response = await batch(asked.map(one => JSON.stringify(one)).join('\n'))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(await answersOf(response)).toEqual(
      asked.map(one => `{"result":${fixture.evaluateToJson({ ...one, trace: 'none' }).text}}`),
    )
  })

  test('gives a trace where one is asked for', async () => {
    const asked = { ...request, trace: 'full' as const }
    expect(await answersOf(await batch(JSON.stringify(asked)))).toEqual([
      `{"result":${fixture.evaluateToJson(asked).text}}`,
    ])
  })

  test('goes on after a bad line, and says which one it was', async () => {
    const text = JSON.stringify(request)
    const body = [
      text,
      '{"decision":',
      '',
      text,
      JSON.stringify({ ...request, facts: { ageYears: 99 } }),
      `{"a":1,"a":2}`,
      JSON.stringify({ ...request, rules: '0.0.1' }),
      `${text}\r`,
    ]
    const answers = await answersOf(await batch(`${body.join('\n')}\n`))
    expect([answers[0], answers[2], answers[6]]).toEqual([good, good, good])
    const refused = [1, 3, 4, 5].map(
      i => JSON.parse(answers[i]!) as { line: number; issues: { code: string; line?: number }[] },
    )
    expect(refused.map(({ line, issues }) => [line, issues[0]?.code])).toEqual([
      [2, 'not-json'],
      [5, 'out-of-range'],
      [6, 'duplicate-key'],
      [7, 'unknown-name'],
    ])
    expect(refused.map(({ issues }) => issues[0]?.line)).toEqual([2, undefined, 6, undefined])
    expect(answers).toHaveLength(7)
  })

  test('refuses one line that is too long, or is not UTF-8, and goes on', async () => {
    const text = JSON.stringify(request)
    const body = Buffer.concat([
      Buffer.from(`${text}${' '.repeat(65_536)}\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(text + ' '.repeat(65_536 - text.length)),
    ])
    const answers = await answersOf(await batch(body))
    expect(answers.map(line => (JSON.parse(line) as { issues?: { code: string }[] }).issues?.[0]?.code)).toEqual([
      'too-large',
      'not-text',
      undefined,
    ])
  })

  test('holds no more of an endless line than a request may have', async () => {
    const piece = Buffer.alloc(1_048_576, 'x')
    const pieces = async function* () {
      for (let i = 0; i < 64; i += 1) yield piece
      yield Buffer.from(`\n${JSON.stringify(request)}`)
    }
    const concat = vi.spyOn(Buffer, 'concat')
    const lines: number[] = []
    for await (const group of readLineItems(pieces()))
      for (const { line, read } of group) lines.push(read.ok ? line : -line)
    const most = Math.max(...concat.mock.calls.map(([held]) => held.reduce((sum, one) => sum + one.length, 0)))
    concat.mockRestore()
    expect(lines).toEqual([-1, 2])
    expect(most).toBeLessThanOrEqual(65_536)
  })

  test('finds the lines however they are cut on the way', async () => {
    const whole = Buffer.from(`${JSON.stringify({ ...request, subjectRef: 'a' })}\n`.repeat(3))
    const body = new ReadableStream({
      async start(controller) {
        for (let i = 0; i < whole.length; i += 7) {
          controller.enqueue(whole.subarray(i, i + 7))
          await new Promise(setImmediate)
        }
        controller.close()
      },
    })
    const response = await sendStream(body)
    expect(await answersOf(response)).toEqual([good, good, good])
  })

  test('answers while more is still being sent', async () => {
    let send: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        send = controller
      },
    })
    send!.enqueue(Buffer.from(`${JSON.stringify(request)}\n`))
    const response = await sendStream(body)
    const reader = response.body!.getReader()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe(`${good}\n`)
    send!.close()
    expect((await reader.read()).done).toBe(true)
  })

  test('takes more than a buffer holds', async () => {
    const answers = await answersOf(await batch(`${JSON.stringify(request)}\n`.repeat(5_000)))
    expect(answers).toHaveLength(5_000)
    expect(new Set(answers)).toEqual(new Set([good]))
  })

  test('survives a caller who hangs up', async () => {
    const hangUp = new AbortController()
    const body = new ReadableStream<Uint8Array>({
      start: controller => controller.enqueue(Buffer.from(`${JSON.stringify(request)}\n`)),
    })
    const response = await fetch(`${url}/decide/batch`, {
      method: 'POST',
      headers: lines,
      body,
      duplex: 'half',
      signal: hangUp.signal,
    } as RequestInit)
    hangUp.abort()
    await expect(response.text()).rejects.toThrow()
    expect(await answersOf(await batch(JSON.stringify(request)))).toEqual([good])
  })

  test('of nothing answers nothing', async () => {
    const response = await batch('\n \n')
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

describe('a batch in an array', () => {
  test('answers as lines, the place in the array for a line', async () => {
    const response = await post('/decide/batch', [request, { ...request, decision: 'x' }, 7, request])
    const answers = await answersOf(response)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect([answers[0], answers[3]]).toEqual([good, good])
    expect([1, 2].map(i => (JSON.parse(answers[i]!) as { line: number }).line)).toEqual([2, 3])
  })

  test('is refused whole where it is no sound JSON', async () => {
    await problemOf(await post('/decide/batch', '[{}'), 'malformed-body')
    await problemOf(await post('/decide/batch', '[{"a":1,"a":2}]'), 'malformed-body')
  })

  test('is refused where it is no array, or too long', async () => {
    expect((await problemOf(await post('/decide/batch', request), 'request-refused')).issues).toMatchObject([
      { code: 'wrong-type' },
    ])
    expect(
      (await problemOf(await post('/decide/batch', new Array(1_001).fill(request)), 'request-refused')).issues,
    ).toMatchObject([{ code: 'too-many' }])
    await problemOf(await post('/decide/batch', `[${' '.repeat(1_048_576)}]`), 'body-too-large')
  })

  test('takes a thousand requests', async () => {
    expect(await answersOf(await post('/decide/batch', new Array(1_000).fill(request)))).toHaveLength(1_000)
  })
})

test.each(['text/csv', 'application/ndjson', 'application/x-ndjson; charset=latin1'])(
  'a batch in %s is refused',
  async type => {
    await problemOf(await post('/decide/batch', '', { 'content-type': type }), 'unsupported-media-type')
  },
)

describe('the form of the answers', () => {
  const asked = [request, { ...request, decision: 'x' }, request]
  const sent = [
    ['an array', JSON.stringify(asked), 'application/json'],
    ['lines', asked.map(one => JSON.stringify(one)).join('\n'), 'application/x-ndjson'],
  ] as const
  const formOf = async (body: string, type: string, accept: string) => {
    const response = await post('/decide/batch', body, { 'content-type': type, accept })
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }

  test.each(sent)('%s get an array, if that is all that is taken', async (_, body, type) => {
    const plain = (await formOf(body, type, '*/*')).text.trimEnd().split('\n')
    expect(plain).toHaveLength(3)
    for (const accept of [
      'application/json',
      'application/json; q=0.5, text/plain',
      'application/*, application/x-ndjson;q=0',
    ]) {
      const answer = await formOf(body, type, accept)
      expect([answer.status, answer.type]).toEqual([200, 'application/json'])
      expect(JSON.parse(answer.text)).toEqual(plain.map(line => JSON.parse(line)))
    }
  })

  test.each(sent)('%s get lines, if they are taken', async (_, body, type) => {
    for (const accept of [
      'application/x-ndjson',
      'application/json, text/plain, */*',
      'application/json, application/x-ndjson',
    ]) {
      const answer = await formOf(body, type, accept)
      expect([answer.status, answer.type, answer.text.split('\n').length]).toEqual([200, 'application/x-ndjson', 4])
    }
  })

  test.each(sent)('%s get nothing in another form', async (_, body, type) => {
    for (const accept of ['text/csv', 'image/png, text/html', 'application/json;q=0'])
      expect(await formOf(body, type, accept)).toMatchObject({
        status: 406,
        type: 'application/problem+json; charset=utf-8',
      })
  })

  test('an array of many portions, and of none, is one array', async () => {
    const many = Array.from({ length: 450 }, () => request)
    expect(JSON.parse((await formOf(JSON.stringify(many), 'application/json', 'application/json')).text)).toHaveLength(
      450,
    )
    expect(JSON.parse((await formOf('[]', 'application/json', 'application/json')).text)).toEqual([])
    expect(JSON.parse((await formOf('\n\n', 'application/x-ndjson', 'application/json')).text)).toEqual([])
  })
})
