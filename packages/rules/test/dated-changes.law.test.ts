import { describe, expect } from 'vitest'
import { listDatedChanges } from '../src/index.ts'
import type { DecisionRequest, Rules } from '../src/internal.ts'
import { plusDays } from '../src/kernel/dates.ts'
import { isRefused, law } from './support/law.ts'
import { saidOn } from './support/time-passes.ts'

/** How far each day is tried. */
const daysTried = 1_100

/** What every day says, one after another: the days on which it is another, and the first of which nobody can say. */
const tryEachDay = (rules: Rules, request: DecisionRequest) => {
  const changes: (readonly [day: string, said: string])[] = []
  let before = [...saidOn(rules, request, request.asOf)].join()
  for (let i = 1; i <= daysTried; i += 1) {
    const day = plusDays(request.asOf, i)
    const said = saidOn(rules, request, day)
    if (said.size > 1) return { changes, from: day }
    const [only = ''] = said
    if (only !== before) changes.push([day, only])
    before = only
  }
  return { changes, from: undefined }
}

describe('the days on which an answer changes', () => {
  law(
    'are those that trying every day of three years finds',
    (rules, request) => {
      const lastDay = plusDays(request.asOf, daysTried)
      const found = listDatedChanges(rules, request, lastDay)
      if (isRefused(rules.evaluate({ ...request, trace: 'none' }))) return expect('issues' in found).toBe(true)
      if ('issues' in found) throw new Error(JSON.stringify(found.issues))
      const tried = tryEachDay(rules, request)
      expect(found.notKnown?.from).toBe(tried.from)
      expect(
        found.changes.map(({ day, after }) => [day, 'issues' in after ? 'refused' : after.possibleAnswers.join()]),
      ).toEqual(tried.changes)
      for (const one of found.changes) expect(one.because.length).toBeGreaterThan(0)
    },
    0.1,
  )
})
