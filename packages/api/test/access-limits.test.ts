import { describe, expect, test } from 'vitest'
import { createLimiter } from '../src/auth/rate-limit.ts'
import { networkPrefix } from '../src/auth/request-origin.ts'
import { bearer, guarded, handClock } from './access-support.ts'
import { request } from './fixture.ts'
import { problemOf } from './serving.ts'

describe('the limit of a caller', () => {
  test('counts down, refuses with when to come back, and starts anew', async () => {
    const { key, start, pass } = await guarded({ rateLimit: 3 })
    const { headers } = await key('first', ['decide'])
    const { post } = await start()
    const limits = async () => {
      const response = await post('/decide', request, headers)
      await response.text()
      return `${response.status} ${response.headers.get('ratelimit')}`
    }
    expect(await limits()).toBe('200 "minute";r=2;t=60')
    pass(20_500)
    expect(await limits()).toBe('200 "minute";r=1;t=40')
    expect(await limits()).toBe('200 "minute";r=0;t=40')
    const refused = await post('/decide', request, headers)
    expect(refused.headers.get('retry-after')).toBe('40')
    expect(refused.headers.get('ratelimit-policy')).toBe('"minute";q=3;w=60')
    await problemOf(refused, 'too-many-requests')
    pass(39_500)
    expect(await limits()).toBe('200 "minute";r=2;t=60')
  })

  test('is the client’s, whichever of its keys it uses, and no other’s', async () => {
    const { key, start } = await guarded({ rateLimit: 2 })
    const [old, fresh, other] = [
      await key('one', ['decide']),
      await key('one', ['decide']),
      await key('two', ['decide']),
    ]
    const { post } = await start()
    const statuses: number[] = []
    for (const { headers } of [old, fresh, old, other]) statuses.push((await post('/decide', request, headers)).status)
    expect(statuses).toEqual([200, 200, 429, 200])
  })

  test('counts what a caller may not do, too', async () => {
    const { key, start } = await guarded({ rateLimit: 1 })
    const { headers } = await key('one', ['admin'])
    const { post } = await start()
    expect((await post('/decide', request, headers)).status).toBe(403)
    expect((await post('/decide', request, headers)).status).toBe(429)
  })
})

describe('the limit of an address', () => {
  test('stops those without a good key, and nobody who has one', async () => {
    const { key, start, pass, lines } = await guarded({ rateLimitFailed: 2 })
    const good = await key('one', ['decide'])
    const { post } = await start()
    const attempts = [{ 'content-type': 'application/json' }, bearer('vs_0'), bearer('vs_1')]
    const statuses: number[] = []
    for (const headers of attempts) statuses.push((await post('/decide', request, headers)).status)
    expect(statuses).toEqual([401, 401, 429])
    const refused = await post('/decide', request, bearer('vs_2'))
    expect(refused.headers.get('retry-after')).toBe('60')
    await problemOf(refused, 'too-many-requests')
    expect((await post('/decide', request, good.headers)).status).toBe(200)
    expect(lines.filter(line => line.includes('"reason"'))).toHaveLength(2)
    pass(60_000)
    expect((await post('/decide', request, bearer('vs_3'))).status).toBe(401)
  })
})

describe('a limiter', () => {
  test('counts each name in a minute of its own', () => {
    const { clock, pass } = handClock()
    const { take } = createLimiter(1, clock)
    expect(take('a').isWithin).toBe(true)
    pass(30_000)
    expect(take('b').isWithin).toBe(true)
    pass(30_000)
    expect([take('a').isWithin, take('b').isWithin]).toEqual([true, false])
  })

  test('starts anew where the clock is put back', () => {
    const { clock, pass } = handClock()
    const { take } = createLimiter(1, clock)
    take('a')
    pass(-3_600_000)
    expect(take('a')).toEqual({ isWithin: true, remaining: 0, resetSeconds: 60 })
  })

  test('counts a flood of names together, and keeps those that it knew', () => {
    const { clock, pass } = handClock()
    const { take } = createLimiter(2, clock, 2)
    for (const name of ['a', 'b']) take(name)
    expect(['c', 'd', 'e'].map(name => take(name).isWithin)).toEqual([true, true, false])
    expect(take('a').isWithin).toBe(true)
    pass(60_000)
    expect(['c', 'c', 'd', 'd'].map(name => take(name).isWithin)).toEqual([true, true, true, true])
  })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1:2:3:4', '2001:db8:0:0'],
  ['2001:db8::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  [undefined, 'unknown'],
])('%s counts as %s', (address, network) => {
  expect(networkPrefix(address)).toBe(network)
})
