import { describe, expect, it } from 'vitest'
import { request } from '../fixture.ts'
import { problemOf } from '../serving.ts'
import { type Kept, lengthOf, servingKept } from './support.ts'

/** Storage whose calls fail while `isBroken` says so. */
const storage = () => {
  const state = { calls: 0, failing: (_call: number): boolean => false }
  const before = () => {
    state.calls += 1
    if (state.failing(state.calls)) throw Object.assign(new Error('canary: disk I/O error'), { code: 'SQLITE_IOERR' })
  }
  return { state, observer: { before } }
}

const ready = async (get: (path: string) => Promise<Response>) => (await get('/health/ready')).status

describe('storage that fails', () => {
  it('refuses with 503 while it lasts, goes on reading, says that it is not ready, and recovers by itself', async () => {
    const { state, observer } = storage()
    const lines: string[] = []
    const say = (event: string, details: object = {}) => void lines.push(JSON.stringify({ event, ...details }))
    const log = { error: say, warn: say, info: say, debug: () => {} }
    const { post, get, records } = await servingKept({ surroundings: { observer }, log })
    const before = await lengthOf(records)
    state.failing = () => true
    const refused = await post('/decide', request)
    expect(refused.headers.get('retry-after')).toBe('5')
    await problemOf(refused, 'records-unavailable')
    expect(await ready(get)).toBe(503)
    expect((await get('/health/live')).status).toBe(200)
    expect((await get('/rules')).status).toBe(200)
    const line = await (
      await post('/decide/batch', `${JSON.stringify(request)}\n`, { 'content-type': 'application/x-ndjson' })
    ).text()
    expect(JSON.parse(line)).toMatchObject({ line: 1, problem: { type: '/problems/records-unavailable', status: 503 } })
    state.failing = () => false
    // Nobody asks for anything but health, and yet it finds out.
    await expect.poll(() => ready(get)).toBe(200)
    expect(await lengthOf(records)).toBe(before)
    expect((await post('/decide', request)).status).toBe(200)
    expect(await lengthOf(records)).toBe(before + 1)
    const said = lines
      .map(one => String(JSON.parse(one).event))
      .filter(event => /^records-(?:un)?available$/.test(event))
    expect(said).toEqual(['records-unavailable', 'records-available'])
    expect(lines.join('')).not.toContain('canary')
  })

  it('at any one call: that request alone is refused, or all of it is kept; never half', async () => {
    const { state, observer } = storage()
    const { post, records } = await servingKept({ surroundings: { observer } })
    const asked = { ...request, trace: 'none', subjectRef: 'case-1' }
    await post('/decide', asked)
    const start = state.calls
    await post('/decide', { ...asked, subjectRef: 'case-2' })
    const calls = state.calls - start
    expect(calls).toBeGreaterThan(8)
    let size = await lengthOf(records)
    let refusals = 0
    for (let n = 1; n <= calls; n += 1) {
      const from = state.calls
      state.failing = call => call === from + n
      const response = await post('/decide', { ...asked, subjectRef: `case-of-${n}` })
      state.failing = () => false
      const after = await lengthOf(records)
      if (response.status === 200) expect(((await response.json()) as Kept).receipt.envelope.seq).toBe(size)
      else await problemOf(response, 'records-unavailable')
      refusals += response.status === 200 ? 0 : 1
      expect([response.status, after - size]).toEqual(response.status === 200 ? [200, 1] : [503, 0])
      const next = await post('/decide', { ...asked, subjectRef: `case-of-${n}` })
      expect(((await next.json()) as Kept).receipt.envelope.seq).toBe(after)
      size = after + 1
    }
    expect(refusals).toBeGreaterThan(calls - 3)
  })
})
