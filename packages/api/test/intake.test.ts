import { describe, expect, test } from 'vitest'
import { request } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const { post, url } = await serving()
const text = JSON.stringify(request)
const json = { 'content-type': 'application/json' }

describe('what kind of body is read', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    '%s is',
    async type => {
      expect((await post('/decide', text, { 'content-type': type })).status).toBe(200)
    },
  )

  test.each([
    'text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/x-ndjson',
    'application/jsonp',
    'application/json; profile=x',
  ])('%s is not', async type => {
    const response = await post('/decide', text, { 'content-type': type })
    expect(response.status).toBe(415)
    expect(response.headers.get('accept')).toBe('application/json')
    await problemOf(response, 'unsupported-media-type')
  })

  test('nor is one without a type', async () => {
    await problemOf(await post('/decide', new TextEncoder().encode(text), {}), 'unsupported-media-type')
  })

  test.each(['gzip', 'br', 'deflate', 'gzip, identity'])('nor one in %s', async encoding => {
    const response = await post('/decide', text, { ...json, 'content-encoding': encoding })
    expect(response.status).toBe(415)
    await problemOf(response, 'encoded-body')
  })

  test('identity is no encoding', async () => {
    expect((await post('/decide', text, { ...json, 'content-encoding': 'identity' })).status).toBe(200)
  })
})

test.each(['/decide', '/decide/batch'])('%s reads no query, and passes none over', async path => {
  const response = await post(`${path}?authority=luton&authority=england&asOf=2026-11-22`, text)
  expect(response.status).toBe(400)
  const { issues } = await problemOf(response, 'query-refused')
  expect(issues).toEqual(
    ['/authority', '/asOf'].map(pointer => ({
      code: 'unknown-member',
      pointer,
      message: 'No parameter is read here. What is asked of a decision stands in the body of POST.',
    })),
  )
})

describe('how much is read', () => {
  const padded = (bytes: number) => text + ' '.repeat(bytes - text.length)

  test('64 KiB', async () => {
    expect((await post('/decide', padded(65_536))).status).toBe(200)
    const response = await post('/decide', padded(65_537))
    expect(response.status).toBe(413)
    await problemOf(response, 'body-too-large')
  })

  test('64 KiB, however it is sent', async () => {
    const body = new ReadableStream({
      start: controller => {
        for (let i = 0; i < 65; i += 1) controller.enqueue(new TextEncoder().encode(' '.repeat(1_024)))
        controller.close()
      },
    })
    const response = await fetch(`${url}/decide`, {
      method: 'POST',
      headers: json,
      body,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
  })
})

describe('JSON that cannot be relied on', () => {
  const deep = (levels: number) => `{"facts":${'['.repeat(levels)}${']'.repeat(levels)}}`
  const manyKeys = (count: number) => `{"facts":{${Array.from({ length: count - 1 }, (_, i) => `"k${i}":1`).join()}}}`
  test.each([
    ['', 'not-json'],
    ['{"decision":', 'not-json'],
    ["{'decision':'outing'}", 'not-json'],
    ['{"a":1,}', 'not-json'],
    ['/* */{}', 'not-json'],
    ['{"a":NaN}', 'not-json'],
    ['{"a":1,"a":2}', 'duplicate-key'],
    ['{"a":1,"\\u0061":2}', 'duplicate-key'],
    ['{"facts":{"__proto__":{}}}', 'forbidden-key'],
    ['{"facts":{"constructor":1}}', 'forbidden-key'],
    ['{"a":"\\u0000"}', 'not-text'],
    ['{"a":"\\ud800"}', 'not-text'],
    ['{"a":1e999}', 'out-of-range'],
    [deep(32), 'too-deep'],
    [manyKeys(2_001), 'too-many'],
  ])('%.40s', async (body, code) => {
    const response = await post('/decide', body)
    expect(response.status).toBe(400)
    const { issues } = await problemOf(response, 'malformed-body')
    expect(issues.map(issue => issue.code)).toContain(code)
  })

  test('what is just within the limits is read', async () => {
    for (const body of [deep(31), manyKeys(2_000)]) expect((await post('/decide', body)).status).toBe(422)
  })

  test('bytes that are not UTF-8', async () => {
    const response = await post('/decide', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), json)
    expect(response.status).toBe(400)
    expect((await problemOf(response, 'malformed-body')).issues).toMatchObject([{ code: 'not-text' }])
  })

  test('every issue at once, with line and column', async () => {
    const { issues } = await problemOf(await post('/decide', '{"a":1,\n"a":2,\n"__proto__":3}'), 'malformed-body')
    expect(issues.map(({ code, line }) => [code, line])).toEqual([
      ['duplicate-key', 2],
      ['forbidden-key', 3],
    ])
  })
})
