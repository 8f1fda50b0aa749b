import { issueLine, loadRules, readRules } from '@virtual-school/rules'
import { evaluateWithJsonRulesEngine } from '@virtual-school/rules/json-rules-engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { realDirectory, triesCode } from '../../../test/support/real-rules.ts'
import { sizeOf } from '../../../test/support/sizes.ts'
import { ruleFiles, testRequest } from '../../rules/test/support/generate.ts'
import { requestsTo } from '../../rules/test/support/random-requests.ts'
import { disagreements, foldedDisagreements } from './support/agreement.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const requestsCount = sizeOf('VERIFY_REQUESTS')
const foldedCount = sizeOf('FOLDED_REQUESTS')
const rulebooksCount = Math.ceil(foldedCount / 5)

const rulesOf = (files: Parameters<typeof readRules>[0]) => {
  const read = readRules(files)
  if (!read.ok) throw new Error(read.issues.map(issueLine).join('\n'))
  return read.value
}

describe('the encoding and the evaluators say the same', () => {
  it('of random requests to real rules', async () => {
    const rules = await loadRules(realDirectory)
    const requests = fc.sample(requestsTo(rules), foldedCount)
    for (const one of requests) expect(foldedDisagreements(rules, one)).toEqual([])
    expect(requests.length).toBe(foldedCount)
  })

  it('of random requests to real rules, asked of Z3', async () => {
    const rules = await loadRules(realDirectory)
    expect(await disagreements(rules, fc.sample(requestsTo(rules), requestsCount))).toEqual([])
  })

  it.runIf(triesCode)('of random requests to random rulebooks, by either evaluator', async () => {
    const tenRequests = fc.array(testRequest, { minLength: 10, maxLength: 10 })
    for (const [files, requests] of fc.sample(fc.tuple(ruleFiles, tenRequests), rulebooksCount)) {
      const rules = rulesOf(files)
      for (const one of requests) {
        expect(foldedDisagreements(rules, one)).toEqual([])
        const second = await evaluateWithJsonRulesEngine(rules, { ...one, trace: 'full' })
        expect(foldedDisagreements(rules, one, second)).toEqual([])
      }
    }
  })

  it.runIf(triesCode)('of random requests to random rulebooks, asked of Z3', async () => {
    const fiveRequests = fc.array(testRequest, { minLength: 5, maxLength: 5 })
    for (const [files, requests] of fc.sample(fc.tuple(ruleFiles, fiveRequests), Math.ceil(rulebooksCount / 5)))
      expect(await disagreements(rulesOf(files), requests)).toEqual([])
  })
})
