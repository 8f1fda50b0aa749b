import { loadRules } from '@virtual-school/rules'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestsTo } from '../../rules/test/support/random-requests.ts'
import { disagreements } from './support/agreement.ts'

const requestsCount = Number(process.env.VERIFY_REQUESTS ?? 300)

describe('the encoding and the evaluators', () => {
  it('say the same of random requests to the shipped rules', async () => {
    const rules = await loadRules()
    const requests = fc.sample(requestsTo(rules), requestsCount)
    expect(await disagreements(rules, requests)).toEqual([])
  })
})
