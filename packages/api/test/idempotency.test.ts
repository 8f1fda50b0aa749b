import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { json, type Reply } from '../src/http/reply.ts'
import { answerOnce, readKey } from '../src/idempotency/answer-once.ts'
import { createMemoryStore } from '../src/idempotency/store.ts'
import { guarded } from './access-support.ts'
import { fixture, request } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const { post } = await serving()
const keyed = (key: string) => ({ 'content-type': 'application/json', 'idempotency-key': key })
const bytesOf = async (response: Response) => [response.status, await response.text()]

describe('POST /decide with an Idempotency-Key', () => {
  test('answers the same request with the same bytes, whatever has changed since', async () => {
    let day = '2026-11-22'
    const service = await serving({ now: () => new Date(`${day}T12:00:00Z`) })
    const { asOf: _, ...undated } = request
    const first = await bytesOf(await service.post('/decide', undated, keyed('"a"')))
    day = '2026-11-23'
    const reordered = `{ "facts": ${JSON.stringify(request.facts)}, "authority": "luton", "decision": "outing" }`
    expect(await bytesOf(await service.post('/decide', reordered, keyed('a')))).toEqual(first)
    expect(await bytesOf(await service.post('/decide', undated, keyed('"b"')))).not.toEqual(first)
  })

  test('knows callers apart', async () => {
    const { key, start } = await guarded()
    const [one, two] = [await key('one', ['decide']), await key('two', ['decide'])]
    const service = await start()
    const send = (caller: typeof one, body: object) =>
      service.post('/decide', body, { ...caller.headers, ...keyed('mine') })
    expect((await send(one, request)).status).toBe(200)
    expect((await send(two, { ...request, facts: {} })).status).toBe(200)
    expect((await send(one, { ...request, facts: {} })).status).toBe(422)
  })

  test('refuses another request under the same key, and decides nothing', async () => {
    await post('/decide', request, keyed('canary-key'))
    const response = await post('/decide', { ...request, facts: { weather: 'rainy' } }, keyed('canary-key'))
    const problem = await problemOf(response, 'idempotency-key-reused')
    expect(response.status).toBe(422)
    expect(JSON.stringify(problem)).not.toMatch(/canary|rainy/)
  })

  test('keeps a refusal of what was sent too', async () => {
    const wrong = { ...request, facts: { weather: 'rany' } }
    const first = await bytesOf(await post('/decide', wrong, keyed('wrong')))
    expect(first[0]).toBe(422)
    expect(await bytesOf(await post('/decide', wrong, keyed('wrong')))).toEqual(first)
    await problemOf(await post('/decide', request, keyed('wrong')), 'idempotency-key-reused')
  })

  test('tells one who comes too soon to wait', async () => {
    let finish = () => {}
    const held = new Promise<void>(resolve => {
      finish = resolve
    })
    let reached = () => {}
    const deciding = new Promise<void>(resolve => {
      reached = resolve
    })
    const crossCheck = {
      share: 1,
      random: () => 0,
      evaluateToJson: async () => {
        reached()
        await held
        return fixture.evaluateToJson(request).text
      },
    }
    const service = await serving({ crossCheck })
    const first = service.post('/decide', request, keyed('slow'))
    await deciding
    const soon = await service.post('/decide', request, keyed('slow'))
    expect([soon.status, soon.headers.get('retry-after')]).toEqual([409, '1'])
    await problemOf(soon, 'idempotency-key-in-flight')
    await problemOf(await service.post('/decide', { ...request, facts: {} }, keyed('slow')), 'idempotency-key-reused')
    finish()
    expect(await bytesOf(await service.post('/decide', request, keyed('slow')))).toEqual(await bytesOf(await first))
  })

  test('keeps no fault, no body that could not be read and no refusal that hangs on the rules held', async () => {
    let isBroken = true
    const rules = {
      ...fixture,
      evaluateToJson: (asked: Parameters<typeof fixture.evaluateToJson>[0]) => {
        if (isBroken) throw new Error('broken')
        return fixture.evaluateToJson(asked)
      },
    }
    const service = await serving({ rules })
    expect((await service.post('/decide', request, keyed('k'))).status).toBe(500)
    isBroken = false
    expect((await service.post('/decide', '{', keyed('k'))).status).toBe(400)
    expect((await service.post('/decide', { ...request, rules: '0.0.1' }, keyed('k'))).status).toBe(409)
    expect((await service.post('/decide', request, keyed('k'))).status).toBe(200)
  })

  test.each([
    '',
    '""',
    '"a',
    'a"',
    'a b',
    '"a", "b"',
    'a, b',
    '"a";x=1',
    `"${'x'.repeat(256)}"`,
    'x'.repeat(256),
    '"é"',
  ])('a key that is %j is malformed', async key => {
    const response = await post('/decide', request, keyed(key))
    expect(response.status).toBe(400)
    const { issues } = await problemOf(response, 'malformed-idempotency-key')
    expect(issues).toMatchObject([{ code: 'malformed', pointer: '/Idempotency-Key' }])
  })

  test.each([
    ['"a b, c"', 'a b, c'],
    [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('%s is a key', (header, value) => {
    expect(readKey(header)).toEqual({ ok: true, value })
  })
})

describe('what is kept', () => {
  const fresh = (bounds: Partial<Parameters<typeof createMemoryStore>[0]> = {}) =>
    createMemoryStore({ keysCount: 100, now: () => new Date(), ...bounds })
  const secret = new Uint8Array(32)
  const tell = async (store: ReturnType<typeof fresh>, key: string, caller = 'one', body: unknown = {}, text = key) => {
    let isDecided = false
    const reply = await answerOnce({ store, secret }, { header: key, caller, body }, async () => {
      isDecided = true
      return json(text)
    })
    return { isDecided, reply }
  }

  test('belongs to its caller', async () => {
    const store = fresh()
    await tell(store, 'k', 'one', { a: 1 })
    expect((await tell(store, 'k', 'two', { a: 2 })).isDecided).toBe(true)
    expect((await tell(store, 'k', 'one', { a: 1 })).isDecided).toBe(false)
  })

  test('is kept for a day', async () => {
    let time = Date.parse('2026-11-22T12:00:00Z')
    const store = fresh({ now: () => new Date(time) })
    await tell(store, 'k')
    time += 24 * 3_600_000
    expect((await tell(store, 'k')).isDecided).toBe(false)
    time += 1
    expect((await tell(store, 'k')).isDecided).toBe(true)
  })

  test('is bounded in number, the longest unused going first', async () => {
    const store = fresh({ keysCount: 2 })
    for (const key of ['a', 'b', 'a', 'c']) await tell(store, key)
    expect((await tell(store, 'a')).isDecided).toBe(false)
    expect((await tell(store, 'b')).isDecided).toBe(true)
  })

  test('is bounded in bytes', async () => {
    const store = fresh({ bytes: 1_000 })
    for (const key of ['a', 'b']) await tell(store, key, 'one', {}, 'é'.repeat(300))
    expect((await tell(store, 'b')).isDecided).toBe(false)
    expect((await tell(store, 'a')).isDecided).toBe(true)
  })

  test('holds the answer, and of the request only what tells it apart', async () => {
    const claimed: unknown[] = []
    const inner = fresh()
    const store = {
      claim: (one: Parameters<typeof inner.claim>[0]) => {
        claimed.push(one)
        return inner.claim(one)
      },
    }
    await tell(store, 'k', 'one', { facts: { weather: 'canary' } })
    expect(claimed).toEqual([{ caller: 'one', key: 'k', fingerprint: expect.stringMatching(/^[\w+/]{43}=$/) }])
  })
})

describe('however requests cross', () => {
  const sent = fc.record({
    caller: fc.constantFrom('one', 'two'),
    key: fc.constantFrom('k', 'l'),
    body: fc.constantFrom('red', 'blue'),
    fails: fc.boolean(),
  })

  test('under one key one body is decided once at a time, and all who are answered get its first answer', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(sent, { minLength: 2, maxLength: 12 }), async (scheduler, requests) => {
        const store = createMemoryStore({ keysCount: 100, now: () => new Date() })
        const slow = {
          claim: async (one: Parameters<typeof store.claim>[0]) => {
            await scheduler.schedule(Promise.resolve(), 'claim')
            return store.claim(one)
          },
        }
        const deciding = new Set<string>()
        const decided = new Map<string, string>()
        let count = 0
        const one = async ({ caller, key, body, fails }: (typeof requests)[number]) => {
          const name = `${caller} ${key}`
          const reply = await answerOnce(
            { store: slow, secret: new Uint8Array(1) },
            { header: key, caller, body },
            async (): Promise<Reply> => {
              expect(deciding.has(name)).toBe(false)
              expect(decided.has(name)).toBe(false)
              deciding.add(name)
              await scheduler.schedule(Promise.resolve(), 'decide')
              deciding.delete(name)
              if (fails) return { ...json('fault'), status: 500 }
              count += 1
              const answer = json(`${name} ${body} ${count}`)
              decided.set(name, answer.body)
              return answer
            },
          )
          seen.add(`${reply.status} ${/idempotency-key-[a-z-]+/.exec(reply.body)?.[0] ?? ''}`)
          if (reply.status !== 200) return
          expect(reply.body).toBe(decided.get(name))
          expect(reply.body).toContain(` ${body} `)
        }
        const all = Promise.all(requests.map(one))
        await scheduler.waitFor(all)
      }),
      { numRuns: 500 },
    )
    expect([...seen].sort()).toEqual(['200 ', '409 idempotency-key-in-flight', '422 idempotency-key-reused', '500 '])
  })

  test('forty at once over HTTP are decided once', async () => {
    let decisions = 0
    const rules = {
      ...fixture,
      evaluateToJson: (asked: Parameters<typeof fixture.evaluateToJson>[0]) => {
        decisions += 1
        return fixture.evaluateToJson(asked)
      },
    }
    const service = await serving({ rules })
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => bytesOf(await service.post('/decide', request, keyed('"once"')))),
    )
    expect(decisions).toBe(1)
    expect(new Set(answers.filter(([status]) => status === 200).map(([, text]) => text)).size).toBe(1)
    expect(answers.every(([status]) => status === 200 || status === 409)).toBe(true)
  })
})
