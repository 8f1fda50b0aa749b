import type { Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { testSeed } from '../../../../test/support/sizes.ts'
import { requestsTo } from '../../../rules/test/support/random-requests.ts'
import type { Decided } from '../../src/append/decisions.ts'
import { rules } from './kept.ts'

/** Decisions of random requests to all decisions and authorities, one in three about a subject that comes again. */
export function* randomDecisions(count: number, seed: number, by: Rules = rules): Generator<Decided, void, undefined> {
  const requests = requestsTo(by)
  let made = 0
  for (let part = 0; made < count; part += 1) {
    for (const request of fc.sample(requests, { numRuns: 200, seed: testSeed + seed + part })) {
      const decided = by.evaluateForRecord(request)
      if ('issues' in decided || made === count) continue
      const subjectRef = made % 3 === 0 ? `C-${made % 997}` : undefined
      made += 1
      yield { by: { client: 'tests' }, subjectRef, rules: by, request, decided }
    }
  }
}
