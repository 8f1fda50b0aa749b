import { loadRules } from '@virtual-school/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serving } from './serving.ts'

const rules = await loadRules()
const { post } = await serving({ rules })
const lines = { 'content-type': 'application/x-ndjson' }

const word = (words: readonly string[]) => fc.oneof(fc.constantFrom(...words), fc.string())
const value = fc.oneof(
  fc.constantFrom(null, true, false, 5, 14, 'looked-after', 'never', '2026-02-29', '2012-05-01'),
  fc.jsonValue(),
)
/** Near enough to a request that all of the service is reached, and far enough from one to be refused in every way. */
const body = fc.record(
  {
    decision: word(rules.decisions.map(({ id }) => id)),
    authority: fc.oneof(word(rules.authorities.map(({ id }) => id)), fc.jsonValue()),
    asOf: fc.oneof(fc.constantFrom('2026-11-22', '0001-01-01', '9999-12-31'), fc.jsonValue()),
    trace: fc.oneof(fc.constantFrom('full', 'none'), fc.jsonValue()),
    facts: fc.oneof(fc.dictionary(word(rules.facts.map(({ name }) => name)), value), fc.jsonValue()),
    rules: fc.oneof(fc.constant(rules.version), fc.jsonValue()),
    subjectRef: fc.oneof(fc.constant('case-1'), fc.jsonValue()),
  },
  { requiredKeys: [] },
)

test('nothing that is sent makes the service fail', async () => {
  const seen = new Set<number>()
  const sent = fc.oneof(body.map(JSON.stringify), fc.json(), fc.string(), fc.uint8Array({ maxLength: 200 }))
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
