import { loadRules } from '@virtual-school/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { requestOf } from './fuzz/bodies.ts'
import { serving } from './serving.ts'

const rules = await loadRules()
const { post } = await serving({ rules })
const lines = { 'content-type': 'application/x-ndjson' }

const body = requestOf(rules)

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
    { numRuns: runs(50) },
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
    { numRuns: runs(4) },
  )
})
