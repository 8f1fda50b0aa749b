import { describe, expect, it } from 'vitest'
import { createExpiryWarner } from '../src/auth/key-expiry.ts'
import { revokeKey } from '../src/index.ts'
import { guarded } from './access-support.ts'

const day = 86_400_000

/** Keys by how many days they are good for, and what is warned of as days pass. */
const watched = async (keys: Readonly<Record<string, number | undefined>>) => {
  const service = await guarded()
  const made = new Map<string, string>()
  for (const [client, days] of Object.entries(keys))
    made.set(client, (await service.key(client, ['decide'], days)).key.id)
  const access = service.access()
  const look = createExpiryWarner(access.expiries, service.log, service.clock)
  const warned = () => {
    service.lines.length = 0
    look()
    return service.lines
      .map(line => JSON.parse(line) as Record<string, string>)
      .map(one => `${one.level} ${one.client}`)
  }
  return { ...service, made, access, warned }
}

describe('a key that ends soon', () => {
  it('is warned of once a day from thirty days before, with its client and public part, until it ends', async () => {
    const { warned, pass, made, lines } = await watched({ soon: 31, later: 400, never: undefined })
    expect(warned()).toEqual([])
    pass(day)
    expect(warned()).toEqual(['warning soon'])
    const [line = ''] = lines
    expect(JSON.parse(line)).toMatchObject({
      event: 'key-expires-soon',
      client: 'soon',
      id: made.get('soon'),
      expires: '2026-12-23T12:00:00.000Z',
    })
    for (let hour = 0; hour < 11; hour += 1) {
      pass(3_600_000)
      expect(warned()).toEqual([])
    }
    pass(3_600_000)
    expect(warned()).toEqual(['warning soon'])
    pass(29 * day)
    expect(warned()).toEqual(['warning soon'])
    pass(day)
    expect(warned()).toEqual([])
  })

  it('is not warned of once it is revoked, and each of several is', async () => {
    const { warned, pass, made, place } = await watched({ one: 5, two: 6, three: 7 })
    await revokeKey(place, { id: made.get('two')!, now: new Date() })
    pass(1_000)
    expect(warned().filter(line => line.startsWith('warning'))).toEqual(['warning one', 'warning three'])
  })
})

describe('what is left of keys', () => {
  it('is known of those that can still be used and will end, also of one that was made meanwhile', async () => {
    const { access, key, pass, clock } = await watched({ old: 1, good: 40, never: undefined })
    const left = () => access.expiries().map(({ client, expires }) => [client, (expires - clock()) / day])
    expect(left()).toEqual([
      ['old', 1],
      ['good', 40],
    ])
    pass(2 * day)
    await key('fresh', ['decide'], 3)
    pass(1_000)
    expect(left().map(([client]) => client)).toEqual(['good', 'fresh'])
  })
})
