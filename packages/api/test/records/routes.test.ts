import { accountContentSecurityPolicy, isConsistent, openCheckpoint, verifyReceipt } from '@virtual-school/records'
import { beforeAll, describe, expect, it } from 'vitest'
import { request } from '../fixture.ts'
import { problemOf, serving } from '../serving.ts'
import { type Kept, lengthOf, servingKept } from './support.ts'

let service: Awaited<ReturnType<typeof servingKept>>
let id: string
const json = { 'content-type': 'application/json' }
const last = async () => {
  const { records } = (await (await service.get('/records?limit=1')).json()) as { records: { envelope: object }[] }
  return records[0]!.envelope
}

beforeAll(async () => {
  service = await servingKept()
  const answer = await service.post('/decide', { ...request, subjectRef: 'case-9' }, { ...json, 'x-actor': 'staff-1' })
  id = ((await answer.json()) as Kept).id
})

describe('GET /records', () => {
  it('of a reference that nobody has tells of the same in other letter case, and of nothing else', async () => {
    await (await service.post('/decide', { ...request, subjectRef: 'other-case-1' })).text()
    const list = async (subjectRef: string) => (await service.get(`/records?subjectRef=${subjectRef}`)).json()
    expect(await list('Other-Case-1')).toEqual({ records: [], next: null, suggestion: 'other-case-1' })
    expect(await list('Other-Case-2')).toEqual({ records: [], next: null })
  })

  it('finds by filters, a page at a time, each page leading to the next', async () => {
    for (let n = 0; n < 5; n += 1) await service.post('/decide', { ...request, subjectRef: 'case-pages' })
    const seqs: number[] = []
    let next: string | null = '/records?subjectRef=case-pages&type=evaluated&limit=2'
    let pages = 0
    while (next !== null) {
      const response: Response = await service.get(next)
      const page = (await response.json()) as { records: { envelope: { seq: number } }[]; next: string | null }
      seqs.push(...page.records.map(one => one.envelope.seq))
      next = page.next
      pages += 1
      expect(response.headers.get('link')).toBe(next === null ? null : `<${next}>; rel="next"`)
    }
    expect(pages).toBe(3)
    expect(seqs).toHaveLength(5)
    expect([...seqs].sort((a, b) => b - a)).toEqual(seqs)
  })

  it('says who asked, and is itself recorded', async () => {
    const before = await lengthOf(service.records)
    await service.get('/records?decision=outing', { headers: { 'x-actor': 'staff-2' } })
    expect(await lengthOf(service.records)).toBe(before + 1)
    expect(await last()).toMatchObject({ type: 'accessed', actor: 'staff-2', client: 'local' })
  })

  it.each(['colour=red', 'limit=0', 'limit=1&limit=2', 'type=evaluate', 'from=yesterday', 'cursor=x'])(
    'refuses ?%s',
    async query => {
      const { issues } = await problemOf(await service.get(`/records?${query}`), 'query-refused')
      expect(issues[0]!.pointer).toBe(query.startsWith('colour') ? '' : `/${query.split('=')[0]}`)
    },
  )
})

describe('GET /records/{id}', () => {
  it('opens what was kept, once it is recorded that it was read', async () => {
    const before = await lengthOf(service.records)
    const read = (await (await service.get(`/records/${id}`)).json()) as Record<string, unknown>
    expect(read).toMatchObject({
      state: 'decision',
      envelope: { id, actor: 'staff-1' },
      request: { decision: 'outing', authority: 'luton', asOf: '2026-11-22', facts: request.facts },
      result: { decision: 'outing' },
    })
    expect(await lengthOf(service.records)).toBe(before + 1)
    expect(await last()).toMatchObject({ type: 'accessed', about: id })
  })

  it.each(['', '/explanation', '/receipt'])('…%s of none is 404', async path => {
    await problemOf(await service.get(`/records/${id.replace(/.$/, 'x')}${path}`), 'not-found')
    const none = await service.get(`/records/00000000-0000-7000-8000-000000000000${path}`)
    expect(await none.clone().json()).toMatchObject({
      title: 'There is no such address, name or id',
      detail: 'There is no record of this id.',
    })
    await problemOf(none, 'not-found')
    await problemOf(await service.get(`/records/${id}${path}?trace=full`), 'query-refused')
  })

  it('refuses a name as the reference of a person', async () => {
    await problemOf(await service.get(`/records/${id}`, { headers: { 'x-actor': 'Jane.Doe' } }), 'malformed-actor')
  })
})

describe('GET /records/{id}/explanation', () => {
  it.each([
    ['application/json', 'application/json', '{'],
    ['*/*', 'application/json', '{'],
    ['text/markdown', 'text/markdown', '# '],
    ['text/html,application/xhtml+xml;q=0.9', 'text/html', '<!doctype html>'],
  ])('for %s is %s', async (accept, type, start) => {
    const response = await service.get(`/records/${id}/explanation`, { headers: { accept } })
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
    expect((await response.text()).slice(0, start.length)).toBe(start)
    const policy = response.headers.get('content-security-policy')
    if (type === 'text/html') expect(policy).toBe(`${accountContentSecurityPolicy}; frame-ancestors 'none'`)
    else expect(policy).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('has no other form', async () => {
    const response = await service.get(`/records/${id}/explanation`, { headers: { accept: 'image/png' } })
    await problemOf(response, 'not-acceptable')
  })
})

describe('what proves it', () => {
  it('is a receipt against the log as it is now, a checkpoint and a key, for everybody', async () => {
    const key = (await (await service.get('/checkpoint/key')).text()).trim()
    const receipt = await (await service.get(`/records/${id}/receipt`)).text()
    expect(verifyReceipt(receipt, { verifierKey: key }).verdict).toBe('genuine')
    const response = await service.get('/checkpoint')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const opened = openCheckpoint(await response.text(), key)
    expect(opened.ok && opened.value.size).toBe(await lengthOf(service.records))
  })
})

describe('GET /checkpoint/consistency', () => {
  const proofOf = async (query: string) =>
    (await (await service.get(`/checkpoint/consistency${query}`)).json()) as {
      from: number
      to: number
      proof: string[]
    }

  it('proves to everybody that one checkpoint’s log begins with another’s', async () => {
    const key = (await (await service.get('/checkpoint/key')).text()).trim()
    const note = async () => (await service.get('/checkpoint')).text()
    const headOf = (text: string) => {
      const opened = openCheckpoint(text, key)
      if (!opened.ok) throw new Error('refused')
      return opened.value
    }
    const older = headOf(await note())
    for (let n = 0; n < 5; n += 1) await service.get(`/records/${id}`)
    const newer = headOf(await note())
    const { from, to, proof } = await proofOf(`?from=${older.size}&to=${newer.size}`)
    expect({ from, to }).toEqual({ from: older.size, to: newer.size })
    expect(
      isConsistent(
        older,
        newer,
        proof.map(step => Buffer.from(step, 'base64')),
      ),
    ).toBe(true)
    expect(await proofOf(`?from=${older.size}`)).toEqual({ from, to, proof })
    expect(await proofOf('?from=0')).toMatchObject({ from: 0, proof: [] })
  })

  it.each([
    ['', '/from'],
    ['?from=x', '/from'],
    ['?from=-1', '/from'],
    ['?from=1&from=2', '/from'],
    ['?from=1&to=99999', '/to'],
    ['?from=3&to=2', '/from'],
    ['?from=1&too=2', '/too'],
    ['?from=9999999999999999', '/from'],
  ])('refuses “%s”', async (query, pointer) => {
    const { issues } = await problemOf(await service.get(`/checkpoint/consistency${query}`), 'query-refused')
    expect(issues.map(one => one.pointer)).toEqual([pointer])
  })
})

describe('POST /records/{id}/events', () => {
  const post = (event: unknown, headers: Record<string, string> = {}) =>
    service.post(`/records/${id}/events`, event, { ...json, ...headers })

  it('keeps what a person did, and gives a receipt', async () => {
    const said = { type: 'overridden', actor: 'staff-3', outcome: 'permitted', reason: 'There is another reason.' }
    const kept = (await (await post(said)).json()) as Kept
    expect(kept.receipt).toMatchObject({ envelope: { type: 'overridden', actor: 'staff-3', about: id, id: kept.id } })
    const { events } = (await (await service.get(`/records/${id}`)).json()) as { events: object[] }
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'overridden', actor: 'staff-3', answer: 'permitted', reason: said.reason }),
    )
  })

  it('takes the person from X-Actor too, and the same key once', async () => {
    const headers = { 'x-actor': 'staff-4', 'idempotency-key': '"e-1"' }
    const [first, again] = [await post({ type: 'reviewed' }, headers), await post({ type: 'reviewed' }, headers)]
    expect(await again.text()).toBe(await first.text())
    await problemOf(await post({ type: 'challenged', reason: 'No.' }, headers), 'idempotency-key-reused')
  })

  it.each([
    [{ type: 'reviewed' }, '/actor'],
    [{ type: 'reviewed', actor: 'Jane.Doe' }, '/actor'],
    [{ type: 'reviewed', actor: 7 }, '/actor'],
    [{ type: 'overriden' }, '/type'],
    [{ type: 'overridden', actor: 'staff-3', outcome: 'permited', reason: 'x' }, '/outcome'],
    [{ type: 'overridden', actor: 'staff-3', outcome: 'permitted' }, '/reason'],
    [[], ''],
  ])('refuses %j', async (event, pointer) => {
    const before = await lengthOf(service.records)
    const { issues } = await problemOf(await post(event), 'request-refused')
    expect(issues.map(one => one.pointer)).toContain(pointer)
    expect(await lengthOf(service.records)).toBe(before)
  })

  it('of no record is 404', async () => {
    const path = '/records/00000000-0000-7000-8000-000000000000/events'
    await problemOf(await service.post(path, { type: 'challenged', reason: 'No.' }), 'not-found')
  })
})

it('without records there is nothing to read', async () => {
  const { get, post } = await serving()
  for (const path of [
    '/records',
    `/records/${id}`,
    `/records/${id}/receipt`,
    '/checkpoint',
    '/checkpoint/key',
    '/checkpoint/consistency',
  ])
    await problemOf(await get(path), 'records-off')
  await problemOf(await post(`/records/${id}/events`, {}), 'records-off')
})
