import { describe, expect, it } from 'vitest'
import { watchLogins } from '../../src/auth/actor.ts'
import { scopes } from '../../src/index.ts'
import { createLog } from '../../src/log.ts'
import { guarded } from '../access-support.ts'
import { request as asked } from '../fixture.ts'
import { type Kept, servingKept } from './support.ts'

const day = 86_400_000

/** A service with a key for each of two systems, and what it warned of. */
const served = async () => {
  const { key, access, log, lines, clock, pass } = await guarded()
  const [mosaic, eclipse] = [await key('mosaic', scopes), await key('eclipse', scopes)]
  const now = () => new Date(clock())
  const service = await servingKept({ access: access(), log, now })
  const decide = async (headers: Record<string, string>, actor: string): Promise<Kept> => {
    const response = await service.post('/decide', asked, { ...headers, 'x-actor': actor })
    expect(response.status).toBe(200)
    return (await response.json()) as Kept
  }
  const warned = () =>
    lines
      .map(line => JSON.parse(line) as { readonly event: string; readonly level: string; readonly client?: string })
      .filter(({ event }) => event === 'actor-looks-personal')
  return { service, mosaic: mosaic.headers, eclipse: eclipse.headers, decide, warned, lines, pass }
}

describe('logins that look like names', () => {
  it('are taken, and warned of once a day for each client, without the login', async () => {
    const { service, mosaic, eclipse, decide, warned, lines, pass } = await served()
    const { id } = await decide(mosaic, 'staff-4711')
    expect(warned()).toEqual([])
    for (const actor of ['jane.canary', 'j.canary', 'canaryj']) await decide(mosaic, actor)
    await (await service.get('/records', { headers: { ...mosaic, 'x-actor': 'jcanary' } })).text()
    await (await service.get(`/records/${id}`, { headers: { ...mosaic, 'x-actor': 'jcanary' } })).text()
    expect(warned()).toMatchObject([{ client: 'mosaic', level: 'warning' }])
    await decide(eclipse, 'jane_canary')
    expect(warned().map(({ client }) => client)).toEqual(['mosaic', 'eclipse'])
    pass(day)
    await decide(mosaic, 'jane.canary')
    expect(warned().map(({ client }) => client)).toEqual(['mosaic', 'eclipse', 'mosaic'])
    expect(lines.join('')).not.toMatch(/canary/)
  })

  it('are warned of too where they stand in the body of an event', async () => {
    const { service, mosaic, decide, warned } = await served()
    const { id } = await decide(mosaic, 'staff-4711')
    const event = { type: 'reviewed', actor: 'jane.canary' }
    expect((await service.post(`/records/${id}/events`, event, mosaic)).status).toBe(200)
    expect(warned()).toMatchObject([{ client: 'mosaic' }])
  })

  it('of ever so many clients are remembered within bounds', () => {
    const lines: string[] = []
    const write = (line: string) => void lines.push(line)
    const watch = watchLogins(
      createLog('info', write, () => new Date(0)),
      () => new Date(0),
    )
    for (let turn = 0; turn < 2; turn += 1) for (let i = 0; i < 900; i += 1) watch(`client-${i}`, 'jane.smith')
    expect(lines).toHaveLength(900)
    for (let i = 0; i < 200; i += 1) watch(`other-${i}`, 'jane.smith')
    expect(lines).toHaveLength(1_100)
  })
})
