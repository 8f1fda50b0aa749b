import crypto from 'node:crypto'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createKey, listKeys, revokeKey } from '../src/index.ts'
import { guarded } from './access-support.ts'
import { request } from './fixture.ts'

/** Counts comparisons that take the same time whatever is compared; `stop` ends it. */
const countComparisons = () => {
  const compare = vi.spyOn(crypto, 'timingSafeEqual')
  syncBuiltinESMExports()
  const stop = () => {
    compare.mockRestore()
    syncBuiltinESMExports()
  }
  return { count: () => compare.mock.calls.length, stop }
}

const statusOf = async (service: Awaited<ReturnType<Awaited<ReturnType<typeof guarded>>['start']>>, headers = {}) => {
  const response = await service.post('/decide', request, { 'content-type': 'application/json', ...headers })
  await response.text()
  return response.status
}

describe('a running service', () => {
  test('counts a revocation and a new key within a second, without a restart', async () => {
    const { key, start, pass, place } = await guarded()
    const first = await key('first', ['decide'])
    const service = await start()
    expect(await statusOf(service, first.headers)).toBe(200)
    await revokeKey(place, { id: first.key.id, now: new Date() })
    const second = await key('second', ['decide'])
    pass(999)
    expect(await statusOf(service, first.headers)).toBe(200)
    pass(1)
    expect(await statusOf(service, first.headers)).toBe(401)
    expect(await statusOf(service, second.headers)).toBe(200)
  })

  test('looks again where the clock was put back', async () => {
    const { key, start, pass, place } = await guarded()
    const first = await key('first', ['decide'])
    const service = await start()
    await revokeKey(place, { id: first.key.id, now: new Date() })
    pass(-3_600_000)
    expect(await statusOf(service, first.headers)).toBe(401)
  })

  test('keeps its keys when the file goes bad or is taken away, and says so once', async () => {
    const { key, start, pass, file, lines } = await guarded()
    const { headers } = await key('first', ['decide'])
    const service = await start()
    const errors = () => lines.filter(line => line.includes('keys-not-read'))
    await writeFile(file, '{"keys":[{"id":"canary"}]}')
    for (let i = 1; i <= 3; i += 1) {
      pass(1_000)
      expect(await statusOf(service, headers)).toBe(200)
    }
    expect(errors()).toHaveLength(1)
    expect(errors()[0]).not.toContain('canary')
    await rename(file, `${file}.old`)
    pass(1_000)
    expect(await statusOf(service)).toBe(401)
    expect(await statusOf(service, headers)).toBe(200)
    expect(errors()).toHaveLength(2)
  })

  test('asks for keys from the first one on, and for ever after', async () => {
    const { key, start, pass, file } = await guarded({ isOpen: true })
    const service = await start()
    expect(await statusOf(service)).toBe(200)
    const { headers } = await key('first', ['decide'])
    pass(1_000)
    expect(await statusOf(service)).toBe(401)
    expect(await statusOf(service, headers)).toBe(200)
    await rm(file)
    pass(1_000)
    expect(await statusOf(service)).toBe(401)
  })

  test('lets nobody in once there is a file that cannot be used', async () => {
    const { start, pass, file } = await guarded({ isOpen: true })
    const service = await start()
    await writeFile(file, '{')
    pass(1_000)
    expect(await statusOf(service)).toBe(401)
  })

  test('lets nobody in by a file without keys', async () => {
    const { start, file } = await guarded()
    await writeFile(file, '{"keys":[]}')
    expect(await statusOf(await start())).toBe(401)
  })

  test('compares without telling by its time, also where there is no such id', async () => {
    const { key, start } = await guarded()
    const { headers } = await key('first', ['decide'])
    const service = await start()
    const { count, stop } = countComparisons()
    onTestFinished(stop)
    for (const authorization of [headers.authorization, `Bearer vs_00000000_${'0'.repeat(64)}`, 'Bearer vs_x']) {
      const before = count()
      await statusOf(service, { authorization })
      expect(count()).toBe(before + 1)
    }
  })
})

describe('starting', () => {
  test.each([
    ['no JSON', '{'],
    ['another shape', '[]'],
    ['a member twice', '{"keys":[],"keys":[]}'],
    ['a scope that is none', '{"keys":[{"id":"00000000","scopes":["root"]}]}'],
  ])('is refused with a file of %s', async (_, text) => {
    const { start, file } = await guarded()
    await writeFile(file, text)
    await expect(start()).rejects.toMatchObject({ issues: expect.arrayContaining([expect.objectContaining({ file })]) })
  })

  test.each(['0.0.0.0', '::', '192.0.2.1', 'rules.example', '127.0.0.1.example'])(
    'is refused on %s if it is to be open, and says how to mend it',
    async host => {
      const { start } = await guarded({ host, isOpen: true })
      await expect(start()).rejects.toMatchObject({
        issues: [{ pointer: '/HOST', message: expect.stringMatching(/virtual-school keys create.+OAUTH_ISSUER/) }],
      })
    },
  )

  test.each(['0.0.0.0', '::'])('on %s is fine with keys', async host => {
    const { start, key } = await guarded({ host })
    await key('first', ['decide'])
    expect(await statusOf(await start())).toBe(401)
  })

  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('on %s may be open, without keys', async host => {
    const { start } = await guarded({ host, isOpen: true })
    const service = await start()
    const response = await service.post('/decide', request)
    expect(response.status).toBe(200)
    expect(response.headers.has('ratelimit')).toBe(false)
  })
})

describe('the file of keys', () => {
  const wanted = { client: 'mosaic', scopes: ['decide'] as const, created: new Date(), expires: null }

  test('is not touched while another changes it', async () => {
    const { place, file } = await guarded()
    await createKey(place, wanted)
    await writeFile(`${file}.new`, '')
    const before = await stat(file)
    const refused = await createKey(place, wanted)
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'not-allowed-here', file: `${file}.new` }] })
    expect((await stat(file)).ino).toBe(before.ino)
    expect(await stat(`${file}.new`)).toBeDefined()
  })

  test('leaves nothing beside it, and never the same key twice', async () => {
    const { place, file } = await guarded()
    const tokens = new Set<string>()
    for (let i = 0; i < 20; i += 1) {
      const made = await createKey(place, wanted)
      if (made.ok) tokens.add(made.value.token)
    }
    expect(tokens.size).toBe(20)
    const listed = await listKeys(place)
    expect(listed.ok && listed.value).toHaveLength(20)
    expect(JSON.stringify(listed)).not.toContain('sha256')
    await expect(stat(`${file}.new`)).rejects.toThrow('ENOENT')
  })
})
