import { loadRules, type VocabularyFact } from '@virtual-school/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serving } from './serving.ts'

const rules = await loadRules()
const { post } = await serving({ rules })
const lines = { 'content-type': 'application/x-ndjson' }

const day = fc.constantFrom('2026-11-22', '2024-02-29', '0001-01-01', '9999-12-31')
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: fc.jsonValue() })

const rightValue = (fact: VocabularyFact): fc.Arbitrary<unknown> => {
  switch (fact.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: fact.min!, max: fact.max! })
    case 'enum':
      return fc.constantFrom(...fact.values!.map(one => one.value))
    case 'date':
      return day
  }
}
const facts = fc
  .subarray([...rules.facts], { maxLength: 8 })
  .chain(some => fc.record(Object.fromEntries(some.map(fact => [fact.name, mostly(fc.option(rightValue(fact)))]))))

/** Requests, most of them sound, and in some of them one thing or another that is not. */
const body = fc.record(
  {
    decision: mostly(fc.constantFrom(...rules.decisions.map(({ id }) => id))),
    authority: mostly(fc.constantFrom(...rules.authorities.map(({ id }) => id))),
    asOf: mostly(day),
    trace: mostly(fc.constantFrom('full', 'none')),
    facts: mostly(facts),
    rules: mostly(fc.constantFrom(rules.version, rules.digest, '0.0.1')),
    subjectRef: mostly(fc.constant('case-1')),
  },
  { requiredKeys: ['decision', 'facts'] },
)

test('nothing that is sent makes the service fail', async () => {
  const seen = new Set<number>()
  const sent = fc.oneof(
    { weight: 3, arbitrary: body.map(one => JSON.stringify(one)) },
    fc.json(),
    fc.string(),
    fc.uint8Array({ maxLength: 200 }),
  )
  await fc.assert(
    fc.asyncProperty(sent, async text => {
      const { status } = await post('/decide', text)
      seen.add(status)
      expect([200, 400, 409, 422]).toContain(status)
    }),
    { numRuns: 800 },
  )
  expect([...seen].sort()).toEqual([200, 400, 409, 422])
})

test('a line of a batch is answered as it is alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(body, { maxLength: 8 }), async requests => {
      const asked = requests.map(request => ({ asOf: '2026-11-22', trace: 'none', ...request }))
      const answers = (
        await (await post('/decide/batch', asked.map(one => `${JSON.stringify(one)}\n`).join(''), lines)).text()
      ).split('\n')
      for (const [i, one] of asked.entries()) {
        const alone = await post('/decide', one)
        const text = await alone.text()
        if (alone.status === 200) expect(answers[i]).toBe(text)
        else
          expect(JSON.parse(answers[i]!)).toEqual({
            line: i + 1,
            issues: (JSON.parse(text) as { issues: unknown }).issues,
          })
      }
    }),
    { numRuns: 60 },
  )
})
