import createClient from 'openapi-fetch'
import { describe, expect, test } from 'vitest'
import type { components, paths } from './client/schema.js'
import { rules, service } from './document.ts'

/** A client as a supplier would write it: from the document, through a generated type, and from nothing of ours. */
const client = createClient<paths>({ baseUrl: service.url })

describe('a typed client', () => {
  test('decides, and asks for what is missing until the answer is there', async () => {
    type Facts = components['schemas']['DecisionRequest']['facts']
    const known: Facts = { careStatus: 'looked-after', lookedAfterByThisAuthority: true, ageYears: 10 }
    let facts: Facts = {}
    const asked: string[] = []
    for (;;) {
      const { data } = await client.POST('/decide', {
        params: { header: { 'Idempotency-Key': `"ask ${asked.length}"` } },
        body: { decision: 'remit', authority: 'luton', asOf: '2026-11-22', trace: 'none', facts },
      })
      if (data?.result.status === 'determined') {
        expect([data.result.answer, data.result.trace]).toEqual(['in-remit', null])
        break
      }
      const next = data?.result.missing.find(({ fact }) => !asked.includes(fact))
      expect(next, 'something is left to ask').toBeDefined()
      asked.push(next!.fact)
      facts = { ...facts, [next!.fact]: known[next!.fact] ?? null }
    }
    expect(asked.length).toBeGreaterThan(1)
  })

  test('is told what is wrong in a shape that it knows', async () => {
    const { error, response } = await client.POST('/decide', {
      // @ts-expect-error A slip in a word does not compile.
      body: { decision: 'remit', facts: { careStatus: 'lookedafter' } },
    })
    expect(response.status).toBe(422)
    expect(error?.issues.map(({ pointer, suggestion }) => [pointer, suggestion])).toEqual([
      ['/facts/careStatus', 'looked-after'],
    ])
  })

  test('insists on the rules that it was tested with', async () => {
    const { error } = await client.POST('/decide', { body: { decision: 'remit', facts: {}, rules: '0.0.1' } })
    const offered = error?.offers?.[0]
    expect(offered).toEqual({ version: rules.version, digest: rules.digest })
    const { data } = await client.POST('/decide', { body: { decision: 'remit', facts: {}, rules: offered!.digest } })
    expect(data?.result.rules.digest).toBe(rules.digest)
  })

  test('finds its way from the decisions to the facts, the rules and their sources', async () => {
    const { data: all } = await client.GET('/decisions')
    const id = all!.decisions[0]!.id
    const { data: page } = await client.GET('/decisions/{id}', {
      params: { path: { id }, query: { authority: 'luton' } },
    })
    expect(page?.decision.id).toBe(id)
    const { data: listed } = await client.GET('/rules', { params: { query: { decision: id } } })
    const { name } = listed!.rules[0]!
    const { data: rule } = await client.GET('/rules/{name}', { params: { path: { name } } })
    expect(rule?.editions[0]?.citations[0]?.source.title).toBeTypeOf('string')
    expect((await client.GET('/facts')).data?.facts.length).toBe(rules.facts.length)
    expect((await client.GET('/health/ready')).data?.status).toBe('up')
  })

  test('sends a batch as lines', async () => {
    const requests = ['current', 'never'].map(socialWorker => ({ decision: 'remit', facts: { socialWorker } }))
    const { data } = await client.POST('/decide/batch', {
      body: requests.map(one => `${JSON.stringify(one)}\n`).join(''),
      bodySerializer: body => body as string,
      headers: { 'content-type': 'application/x-ndjson' },
      parseAs: 'text',
    })
    const answers = data!
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as components['schemas']['BatchAnswer'])
    expect(answers.map(one => 'result' in one && one.result.decision)).toEqual(['remit', 'remit'])
  })
})
