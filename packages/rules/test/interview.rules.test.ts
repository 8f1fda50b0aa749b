import { describe, expect, it } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { decisionOf, interviewOf, type Knows } from './support/interviews.ts'
import { realRules } from './support/law.ts'
import { pickerFor } from './support/picker.ts'

const asOf = '2026-11-22'
const knowing =
  (facts: Readonly<Record<string, string | number | boolean>>): Knows =>
  fact =>
    facts[fact] ?? null
const held = (decision: string, authority: string, facts: Readonly<Record<string, string | number | boolean>>) => {
  const { asked, end } = interviewOf(realRules, { decision, authority, asOf, facts: {} }, knowing(facts))
  return { asked: asked.map(one => one.fact), decision: decisionOf(end), end }
}

describe('interviews by the rules that ship', () => {
  it('a grandmother with a special guardianship order is done in four questions in Central Bedfordshire, and in five at most elsewhere', () => {
    for (const authority of realRules.authorities.map(one => one.id)) {
      const { asked, decision } = held('support-request', authority, {
        requester: 'special-guardian',
        requestAbout: 'individual-child',
        ageYears: 9,
        kinshipCare: true,
        kinshipOrder: 'special-guardianship-order',
      })
      expect(decision.answer, authority).toBe('accept')
      expect(asked.length, `${authority}: ${asked.join(', ')}`).toBeLessThanOrEqual(
        authority === 'central-bedfordshire' ? 4 : 5,
      )
    }
  })

  it('an ordinary child under section 20 is asked one yes or no, not for days of short breaks', () => {
    for (const authority of realRules.authorities.map(one => one.id)) {
      const { asked, decision } = held('personal-education-plan', authority, {
        careStatus: 'looked-after',
        underCareOrder: false,
        shortBreaksOnly: false,
      })
      expect(asked.filter(fact => fact.startsWith('shortBreak'))).toEqual(['shortBreaksOnly'])
      expect(decision.answer).toBe('required')
    }
  })

  it('nobody who does not know whether a child was in care is asked how that ended, or when it began', () => {
    const supposing = realRules.facts.filter(one => JSON.stringify(one.relevantWhen ?? '').includes('"careStatus"'))
    expect(supposing.map(one => one.name)).toContain('careExitRoute')
    const known = { requestAbout: 'individual-child', requester: 'special-guardian', ageYears: 9 }
    const tried = pickerFor(realRules.digest).shuffled(realRules.authorities).slice(0, sizeOf('INTERVIEW_AUTHORITIES'))
    for (const { id: decision } of realRules.decisions)
      for (const { id: authority } of tried) {
        const { asked } = held(decision, authority, known)
        expect(asked.filter(fact => supposing.some(one => one.name === fact))).toEqual([])
      }
  })

  it('a school that meets one failure is offered to see the others', () => {
    const { end } = held('reduced-timetable', 'luton', {
      ageYears: 14,
      careStatus: 'looked-after',
      timetableReason: 'behaviour',
    })
    expect(end.step).toMatchObject({ kind: 'offer', found: 'not-met' })
  })
})
