import { loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { expect, test } from 'vitest'
import { sizeOf, testSeed } from '../../../test/support/sizes.ts'
import { fuzz, told } from './fuzz/run.ts'
import { serving } from './serving.ts'

const rules = await loadRules()
const requests = sizeOf('FUZZ_REQUESTS')
const seed = testSeed

test('no bytes make the service fail, hang or tell', async () => {
  const { port, get } = await serving({ rules })
  const { requestsCount, statuses, faults } = await fuzz(port, rules, { requests, seed })
  expect(faults.map(told)).toEqual([])
  expect(requestsCount).toBeGreaterThanOrEqual(requests)
  expect((await get('/health/live')).status).toBe(200)
  // It would find nothing if all that it sends were refused at the door.
  const wanted = ['body 200', 'body 400', 'body 413', 'body 422', 'batch 200', 'headers 415', 'paths 404', 'paths 200']
  const others = ['paths 405', 'pipelined 200', 'cut short 400', 'broken 417', 'broken 431', 'noise 400']
  // Fewer requests need not meet each of them.
  if (requests >= 3_000) expect([...statuses.keys()]).toEqual(expect.arrayContaining([...wanted, ...others]))
})

const planted: Readonly<Record<string, readonly [fault: RegExp, evaluateToJson: Rules['evaluateToJson']]>> = {
  throws: [
    /answered 500/,
    () => {
      throw new Error('planted')
    },
  ],
  echoes: [
    /a fact’s value came back/,
    request => ({ ok: true, text: JSON.stringify(request), decision: '', authority: '', answer: null }),
  ],
}

test.each(Object.entries(planted))('it would notice a handler that %s', async (_, [fault, evaluateToJson]) => {
  const { port } = await serving({ rules: { ...rules, evaluateToJson } })
  const { faults } = await fuzz(port, rules, { requests: 1_000, seed, faultsEnough: 1 })
  expect(faults.map(told).join('\n')).toMatch(fault)
})

test('it would notice a handler that hangs', async () => {
  const never = { share: 1, random: () => 0, evaluateToJson: () => new Promise<string>(() => {}) }
  const { port } = await serving({ rules, crossCheck: never })
  const { faults } = await fuzz(port, rules, { requests: 100, seed, faultsEnough: 1, turns: 20 })
  expect(faults.map(told).join('\n')).toMatch(/not answered and closed/)
})
