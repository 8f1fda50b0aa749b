import { loadRules } from '@virtual-school/rules'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixture } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const { get } = await serving()
const read = async <T>(path: string): Promise<T> => {
  const response = await get(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const found = (await response.json()) as T & { version: string; digest: string }
  expect([found.version, found.digest]).toEqual([fixture.version, fixture.digest])
  return found
}
interface Named {
  readonly name: string
  readonly layer: string
}

test('/decisions', async () => {
  expect((await read<{ decisions: unknown }>('/decisions')).decisions).toEqual(fixture.decisions)
})

test('/facts, without what the library notes for its own use', async () => {
  const { facts } = await read<{ facts: Record<string, unknown>[] }>('/facts')
  expect(facts.map(({ name }) => name)).toEqual(fixture.facts.map(({ name }) => name))
  expect(facts.some(fact => 'index' in fact || 'words' in fact)).toBe(false)
})

test('/authorities, the national one first', async () => {
  expect((await read<{ authorities: unknown }>('/authorities')).authorities).toEqual([
    { id: 'england', name: 'England' },
    { id: 'luton', name: 'Luton' },
  ])
})

test('/sources', async () => {
  expect((await read<{ sources: unknown }>('/sources')).sources).toEqual(fixture.sources)
})

test('/decisions/{id} gives the schema of the facts that its rules read', async () => {
  const page = await read<{
    decision: unknown
    factsSchema: { properties: Record<string, unknown>; propertyNames: unknown }
  }>('/decisions/outing')
  expect(page.decision).toEqual(fixture.decisions[0])
  expect(Object.keys(page.factsSchema.properties)).toEqual([
    'dateOfBirth',
    'ageYears',
    'weather',
    'parentAgrees',
    'coatWorn',
    'isYoung',
  ])
  expect(page.factsSchema.properties).toMatchObject({
    dateOfBirth: { type: ['string', 'null'], format: 'date' },
    ageYears: { type: ['integer', 'null'], minimum: 0, maximum: 25 },
    weather: { enum: ['sunny', 'rainy', null] },
    coatWorn: { type: ['boolean', 'null'], description: 'Is coatWorn so?' },
  })
  expect(page.factsSchema.propertyNames).toEqual({ enum: fixture.facts.map(({ name }) => name) })
})

describe('/rules', () => {
  const names = async (query: string) =>
    (await read<{ rules: Named[] }>(`/rules${query}`)).rules.map(({ name, layer }) => `${layer}: ${name}`)
  const national = ['england: england.outing.agreement', 'england: england.outing.coat', 'england: england.outing.coat']
  const local = ['luton: luton.outing.young']

  test('lists every edition, or those that hold somewhere, or those of one decision', async () => {
    expect(await names('')).toEqual([...national, ...local])
    expect(await names('?authority=england')).toEqual(national)
    expect(await names('?authority=luton&decision=outing')).toEqual([...national, ...local])
  })

  test.each([
    ['?authority=lutin', '/authority unknown-authority luton'],
    ['?decision=', '/decision unknown-decision undefined'],
    ['?authorty=luton', '/authorty unknown-member authority'],
    ['?authority=luton&authority=luton', '/authority duplicate-key undefined'],
  ])('refuses %s', async (query, issue) => {
    const response = await get(`/rules${query}`)
    expect(response.status).toBe(400)
    const { issues } = await problemOf(response, 'query-refused')
    expect(issues.map(({ pointer, code, suggestion }) => `${pointer} ${code} ${suggestion}`)).toEqual([issue])
  })
})

test('/decisions/{id} gives the facts that matter to one authority', async () => {
  const factsFor = async (query: string) => {
    const page = await read<{ authority: string | null; factsSchema: { properties: object } }>(
      `/decisions/outing${query}`,
    )
    return [page.authority, ...Object.keys(page.factsSchema.properties)]
  }
  const national = ['weather', 'parentAgrees', 'coatWorn']
  const all = ['dateOfBirth', 'ageYears', ...national, 'isYoung']
  expect(await factsFor('?authority=england')).toEqual(['england', ...national])
  expect(await factsFor('?authority=luton')).toEqual(['luton', ...all])
  expect(await factsFor('')).toEqual([null, ...all])
  const { issues } = await problemOf(await get('/decisions/outing?authority=lutin'), 'query-refused')
  expect(issues).toMatchObject([{ code: 'unknown-authority', suggestion: 'luton' }])
})

test('the schema of the facts takes what the library takes, and refuses what it refuses', async () => {
  const { factsSchema } = await read<{ factsSchema: object }>('/decisions/outing?authority=luton')
  const isPermitted = new Ajv2020({ strict: false, validateFormats: false }).compile(factsSchema)
  const value = fc.oneof(
    fc.constantFrom(null, true, false, 'sunny', 'rainy', 'sunni', '2024-02-29'),
    fc.integer({ min: -2, max: 30 }),
  )
  const facts = fc.dictionary(fc.constantFrom('ageYears', 'weather', 'parentAgrees', 'coatWorn', 'wether'), value)
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(facts, one => {
      const found = fixture.evaluate({ decision: 'outing', asOf: '2026-11-22', facts: one })
      seen.add('issues' in found)
      expect(isPermitted(one)).toBe(!('issues' in found))
    }),
    { numRuns: 500 },
  )
  expect(seen.size).toBe(2)
})

test.each(['/facts', '/decisions', '/authorities', '/rules/england.outing.coat', '/sources'])(
  '%s is answered whole or not at all',
  async path => {
    const response = await get(`${path}?decision=outing`)
    expect(response.status).toBe(400)
    const { issues } = await problemOf(response, 'query-refused')
    expect(issues.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/decision unknown-member'])
  },
)

test('/rules/{name} gives all editions, their sources and the definitions that they lead to', async () => {
  const page = await read<{
    name: string
    editions: { firstDay: string; citations: { source: unknown }[] }[]
    definitions: { name: string }[]
  }>('/rules/england.outing.coat')
  expect(page.name).toBe('england.outing.coat')
  expect(page.editions.map(({ firstDay }) => firstDay)).toEqual(['2018-01-01', '2020-01-01'])
  expect(page.editions[0]?.citations[0]?.source).toEqual(fixture.sources[0])
  expect(page.definitions.map(({ name }) => name)).toEqual(['wet'])
})

describe('the history of a rule', () => {
  interface Page {
    readonly layer: string
    readonly holdsFor: readonly string[]
    readonly exceptions: readonly Named[]
    readonly history: readonly { readonly inWords: string; readonly changes: readonly object[] }[]
  }

  test('says what each edition changed, in words and in members', async () => {
    const { layer, holdsFor, exceptions, history } = await read<Page>('/rules/england.outing.coat')
    expect([layer, holdsFor, exceptions]).toEqual(['england', ['england', 'luton'], []])
    expect(history.map(({ inWords }) => inWords)).toEqual([
      'In force from 1 January 2018 to 31 December 2019. The first edition held.',
      'In force from 1 January 2020. Changed: when it holds.',
    ])
    expect(history.map(({ changes }) => changes)).toEqual([
      [],
      [{ member: 'conditions', before: { all: [] }, after: { all: [{ condition: 'wet' }] } }],
    ])
  })

  test('of a council’s rule holds for that council', async () => {
    expect((await read<Page>('/rules/luton.outing.young')).holdsFor).toEqual(['luton'])
  })

  test('names the rules that make an exception to it, and is told of every shipped rule', async () => {
    const rules = await loadRules()
    const shipped = await serving({ rules })
    const pages = await Promise.all(
      [...new Set(rules.rules.map(({ name }) => name))].map(
        async name => (await (await shipped.get(`/rules/${name}`)).json()) as Page & { name: string },
      ),
    )
    const cases = pages.find(({ name }) => name === 'england.exclusion-notice.parent')!
    expect(cases.exceptions).toMatchObject([{ name: 'england.exclusion-notice.adult-pupil', layer: 'england' }])
    for (const { name, exceptions, history } of pages) {
      expect(exceptions.map(one => one.name)).toEqual(
        [...new Set(rules.rules.filter(rule => rule.exceptionTo?.includes(name)).map(rule => rule.name))].sort(),
      )
      const editions = rules.rules.filter(rule => rule.name === name)
      expect(history).toHaveLength(editions.length)
      for (const { inWords } of history) expect(inWords).not.toContain('Nothing changed')
    }
  })
})

test('health, and readiness while the service stops', async () => {
  expect(await (await get('/health/live')).json()).toEqual({ status: 'up' })
  expect((await read<{ status: string }>('/health/ready')).status).toBe('up')
  const stopping = await serving({ isReady: () => false })
  const response = await stopping.get('/health/ready')
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  await problemOf(response, 'not-ready')
})
