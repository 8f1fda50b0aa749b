import { describe, expect } from 'vitest'
import type { Decision, Rules } from '../src/internal.ts'
import { isRefused, law } from './support/law.ts'

/** Layers only add: what the nation requires, includes or sets, no council takes away. */
const rank = (rules: Rules, { decision, possibleAnswers }: Decision): number => {
  const [permitted, notPermitted, unrestricted] = rules.decisions
    .find(one => one.id === decision)!
    .answers.map(one => one.id)
  return Math.max(...possibleAnswers.map(answer => [notPermitted, permitted, unrestricted].indexOf(answer)))
}

const applyRank = { unknown: 0, yes: 1, possible: 0, applies: 1 } as const

describe('a council', () => {
  law('never permits more than the nation does, and removes no requirement, item or deadline', (rules, request) => {
    const [nation, ...councils] = rules.authorities
    const nationwide = rules.evaluate({ ...request, authority: nation!.id, trace: 'none' })
    for (const { id } of councils) {
      const local = rules.evaluate({ ...request, authority: id, trace: 'none' })
      // Whether facts contradict one another is no council's question.
      expect(isRefused(local)).toBe(isRefused(nationwide))
      if (isRefused(local) || isRefused(nationwide)) continue
      const { form } = rules.decisions.find(one => one.id === request.decision)!
      if (form === 'permit') expect(rank(rules, local)).toBeLessThanOrEqual(rank(rules, nationwide))
      if (
        form === 'collect' &&
        nationwide.status === 'determined' &&
        nationwide.answer === rules.decisions.find(one => one.id === request.decision)!.answers[0]!.id
      ) {
        expect(local.answer).toBe(nationwide.answer)
      }
      keepsEntries(nationwide, local)
    }
  })
})

const keepsEntries = (nationwide: Decision, local: Decision): void => {
  for (const { id, status, applies } of nationwide.requirements) {
    const kept = local.requirements.find(one => one.id === id)
    expect(kept).toMatchObject({ status })
    expect(applyRank[kept!.applies]).toBeGreaterThanOrEqual(applyRank[applies])
  }
  for (const [list, items] of Object.entries(nationwide.lists)) {
    for (const { item, verb, status } of items) {
      const kept = local.lists[list]!.find(one => one.item === item && one.verb === verb)
      expect(kept).toBeDefined()
      expect(applyRank[kept!.status]).toBeGreaterThanOrEqual(applyRank[status])
    }
  }
  for (const { action, role, date, basis, status } of nationwide.deadlines) {
    const kept = local.deadlines.filter(
      one => one.action === action && one.role === role && one.date === date && one.basis === basis,
    )
    expect(Math.max(-1, ...kept.map(one => applyRank[one.status]))).toBeGreaterThanOrEqual(applyRank[status])
  }
}
