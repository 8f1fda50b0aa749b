import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { holdsInWords, holdsUntil, scenariosOf } from '../src/index.ts'
import type { DecisionRequest, Rules } from '../src/internal.ts'
import { birthday, plusDays } from '../src/kernel/dates.ts'
import { isRefused, law, realRules } from './support/law.ts'
import { pickerFor } from './support/picker.ts'
import { saidOn } from './support/time-passes.ts'

/** How far each day is tried. */
const daysTried = 800

/** Tries every day: the first on which something else may be said, and whether it must be. */
const tryEachDay = (rules: Rules, request: DecisionRequest): { readonly day: string; readonly kind: string } | null => {
  const now = rules.answer(request)
  if ('issues' in now) throw new Error(JSON.stringify(now.issues))
  const said = now.possibleAnswers.join()
  for (let i = 1; i <= daysTried; i += 1) {
    const day = plusDays(request.asOf, i)
    const found = saidOn(rules, request, day)
    if (found.size > 1 || !found.has(said)) return { day, kind: found.has(said) ? 'not-known' : 'until' }
  }
  return null
}

const expectSame = (rules: Rules, request: DecisionRequest): void => {
  const holds = holdsUntil(rules, request)
  const tried = tryEachDay(rules, request)
  if ('issues' in holds) throw new Error(JSON.stringify(holds.issues))
  const found = {
    'not-known': 'from' in holds ? holds.from : '',
    until: 'day' in holds ? holds.day : '',
    'open-ended': '',
  }
  if (tried !== null) expect({ kind: holds.kind, day: found[holds.kind] }).toEqual({ kind: tried.kind, day: tried.day })
  else if (holds.kind !== 'open-ended')
    expect(found[holds.kind] > plusDays(request.asOf, daysTried), found[holds.kind]).toBe(true)
  if (holds.kind !== 'open-ended') expect(holds.because.length).toBeGreaterThan(0)
  for (const line of holdsInWords(rules, holds)) expect(line).toMatch(/^\p{Lu}.*[.?!]$/u)
}

describe('how long an answer holds', () => {
  law(
    'is what trying each day finds',
    (rules, request) => {
      if (isRefused(rules.evaluate({ ...request, trace: 'none' })))
        expect(holdsUntil(rules, request)).toEqual({ issues: (rules.evaluate(request) as { issues: unknown }).issues })
      else expectSame(rules, request)
    },
    0.1,
  )

  const scenarios = scenariosOf(realRules)
  const pairs = realRules.decisions.flatMap(decision =>
    realRules.authorities.map(authority => [decision.id, authority.id] as const),
  )

  test.each(pairs)('%s in %s', (decision, authority) => {
    const own = scenarios.filter(({ request }) => request.decision === decision)
    const pick = pickerFor([decision, authority])
    const turns = realRules.rules.flatMap(({ events, firstDay }) =>
      events.has(decision) && firstDay !== null ? [firstDay] : [],
    )
    for (const { request } of pick.shuffled(own).slice(0, runs(0.1))) {
      const { ageYears, ...facts } = request.facts
      // Mostly shortly before a rule begins, so that the law changes within the days that are tried.
      const before = plusDays(pick.of(turns), -1 - pick.upTo(90))
      const asked = { ...request, authority, asOf: pick.of([request.asOf, '2027-08-30', before, before]) }
      const age = typeof ageYears === 'number' ? ageYears : pick.upTo(18)
      const dateOfBirth = plusDays(birthday(asked.asOf, -age), -pick.upTo(360))
      // The age as the scenario has it, or a date of birth that makes it.
      const one = pick.of([asked, { ...asked, facts: { ...facts, dateOfBirth } }])
      if (!isRefused(realRules.evaluate({ ...one, trace: 'none' }))) expectSame(realRules, one)
    }
  })
})
