import { moveDecision, rotateSigningKey, verifyReceipt } from '@virtual-school/records'
import { expect, it } from 'vitest'
import { type Scope, scopes } from '../../src/auth/caller.ts'
import type { Access } from '../../src/auth/middleware.ts'
import { createLimiter } from '../../src/auth/rate-limit.ts'
import { type Log, noLog } from '../../src/log.ts'
import { warnActorNotRequired } from '../../src/recording/background.ts'
import { request } from '../fixture.ts'
import { problemOf } from '../serving.ts'
import { type Kept, lengthOf, servingKept } from './support.ts'

const json = { 'content-type': 'application/json' }
const staff = { ...json, 'x-actor': 'staff-1' }

/** Callers by the text of their key, as `realm:scope,scope`, all with one name for each realm. */
const accessOf = (readings = 1_000): Access => ({
  identify: authorization => {
    const [realm = '', words = ''] = (authorization ?? '').replace('Bearer ', '').split(' ')
    const own = words === '' ? scopes : (words.split(',') as Scope[])
    return { caller: { id: `client-of-${realm}`, realm, scopes: new Set(own) } }
  },
  isOpen: () => false,
  calls: undefined,
  failures: undefined,
  readings: createLimiter(readings, () => 0),
})
const as = (realm: string, ...words: readonly Scope[]) => ({
  authorization: `Bearer ${realm} ${words.join(',')}`,
  ...staff,
})

it('new records are shown to nobody who is not named, by every route that reads', async () => {
  const service = await servingKept({ environment: { REQUIRE_ACTOR: '' } })
  const { id } = (await (await service.post('/decide', { ...request, subjectRef: 'case-1' })).json()) as Kept
  const before = await lengthOf(service.records)
  for (const path of ['/records', `/records/${id}`, `/records/${id}/explanation`, `/records/${id}/receipt`]) {
    const { issues } = await problemOf(await service.get(path), 'actor-required')
    expect(issues).toMatchObject([{ code: 'actor-required', pointer: '/actor' }])
  }
  await problemOf(await service.post('/records/search', {}), 'actor-required')
  // Nor is it told whether there is such a record.
  await problemOf(await service.get(`/records/${id.replace(/.{12}$/, '0'.repeat(12))}`), 'actor-required')
  expect(await lengthOf(service.records)).toBe(before)
  for (const path of ['/records', `/records/${id}`, `/records/${id}/explanation`, `/records/${id}/receipt`])
    expect((await service.get(path, { headers: { 'x-actor': 'staff-1' } })).status).toBe(200)
})

it('that is lifted by a setting, and of older records warned of once a day until it is decided', async () => {
  const service = await servingKept({ environment: { REQUIRE_ACTOR: 'off' } })
  expect((await service.get('/records')).status).toBe(200)
  const events: string[] = []
  const log: Log = { ...noLog, warn: event => void events.push(event) }
  const policy = { fourEyes: [], requiresActor: false, isActorUnsaid: true }
  const warning = warnActorNotRequired({ policy }, { log, every: 1 })
  await expect.poll(() => events.length).toBeGreaterThan(2)
  warning.stop()
  expect(new Set(events)).toEqual(new Set(['actor-not-required']))
  warnActorNotRequired({ policy: { ...policy, isActorUnsaid: false } }, { log, every: 1 }).stop()
  warnActorNotRequired({ policy: service.records.policy }, { log: { ...noLog, warn: () => expect.fail() } }).stop()
})

it('a search takes the reference in its body, goes on from page to page, and never puts it into an address', async () => {
  const service = await servingKept()
  for (let n = 0; n < 3; n += 1) await service.post('/decide', { ...request, subjectRef: 'case-search' }, staff)
  await service.post('/decide', { ...request, subjectRef: 'case-other' }, staff)
  const body = { subjectRef: 'case-search', type: 'evaluated', limit: 2 }
  const ids = new Set<string>()
  let cursor: string | null | undefined
  do {
    const response = await service.post('/records/search', { ...body, ...(cursor ? { cursor } : {}) }, staff)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).not.toContain('case-search')
    expect(response.headers.get('deprecation')).toBeNull()
    const page = JSON.parse(text) as { records: { envelope: { id: string } }[]; next: string | null }
    for (const one of page.records) ids.add(one.envelope.id)
    cursor = page.next
  } while (cursor !== null)
  expect(ids.size).toBe(3)
  const old = await service.get('/records?subjectRef=case-search&type=evaluated&limit=2')
  expect(old.headers.get('deprecation')).toMatch(/^@\d+$/)
  expect(`${old.headers.get('link')} ${await old.text()}`).not.toContain('case-search')
  expect((await service.get('/records?limit=2')).headers.get('deprecation')).toBeNull()
  for (const [wrong, pointer] of [
    [[], ''],
    [{ subjectref: 'x' }, '/subjectref'],
    [{ type: 7 }, '/type'],
    [{ limit: 0 }, '/limit'],
    [{ limit: '2', subjectRef: 'x', subject: 'a'.repeat(32) }, '/subject'],
  ] as const) {
    const { issues } = await problemOf(await service.post('/records/search', wrong, staff), 'query-refused')
    expect(issues[0]!.pointer).toBe(pointer)
  }
})

it('one child is not read more often in a minute than a caller may, by whatever way; others are', async () => {
  const service = await servingKept({ access: accessOf(4) })
  const decide = async (subjectRef: string, realm = 'default') =>
    ((await (await service.post('/decide', { ...request, subjectRef }, as(realm))).json()) as Kept).id
  const [one, other] = [await decide('case-1'), await decide('case-2')]
  const get = (path: string, realm = 'default') => service.get(path, { headers: as(realm) })
  expect((await get(`/records/${one}`)).status).toBe(200)
  expect((await get(`/records/${one}/explanation`)).status).toBe(200)
  expect((await get('/records?subjectRef=case-1')).status).toBe(200)
  expect((await service.post('/records/search', { subjectRef: 'case-1' }, as('default'))).status).toBe(200)
  const refused = await get(`/records/${one}/receipt`)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  await problemOf(refused, 'too-many-requests')
  await problemOf(await get('/records?subjectRef=case-1'), 'too-many-requests')
  expect((await get(`/records/${other}`)).status).toBe(200)
  expect((await get('/records?limit=1')).status).toBe(200)
  // A reference that nobody has is counted too, and so is each child for each caller.
  for (let n = 0; n < 4; n += 1) expect((await get('/records?subjectRef=case-99')).status).toBe(200)
  await problemOf(await get('/records?subjectRef=case-99'), 'too-many-requests')
  expect((await get('/records?subjectRef=case-99', 'norfolk')).status).toBe(200)
})

it('another realm has nothing of a search, and a legal hold is released by those who may erase', async () => {
  const service = await servingKept({ access: accessOf() })
  const decided = await service.post('/decide', { ...request, subjectRef: 'case-1' }, as('luton'))
  const { id } = (await decided.json()) as Kept
  const search = async (realm: string, subjectRef: string) =>
    (await service.post('/records/search', { subjectRef }, as(realm, 'records:read'))).text()
  expect(await search('norfolk', 'case-1')).toBe(await search('norfolk', 'nobody'))
  const event = (type: string, ...words: readonly Scope[]) =>
    service.post(`/records/${id}/events`, { type, reason: 'A tribunal.' }, as('luton', 'records:write', ...words))
  expect((await event('held')).status).toBe(200)
  const { detail } = await problemOf(await event('released'), 'not-allowed')
  expect(detail).toContain('records:erase')
  expect((await event('released', 'records:erase')).status).toBe(200)
})

it('a fact is contested and a record corrected, and both are told', async () => {
  const service = await servingKept()
  const { id } = (await (await service.post('/decide', request, staff)).json()) as Kept
  const event = (body: object, headers: Record<string, string> = staff) =>
    service.post(`/records/${id}/events`, body, headers)
  const [fact] = Object.keys(request.facts)
  const { issues } = await problemOf(
    await event({ type: 'contested', fact: `${fact}s`, shouldBe: null }),
    'request-refused',
  )
  expect(issues).toMatchObject([{ pointer: '/fact', suggestion: fact }])
  expect((await event({ type: 'contested', fact, shouldBe: null })).status).toBe(200)
  await problemOf(await event({ type: 'corrected', reason: 'Typed wrongly.' }, json), 'request-refused')
  expect((await event({ type: 'corrected', reason: 'Typed wrongly.' })).status).toBe(200)
  const account = await (
    await service.get(`/records/${id}/explanation`, { headers: { accept: 'text/markdown' } })
  ).text()
  expect(account).toContain('This was recorded in error')
  expect(account).toContain('What the computer would find then')
  const { records } = (await (await service.get('/records?type=evaluated')).json()) as { records: object[] }
  expect(records).toMatchObject([{ isCorrected: true }])
})

it('a moved decision and a new signing key are taken up while the service runs', async () => {
  const service = await servingKept()
  const { id } = (await (await service.post('/decide', { ...request, subjectRef: 'case-1' }, staff)).json()) as Kept
  const by = { client: 'local', actor: 'staff-1', everyRealm: true }
  const moved = await moveDecision(service.records, id, { toSubjectRef: 'case-2', reason: 'Wrong child.', by })
  expect(moved.ok).toBe(true)
  const found = await service.post('/records/search', { subjectRef: 'case-2', type: 'evaluated' }, staff)
  expect(await found.json()).toMatchObject({ records: [{ envelope: { id } }] })
  const rotated = await rotateSigningKey(service.records, by)
  expect(rotated.ok).toBe(true)
  const key = await (await service.get('/checkpoint/key')).text()
  expect(key.trim().split('\n')).toHaveLength(2)
  const receipt = await (await service.get(`/records/${id}/receipt`)).text()
  expect(verifyReceipt(receipt, { verifierKey: key.trim() }).verdict).toBe('genuine')
})
