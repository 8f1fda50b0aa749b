import { describe, expect, test } from 'vitest'
import {
  answerOf,
  conforms,
  conformsToSchema,
  exampleAddress,
  exampleBodies,
  exampleHeaders,
  mediaTypeOf,
  type Operation,
  operations,
  rules,
  service,
} from './document.ts'

const reading = operations.filter(({ method }) => method === 'get')
const posting = operations
  .filter(({ method }) => method === 'post')
  .flatMap(operation =>
    exampleBodies(operation).map(body => ({ at: `${operation.path} ${body.name} (${body.type})`, operation, body })),
  )

/** Without the values of id, time and receipt, which are others each time; a receipt has the same members. */
const unkept = (answer: unknown): unknown => {
  const { id, recordedAt, receipt, ...rest } = answer as Record<string, unknown>
  const membersOf = (value: unknown) => Object.keys(value as object).sort()
  if (receipt === undefined) return rest
  const { envelope } = receipt as { envelope: object }
  const members = [...membersOf(receipt), ...membersOf(envelope)].filter(name => name !== 'correlation')
  return { ...rest, members, hasId: typeof id, hasTime: typeof recordedAt }
}

/** The answer to an example is what its schema says; and the very example, where there is one of that name. */
const isAsDocumented = async (operation: Operation, response: Response, name?: string) => {
  const text = await response.text()
  const { at, answer } = answerOf(operation, response.status)
  const type = mediaTypeOf(response)
  conforms(at, type, text)
  const examples = answer.content?.[type]?.examples ?? {}
  const example = name === undefined ? Object.values(examples)[0] : examples[name]
  if (example !== undefined) {
    const parsed = (lines: string) =>
      lines
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line))
    if (type.endsWith('ndjson')) expect(parsed(text).map(unkept)).toEqual(parsed(String(example.value)).map(unkept))
    else expect(unkept(JSON.parse(text))).toEqual(unkept(example.value))
  }
  return { text, isExample: example !== undefined }
}

describe('the examples in the document, sent', () => {
  test('are many enough to mean something', () => {
    expect(reading.length).toBeGreaterThan(10)
    expect(posting.map(({ at }) => at)).toHaveLength(9)
  })

  test.each(reading.filter(({ path }) => path !== '/docs'))('GET $path', async operation => {
    const whole = await service.get(exampleAddress(operation, true))
    expect(whole.status).toBe(200)
    const { isExample } = await isAsDocumented(operation, whole, undefined)
    const exact = ['/authorities', '/decisions/{id}', '/rules/{name}', '/health/live', '/health/ready']
    expect(isExample).toBe(exact.includes(operation.path))
    const bare = await service.get(exampleAddress(operation, false))
    expect(bare.status).toBe(200)
    conforms(answerOf(operation, 200).at, mediaTypeOf(bare), await bare.text())
  })

  test('GET /docs', async () => {
    const response = await service.get('/docs', { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(operations.find(({ path }) => path === '/docs')!.responses).toHaveProperty('302')
  })

  test.each(posting)('POST $at', async ({ operation, body: { type, name, value } }) => {
    const isBatch = operation.path === '/decide/batch'
    const headers = { 'content-type': type, ...(isBatch ? {} : { 'idempotency-key': `"${name}"` }) }
    const response = await service.post(exampleAddress(operation, false), value, headers)
    expect(response.status).toBe(200)
    const answersTo = operation.path === '/decide' ? name : undefined
    const { text, isExample } = await isAsDocumented(operation, response, answersTo)
    expect(isExample).toBe(operation.path.startsWith('/decide'))
    if (!isBatch) return
    const lines = text.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) conformsToSchema('BatchAnswer', JSON.parse(line))
  })

  test('the header of the example is one that can be sent', async () => {
    const decide = operations.find(({ path }) => path === '/decide')!
    const headers = exampleHeaders(decide)
    expect(Object.keys(headers)).toEqual(['Idempotency-Key', 'X-Actor', 'X-Correlation-ID'])
    const [body] = exampleBodies(decide)
    const sent = { 'content-type': 'application/json', ...headers }
    expect((await service.post('/decide', body!.value, sent)).status).toBe(200)
  })
})

test('a request that the schema refuses is refused, and an answer that is none does not conform', async () => {
  expect(() => conformsToSchema('DecisionRequest', { decision: 'remit', facts: {}, name: 'x' })).toThrow()
  expect(() => conformsToSchema('Decided', { result: { decision: 'remit' } })).toThrow()
  expect((await service.post('/decide', { decision: 'remit', facts: {}, name: 'x' })).status).toBe(422)
})

test('every shipped decision and rule has a page as the document describes it', async () => {
  const operation = (path: string) => operations.find(one => one.path === path)!
  for (const { id } of rules.decisions)
    for (const authority of rules.authorities) {
      const response = await service.get(`/decisions/${id}?authority=${authority.id}`)
      conforms(answerOf(operation('/decisions/{id}'), response.status).at, 'application/json', await response.text())
    }
  for (const name of new Set(rules.rules.map(rule => rule.name))) {
    const response = await service.get(`/rules/${name}`)
    conforms(answerOf(operation('/rules/{name}'), response.status).at, 'application/json', await response.text())
  }
})
