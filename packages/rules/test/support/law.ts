import fc from 'fast-check'
import { test } from 'vitest'
import { realDirectory, triesCode } from '../../../../test/support/real-rules.ts'
import { runs } from '../../../../test/support/sizes.ts'
import { loadRules, type Refusal, type RuleFile, readRules } from '../../src/index.ts'
import type { Decision, Rules } from '../../src/internal.ts'
import { ruleFiles, testRequest } from './generate.ts'
import { type FullRequest, requestsTo } from './random-requests.ts'

/** The rules under test: see test/support/real-rules.ts. */
export const realRules = await loadRules(realDirectory, { whole: true })
export const realRequests = requestsTo(realRules)

export const isRefused = (result: Decision | Refusal): result is Refusal => 'issues' in result

/** Files that are known to make rules. */
export const rulesFrom = (files: readonly RuleFile[]): Rules => {
  const read = readRules(files)
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}

type Holds = (rules: Rules, request: FullRequest) => void | Promise<void>

/** One law, tried over the rules under test and over random ones. `share` is how many requests it can afford. */
export const law = (name: string, holds: Holds, share = 1): void => {
  test(`${name} (real rules)`, () =>
    fc.assert(
      fc.asyncProperty(realRequests, async request => void (await holds(realRules, request))),
      { numRuns: runs(20 * share) },
    ))
  test.runIf(triesCode)(`${name} (random rules)`, () =>
    fc.assert(
      fc.asyncProperty(ruleFiles, fc.array(testRequest, { minLength: 8, maxLength: 8 }), async (files, requests) => {
        const rules = rulesFrom(files)
        for (const request of requests) await holds(rules, request)
      }),
      { numRuns: runs(share) },
    ),
  )
}
