import { loadRules } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { requestsTo } from '../../rules/test/support/random-requests.ts'
import { reduceRequest } from '../src/model/payload.ts'

const rules: Rules = await loadRules()
const born = fc.integer({ min: 0, max: 24 * 365 })
const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
const numRuns = sizeOf('KEPT_REQUESTS')

describe('the request as it is kept', () => {
  test('decides the same bytes, trace and all, and has no date of birth', () => {
    let decided = 0
    fc.assert(
      fc.property(requestsTo(rules), born, fc.boolean(), (request, days, isBirthGiven) => {
        const birth = isBirthGiven ? { dateOfBirth: dayBefore(request.asOf, days) } : {}
        const asked: DecisionRequest = { ...request, facts: { ...request.facts, ...birth } }
        const text = rules.evaluateToJson(asked).text
        if (text.startsWith('{"issues"')) return
        decided += 1
        const kept = reduceRequest(rules, asked)
        expect(rules.evaluateToJson(kept).text).toBe(text)
        expect(rules.evaluateForRecord(kept)).toEqual(rules.evaluateForRecord(asked))
        expect(JSON.stringify(kept)).not.toMatch(/dateOfBirth/)
        expect(reduceRequest(rules, kept)).toEqual(kept)
      }),
      { numRuns },
    )
    expect(decided).toBeGreaterThan(numRuns / 4)
  })

  test('is without what the vocabulary does not have, and in the vocabulary’s order', () => {
    const facts = { ageYears: 14, careStatus: 'looked-after', shoeSize: 7, toString: true } as DecisionRequest['facts']
    const kept = reduceRequest(rules, { decision: 'remit', asOf: '2026-11-22', facts })
    expect(kept).toEqual({
      decision: 'remit',
      authority: 'england',
      asOf: '2026-11-22',
      facts: { careStatus: 'looked-after', ageYears: 14 },
    })
    expect(Object.keys(kept.facts)).toEqual(rules.facts.map(one => one.name).filter(name => name in kept.facts))
  })

  test('says what was asked and is not known; an age or school age that is given beside a date of birth stays', () => {
    const facts = { dateOfBirth: '2012-03-01', ageYears: null, compulsorySchoolAge: false, careStatus: null }
    expect(reduceRequest(rules, { decision: 'remit', asOf: '2026-11-22', facts }).facts).toEqual({
      ageYears: 14,
      compulsorySchoolAge: false,
      careStatus: null,
    })
  })
})
