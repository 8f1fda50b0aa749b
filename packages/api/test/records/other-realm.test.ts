import { type ListParameter, listParameters } from '@virtual-school/records'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { createKey, type RunningServer, readSettings, type Scope, scopes, startServer } from '../../src/index.ts'
import type { Route } from '../../src/openapi/route.ts'
import { routes } from '../../src/routes/table.ts'

/** Of the table, so that a route that is added is tried too: all that reads or adds to what was kept. */
const ofRecords = routes.filter(route => route.scope?.startsWith('records:'))
const withId = ofRecords.filter(route => route.path.includes('{id}'))
const lists = ofRecords.filter(route => !route.path.includes('{'))

const nobody = '00000000-0000-7000-8000-000000000000'
/** By path: what is sent to those that take a body. */
const bodies: Readonly<Record<string, object>> = { '/records/{id}/events': { type: 'reviewed' } }

type Headers = Readonly<Record<string, string>>
let server: RunningServer
let [luton, norfolk, all]: Headers[] = []
let theirs: Readonly<Record<'decision' | 'event', string>>
let theirsBy: Readonly<Record<Exclude<ListParameter, 'limit'>, string>>

const keyFor = async (environment: Headers, client: string, more: { realm?: string; scopes?: readonly Scope[] }) => {
  const made = await createKey({ environment }, { client, scopes, created: new Date(), expires: null, ...more })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return { authorization: `Bearer ${made.value.token}`, 'content-type': 'application/json', 'x-actor': 'staff-1' }
}

const post = async (path: string, body: object, headers: Headers = {}) =>
  fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })

const call = ({ method, path }: Route, id: string, headers: Headers = {}) => {
  const at = path.replace('{id}', id)
  return method === 'get' ? fetch(server.url + at, { headers }) : post(at, bodies[path] ?? {}, headers)
}

/** An answer but for what is each request’s own. */
const textOf = async (response: Response): Promise<string> =>
  `${response.status} ${(await response.text()).replace(/"instance":"urn:uuid:[^"]*"/, '')}`

/** A list by these filters: in the address, or in a body. */
const list = async ({ method, path }: Route, filters: Headers, headers: Headers = {}): Promise<string> =>
  textOf(
    method === 'get'
      ? await fetch(`${server.url}${path}?${new URLSearchParams(filters)}`, { headers })
      : await post(path, filters, headers),
  )

const decide = async (headers: Headers, body: object) =>
  (await (await post('/decide', { decision: 'remit', ...body }, headers)).json()) as { id: string }

interface Item {
  readonly envelope: { readonly recordedAt: string; readonly subject: string; readonly rules: { digest: string } }
  readonly found: { readonly answer: string; readonly rules: readonly string[]; readonly cautions: readonly string[] }
}

beforeAll(async () => {
  const environment = { DATA_DIR: await makeFolder() }
  const own = scopes.filter(scope => scope !== 'records:read:all')
  luton = await keyFor(environment, 'mosaic-luton', { realm: 'luton', scopes: own })
  norfolk = await keyFor(environment, 'eclipse-norfolk', { realm: 'norfolk', scopes: own })
  all = await keyFor(environment, 'auditor', { realm: 'audit' })
  const often = { RATE_LIMIT_SUBJECT: '10000', OVERLOAD_DELAY_MS: '10000', STOP_NOTICE_MS: '0' }
  const settings = readSettings({ PORT: '0', ...often, ...environment })
  if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
  server = await startServer(settings.value, () => {})

  const facts = { careStatus: 'looked-after', lookedAfterByThisAuthority: true, ageYears: 12 }
  const asked = { authority: 'norfolk', subjectRef: 'case-9', facts }
  const { id } = await decide(norfolk, asked)
  await decide(norfolk, asked)
  const event = await post(`/records/${id}/events`, { type: 'reviewed' }, norfolk)
  theirs = { decision: id, event: ((await event.json()) as { id: string }).id }
  const page = await post('/records/search', { subjectRef: 'case-9', type: 'evaluated', limit: 1 }, norfolk)
  const { records, next } = (await page.json()) as { records: readonly Item[]; next: string }
  const { envelope, found } = records[0]!
  const day = envelope.recordedAt.slice(0, 10)
  theirsBy = {
    ...{ decision: 'remit', authority: 'norfolk', answer: found.answer, type: 'evaluated', from: day, to: day },
    ...{ rule: found.rules[0]!, caution: 'rests-on-restated-source', reading: 'none', rules: envelope.rules.digest },
    ...{ subject: envelope.subject, subjectRef: 'case-9', about: id, client: 'eclipse-norfolk', realm: 'norfolk' },
    cursor: next,
  }
  expect(Object.values(theirsBy).filter(value => typeof value !== 'string')).toEqual([])
})
afterAll(() => server.stop())

it('there are routes of both kinds, and every one that takes a body is sent it', () => {
  expect(withId.map(one => one.path)).toContain('/records/{id}/receipt')
  expect(lists.map(one => one.path)).toEqual(['/records', '/records/search'])
  expect(withId.filter(one => one.method === 'post').map(one => one.path)).toEqual(Object.keys(bodies))
  expect([...withId, ...lists]).toHaveLength(ofRecords.length)
  // A filter that is added has to be tried here too.
  expect([...Object.keys(theirsBy), 'limit'].sort()).toEqual(Object.keys(listParameters).sort())
})

describe.each(withId)('$method $path of another realm', route => {
  it('is answered as of a record that nobody has, with 404', async () => {
    const none = await textOf(await call(route, nobody, luton))
    expect(none).toMatch(/^404 \{"type":"\/problems\/not-found"/)
    for (const id of Object.values(theirs)) expect(await textOf(await call(route, id, luton))).toBe(none)
  })

  it('is answered to its own realm', async () => {
    expect((await call(route, theirs.decision, norfolk)).status).toBe(200)
  })
})

describe.each(lists)('$method $path over another realm', route => {
  it('holds nothing, by whatever filter, in the bytes of a list by a reference that nobody has', async () => {
    const none = await list(route, { subjectRef: 'nobody' }, luton)
    expect(none).toBe('200 {"records":[],"next":null}')
    for (const [name, value] of Object.entries(theirsBy)) {
      const filters = { [name]: value, client: 'eclipse-norfolk' }
      expect(await list(route, filters, luton), name).toBe(none)
    }
    expect(await list(route, { type: 'evaluated' }, luton)).toBe(none)
  })

  it('holds all of it for those who may read every realm, and for its own', async () => {
    for (const headers of [all, norfolk])
      for (const id of Object.values(theirs))
        expect(await list(route, { client: 'eclipse-norfolk' }, headers)).toContain(`"id":"${id}"`)
  })
})

it('a reference of another realm means another child, and its key answers nothing again', async () => {
  const once = { ...luton, 'idempotency-key': '"one-key"' }
  const body = { subjectRef: 'case-9', facts: {} }
  const theirsOnce = await decide({ ...norfolk, 'idempotency-key': '"one-key"' }, body)
  const ours = await decide(once, body)
  expect(ours.id).not.toBe(theirsOnce.id)
  expect((await decide(once, body)).id).toBe(ours.id)
  const found = JSON.parse((await list(lists[1]!, { subjectRef: 'case-9', type: 'evaluated' }, luton)).slice(4))
  expect(found.records.map((one: { envelope: { id: string } }) => one.envelope.id)).toEqual([ours.id])
})
