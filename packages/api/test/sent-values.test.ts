import { describe, expect, test } from 'vitest'
import { routes } from '../src/routes/table.ts'
import { request } from './fixture.ts'
import { sendRaw } from './raw.ts'
import { servingKept } from './records/support.ts'
import { problemOf, serving } from './serving.ts'

const { get, post, port } = await servingKept()
const json = { 'content-type': 'application/json' }
const lines = { 'content-type': 'application/x-ndjson' }

/** What a mistaken mapping of columns may put anywhere: a name, a date, numbers, and what breaks quoting. */
const strays = [
  'Kanaria Vogel',
  'kanaria',
  'KANARIA-1999-12-31',
  'kanaria 9434765919',
  'kanaria”“"\\/~0',
  `kanaria${'x'.repeat(200)}`,
]
const stray = /kanaria|1999-12-31|9434765919/i

/** Everywhere in a body for a decision where a text may stand. */
const bodiesWith = (text: string): readonly unknown[] => [
  { ...request, decision: text },
  { ...request, authority: text },
  { ...request, asOf: text },
  { ...request, trace: text },
  { ...request, rules: text },
  { ...request, subjectRef: `${text}@x` },
  { ...request, [text]: 1 },
  { ...request, [text]: { [text]: text } },
  { ...request, facts: text },
  { ...request, facts: { [text]: text } },
  { ...request, facts: { weather: text, [text]: null, coatWorn: [text], ageYears: { [text]: text } } },
  { ...request, facts: { [`${text} name`]: 1 } },
  text,
  [text],
  { [text]: text },
]

/** Texts that are no JSON to rely on. */
const malformedWith = (text: string): readonly string[] => {
  const name = JSON.stringify(text)
  return [
    `{${name}:1,${name}:2}`,
    `{"facts":{${name}:1,${name}:2}}`,
    `{${name}:{"__proto__":1}}`,
    `{"facts":{${name}:{${name}:"\\ud800"}}}`,
    `{${name}:1e999}`,
    `[{${name}:"\\u0000"},{"facts":{${name}:1,${name}:1}}]`,
    `{"facts": ${text}`,
  ]
}

const eventsWith = (text: string): readonly unknown[] => [
  { type: text },
  { type: 'reviewed', actor: `${text}@x` },
  { type: 'reviewed', actor: 'staff-1', [text]: text },
  { type: 'overridden', actor: 'staff-1', outcome: text, reason: 'r' },
  { type: 'communicated', to: text, way: text },
  { type: 'contested', actor: 'staff-1', fact: text, shouldBe: text },
  { type: 'contested', actor: 'staff-1', fact: 'weather', shouldBe: text },
  { type: 'corrected', actor: 'staff-1', reason: 'r', replacedBy: text },
  [text],
]

const { id } = (await (await post('/decide', request)).json()) as { id: string }

const refused = async (response: Response): Promise<string> => {
  const text = await response.text()
  expect([response.status, text.startsWith('{"line"')], text).not.toEqual([200, false])
  for (const [name, value] of response.headers) expect(`${name}: ${value}`).not.toMatch(stray)
  return text
}

describe.each(strays)('nothing of “%s” comes back', text => {
  const inPath = encodeURIComponent(text)

  test('from a body', async () => {
    const answers: string[] = []
    for (const body of bodiesWith(text)) {
      answers.push(await refused(await post('/decide', body)))
      answers.push(await refused(await post('/decide/batch', [body])))
      answers.push(await refused(await post('/decide/batch', `${JSON.stringify(body)}\n`, lines)))
      answers.push(await refused(await post('/records/search', body)))
    }
    for (const body of malformedWith(text))
      for (const path of ['/decide', '/decide/batch', '/records/search', `/records/${id}/events`])
        answers.push(await refused(await post(path, body)))
    for (const body of eventsWith(text)) answers.push(await refused(await post(`/records/${id}/events`, body)))
    for (const answer of answers) expect(answer).not.toMatch(stray)
    expect(answers.length).toBeGreaterThan(90)
  })

  test('from a query, a path or a header, of any route', async () => {
    const answers: string[] = []
    for (const { method, path } of routes) {
      const address = path.replaceAll(/\{\w+\}/g, path.startsWith('/records') ? id : 'x')
      const send = (to: string, headers: Record<string, string> = json) =>
        method === 'get' ? get(to, { headers }) : post(to, request, headers)
      const keep = async (response: Response) => {
        const answer = await response.text()
        if (response.status < 400) return
        answers.push(answer)
        for (const [name, value] of response.headers) expect(`${name}: ${value}`).not.toMatch(stray)
      }
      for (const query of [
        `${inPath}=1`,
        `authority=${inPath}`,
        `decision=${inPath}&decision=${inPath}`,
        `from=${inPath}`,
      ])
        await keep(await send(`${address}?${query}`))
      await keep(await send(path.replaceAll(/\{\w+\}/g, inPath)))
      await keep(await send(`${address}/${inPath}`))
      for (const name of [
        'x-actor',
        'idempotency-key',
        'content-type',
        'accept',
        'authorization',
        'content-encoding',
      ]) {
        const value = text.replaceAll(/[^ -~]/g, '?')
        await keep(await send(address, { ...json, [name]: `${value};` }))
      }
    }
    for (const answer of answers) expect(answer).not.toMatch(stray)
    expect(answers.length).toBeGreaterThan(100)
  })

  test('from an Expect, a method or a Host', async () => {
    const value = text.replaceAll(/[^ -~]/g, '?')
    for (const sent of [
      { path: '/health/live', headers: { Host: value } },
      { path: '/health/live', headers: { Host: 'localhost', Expect: value } },
      { path: '/health/live', headers: { Host: 'localhost', 'X-Correlation-ID': `${value};` } },
      { path: '/health/live', method: 'KANARIA', headers: { Host: 'localhost' } },
    ])
      expect(JSON.stringify(await sendRaw(port, sent))).not.toMatch(/kanaria(?!")|1999-12-31|9434765919/i)
  })
})

describe('what was wrong can still be found', () => {
  const own = serving()
  const issuesOf = async (body: unknown) =>
    (await problemOf(await (await own).post('/decide', body), 'request-refused')).issues

  test('by counting the members', async () => {
    const facts = { weather: 'sunny', kanaria: 1, weathr: 'sunny', childName: 'x' }
    expect(
      (await issuesOf({ ...request, kanaria: 1, facts })).map(({ pointer, message }) => [pointer, message]),
    ).toEqual([
      ['', 'Member 5: The member is not part of this object.'],
      [
        '/facts',
        'Member 4 of “facts”: Names, addresses, references and free text are not facts. Leave this out: no rule needs it.',
      ],
      ['/facts', 'Member 2 of “facts”: The vocabulary has no fact of that name. GET /facts lists them.'],
      ['/facts/weathr', 'The vocabulary has no fact of that name. GET /facts lists them. Did you mean “weather”?'],
    ])
    // JavaScript puts these first, wherever they stood.
    expect((await issuesOf({ ...request, facts: { kanaria: 1, 17: 1 } }))[1]?.message).not.toContain('Member')
  })

  test('and a word that was nearly right is named', async () => {
    const found = await issuesOf({ ...request, decision: 'outng', authority: 'luten' })
    expect(found.map(({ pointer, suggestion }) => [pointer, suggestion])).toEqual([
      ['/authority', 'luton'],
      ['/decision', 'outing'],
    ])
    expect(found[0]?.message).toBe(
      'No rules are held for an authority of that name. GET /authorities lists them. Did you mean “luton”?',
    )
  })
})

describe('null is not the same as nothing', () => {
  test.each(['authority', 'asOf', 'trace', 'rules', 'subjectRef'])('%s', async name => {
    const { issues } = await problemOf(await post('/decide', { ...request, [name]: null }), 'request-refused')
    expect(issues.map(({ pointer }) => pointer)).toEqual([`/${name}`])
    expect(issues[0]?.message).toMatch(/[^.]; or leave it out\.$/)
    const [line] = (await (await post('/decide/batch', [{ ...request, [name]: null }])).text()).split('\n')
    expect(JSON.parse(line!).issues).toEqual(issues)
  })

  test('of an event and of a search too; what is needed cannot be left out', async () => {
    const messagesOf = async (path: string, body: unknown) =>
      ((await (await post(path, body)).json()) as { issues: { message: string }[] }).issues.map(one => one.message)
    const event = { type: 'reviewed', actor: 'staff-1', reason: null }
    expect(await messagesOf(`/records/${id}/events`, event)).toEqual([expect.stringMatching(/; or leave it out\.$/)])
    expect(await messagesOf('/records/search', { decision: null })).toEqual([
      expect.stringMatching(/; or leave it out\.$/),
    ])
    for (const body of [
      { ...request, decision: null },
      { ...request, facts: null },
    ])
      expect((await messagesOf('/decide', body)).join(' ')).not.toContain('leave it out')
    const overridden = { type: 'overridden', actor: 'staff-1', outcome: 'permitted', reason: null }
    expect((await messagesOf(`/records/${id}/events`, overridden)).join(' ')).not.toContain('leave it out')
  })
})
