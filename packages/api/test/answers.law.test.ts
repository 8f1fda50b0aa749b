import { issueCodes, loadRules, scenariosOf } from '@virtual-school/rules'
import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { problemSchema } from '../src/openapi/schemas.ts'
import * as catalogue from '../src/routes/catalogue/schemas.ts'
import { batchAnswer } from '../src/routes/decide/batch.ts'
import { decidedSchema } from '../src/routes/decide/schemas.ts'
import { batchExample, requestExamples } from '../src/routes/examples.ts'
import { serving } from './serving.ts'

const rules = await loadRules(realDirectory, { whole: true })
const { get, post } = await serving({ rules })

describe('what is answered is what the document says', () => {
  /** Refuses a member that the schema does not name, too. */
  const conforms = (schema: z.ZodType, value: unknown) => expect(schema.parse(value)).toEqual(value)

  test.each(Object.entries(requestExamples))('a decision: %s', async (_, example) => {
    for (const trace of ['full', 'none']) {
      const response = await post('/decide', { ...example, trace })
      expect(response.status).toBe(200)
      conforms(decidedSchema, await response.json())
    }
  })

  test('a scenario’s decision, byte for byte the library’s', async () => {
    const requests = scenariosOf(rules)
      .map(one => one.request)
      .filter((_, n) => n % 6 === 0)
    const answers = await Promise.all(requests.map(async request => (await post('/decide', request)).text()))
    for (const [i, text] of answers.entries()) {
      const own = rules.evaluateToJson(requests[i]!).text
      if (own.startsWith('{"issues"')) continue
      expect(text).toBe(`{"result":${own}}`)
      conforms(decidedSchema, JSON.parse(text))
    }
  })

  test('a batch', async () => {
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
    conforms(schema, await (await get(path)).json())
  })

  test('/rules/{name}, of every rule', async () => {
    for (const name of new Set(rules.rules.map(rule => rule.name)))
      conforms(catalogue.rulePage, await (await get(`/rules/${name}`)).json())
  })

  test('a problem', async () => {
    for (const response of [
      await post('/decide', { decision: 'x' }),
      await post('/decide', '{'),
      await get('/nothing'),
      await post('/decide', { rules: '0' }),
    ])
      conforms(problemSchema, await response.json())
    expect(Object.keys(issueCodes).length).toBeGreaterThan(20)
  })
})
