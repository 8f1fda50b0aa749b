import fc from 'fast-check'
import { test } from 'vitest'
import { type Decision, loadRules, type Refusal, type RuleFile, type Rules, readRules } from '../../src/index.ts'
import { ruleFiles, testRequest } from './generate.ts'
import { type FullRequest, requestsTo } from './random-requests.ts'

/** `PROPERTY_RUNS` makes every law try more; without it they are quick. */
export const runs = (share = 1): number => Math.max(1, Math.ceil(Number(process.env.PROPERTY_RUNS ?? 25) * share))

export const shipped = await loadRules(undefined, { whole: true })
export const shippedRequests = requestsTo(shipped)

export const isRefused = (result: Decision | Refusal): result is Refusal => 'issues' in result

/** Files that are known to make rules. */
export const rulesFrom = (files: readonly RuleFile[]): Rules => {
  const read = readRules(files)
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}

type Holds = (rules: Rules, request: FullRequest) => void | Promise<void>

/** One law, tried over the shipped rules and over random ones. `share` is how many requests it can afford. */
export const law = (name: string, holds: Holds, share = 1): void => {
  test(`${name} (the shipped rules)`, () =>
    fc.assert(
      fc.asyncProperty(shippedRequests, async request => void (await holds(shipped, request))),
      { numRuns: runs(20 * share) },
    ))
  test(`${name} (random rules)`, () =>
    fc.assert(
      fc.asyncProperty(ruleFiles, fc.array(testRequest, { minLength: 8, maxLength: 8 }), async (files, requests) => {
        const rules = rulesFrom(files)
        for (const request of requests) await holds(rules, request)
      }),
      { numRuns: runs(share) },
    ))
}
