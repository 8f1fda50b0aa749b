import { readFile } from 'node:fs/promises'
import { issueCodes, loadRules } from '@virtual-school/rules'
import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { batchExample, requestExamples } from '../src/openapi/examples.ts'
import { batchAnswer } from '../src/openapi/schemas/batch.ts'
import * as catalogue from '../src/openapi/schemas/catalogue.ts'
import { decided } from '../src/openapi/schemas/decision.ts'
import { problem } from '../src/openapi/schemas/problem.ts'
import { openApiText } from '../src/openapi/text.ts'
import { routerOf } from '../src/router.ts'
import { serviceOf } from '../src/service.ts'
import { fixture } from './fixture.ts'
import { serving } from './serving.ts'

interface Document {
  readonly openapi: string
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>
}
const rules = await loadRules()
const documentText = openApiText(rules)
const document = JSON.parse(documentText) as Document
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
)

describe('the document', () => {
  test('is committed as it is generated', async () => {
    const committed = await readFile(new URL('../openapi.json', import.meta.url), 'utf8')
    expect(committed, 'Run: npm run generate -w packages/api').toBe(documentText)
  })

  test('is what the service serves', async () => {
    const { get } = await serving({ rules })
    expect(await (await get('/openapi.json')).json()).toEqual(document)
  })

  test('of other rules says what those answer, and nothing of what they refuse', async () => {
    const { get } = await serving()
    const text = await (await get('/openapi.json')).text()
    expect(text).toContain(fixture.digest)
    expect(text).not.toContain(rules.digest)
  })

  test('has the routes that the router has, and no others', () => {
    const { router } = routerOf(serviceOf({ rules: fixture }), (_request, _response, next) => next()) as unknown as {
      router: { stack: { route?: { path: string; stack: { method: string }[] } }[] }
    }
    const routed = router.stack.flatMap(({ route }) => {
      if (route === undefined) return []
      const methods = new Set(route.stack.map(({ method }) => method).filter(method => method !== undefined))
      return [...methods].map(method => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`)
    })
    expect(routed.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort())
  })

  test('names each operation once, and what it answers when it fails', () => {
    expect(document.openapi).toBe('3.1.1')
    const names = operations.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
    for (const { operation } of operations) expect(Object.keys(operation.responses)).toContain('500')
  })

  test('refers to nothing that is not there', () => {
    const at = (pointer: string) =>
      pointer
        .slice(2)
        .split('/')
        .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document)
    const references = [...documentText.matchAll(/"\$ref": "(#\/[^"]+)"/g)].map(([, pointer]) => pointer!)
    expect(references.length).toBeGreaterThan(50)
    for (const pointer of references) expect(at(pointer), pointer).toBeDefined()
  })
})

describe('what is answered is what the document says', () => {
  /** Refuses a member that the schema does not name, too. */
  const conforms = (schema: z.ZodType, value: unknown) => expect(schema.parse(value)).toEqual(value)
  let service: Awaited<ReturnType<typeof serving>>
  const shipped = async () => (service ??= await serving({ rules }))

  test.each(Object.entries(requestExamples))('a decision: %s', async (_, example) => {
    const { post } = await shipped()
    for (const trace of ['full', 'none']) {
      const response = await post('/decide', { ...example, trace })
      expect(response.status).toBe(200)
      conforms(decided, await response.json())
    }
  })

  test('every shipped scenario’s decision, byte for byte the library’s', async () => {
    const { post } = await shipped()
    const requests = [...rules.rulebook.authorities.values()].flatMap(({ id, scenarios }) =>
      scenarios.map(({ decision, asOf, facts }) => ({ decision, authority: id, asOf, facts })),
    )
    const answers = await Promise.all(
      requests.slice(0, 200).map(async request => (await post('/decide', request)).text()),
    )
    for (const [i, text] of answers.entries()) {
      const own = rules.evaluateToJson(requests[i]!)
      if (own.startsWith('{"issues"')) continue
      expect(text).toBe(`{"result":${own}}`)
      conforms(decided, JSON.parse(text))
    }
  })

  test('a batch', async () => {
    const { post } = await shipped()
    const text = await (await post('/decide/batch', [...batchExample, { decision: 'x' }])).text()
    for (const line of text.trimEnd().split('\n')) conforms(batchAnswer, JSON.parse(line))
  })

  test.each([
    ['/decisions', catalogue.decisionsList],
    ['/decisions/reduced-timetable', catalogue.decisionPage],
    ['/facts', catalogue.factsList],
    ['/authorities', catalogue.authoritiesList],
    ['/rules', catalogue.rulesList],
    ['/sources', catalogue.sourcesList],
  ])('%s', async (path, schema) => {
    conforms(schema, await (await (await shipped()).get(path)).json())
  })

  test('/rules/{name}, of every rule', async () => {
    const { get } = await shipped()
    for (const name of new Set(rules.rules.map(rule => rule.name)))
      conforms(catalogue.rulePage, await (await get(`/rules/${name}`)).json())
  })

  test('a problem', async () => {
    const { post, get } = await shipped()
    for (const response of [
      await post('/decide', { decision: 'x' }),
      await post('/decide', '{'),
      await get('/nothing'),
      await post('/decide', { rules: '0' }),
    ])
      conforms(problem, await response.json())
    expect(Object.keys(issueCodes).length).toBeGreaterThan(20)
  })
})
