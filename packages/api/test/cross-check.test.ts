import { evaluateToJsonWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import { expect, test } from 'vitest'
import type { CrossCheck } from '../src/index.ts'
import { fixture, request } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const contrary: CrossCheck['evaluateToJson'] = async (rules, asked) =>
  rules.evaluateToJson(asked).text.replace('undetermined', 'determined')
const check = (rest: Partial<CrossCheck>): CrossCheck => ({
  share: 1,
  random: () => 0.5,
  evaluateToJson: contrary,
  ...rest,
})

test('a disagreement is told, logged and not answered', async () => {
  const events: string[] = []
  const note = (event: string) => void events.push(event)
  const { post } = await serving({
    crossCheck: check({}),
    log: { error: note, warn: () => {}, info: () => {}, debug: () => {} },
  })
  const response = await post('/decide', request)
  expect(response.status).toBe(500)
  expect((await problemOf(response, 'evaluators-disagree')).instance).toMatch(/^urn:uuid:/)
  expect(events).toEqual(['evaluators-disagree'])
  const [first, second] = (
    await (await post('/decide/batch', [request, { ...request, facts: { parentAgrees: false } }])).text()
  ).split('\n')
  expect(JSON.parse(first!)).toMatchObject({ line: 1, problem: { type: '/problems/evaluators-disagree', status: 500 } })
  expect(second).toContain('"result"')
})

test('json-rules-engine agrees', async () => {
  const { post } = await serving({
    crossCheck: check({ evaluateToJson: async (...asked) => (await evaluateToJsonWithJsonRulesEngine(...asked)).text }),
  })
  const answers = await Promise.all(Array.from({ length: 20 }, async () => (await post('/decide', request)).text()))
  expect(new Set(answers)).toEqual(new Set([`{"result":${fixture.evaluateToJson(request).text}}`]))
})

test('a share of decisions is checked', async () => {
  const draws = [0.1, 0.3]
  const { post } = await serving({ crossCheck: check({ share: 0.2, random: () => draws.shift()! }) })
  expect([(await post('/decide', request)).status, (await post('/decide', request)).status]).toEqual([500, 200])
})
