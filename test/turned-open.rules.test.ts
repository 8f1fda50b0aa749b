import { loadRules, scenariosOf } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { frozenDirectory } from './support/real-rules.ts'

/**
 * How many of the scenarios of November 2026 had a determined answer then and have none by the rules of today, and what lifts
 * it: law that is not held, or a fact that is asked now. Printed for whoever reviews the rules.
 */
it('prints which scenarios of November 2026 are open by the rules of today, and by what', async () => {
  const [then, now] = [await loadRules(frozenDirectory, { whole: true }), await loadRules(inCheckout('rules'))]
  const causes = new Map<string, string[]>()
  const scenarios = scenariosOf(then)
  for (const { request, name } of scenarios.map(one => ({ request: one.request, name: one.scenario.name }))) {
    const [before, after] = [then.evaluate({ ...request, trace: 'none' }), now.evaluate({ ...request, trace: 'none' })]
    if ('issues' in before || 'issues' in after || before.answer === null || after.answer !== null) continue
    const { unmodelled } = now.rulebook.authorities.get(after.authority)!
    const open = new Set(unmodelled.filter(one => one.isNotHeld || one.bears === 'bar').map(one => one.id))
    const texts = (after.notWeighed ?? []).filter(one => open.has(one.id)).map(one => one.id)
    const isEarly = after.cautions.some(one => one.code === 'before-first-edition')
    const facts = after.missing.filter(one => one.for === 'answer').map(one => one.fact)
    const cause = isEarly
      ? ['before the law is held whole']
      : texts.length > 0
        ? texts
        : facts.map(one => `asks ${one}`)
    const key = `${after.decision}: ${cause.join(', ')}`
    causes.set(key, [...(causes.get(key) ?? []), name])
  }
  const lines = [...causes].sort((a, b) => b[1].length - a[1].length).map(([key, names]) => `${names.length} × ${key}`)
  const count = [...causes.values()].flat().length
  console.log(
    `Of ${scenarios.length} scenarios of November 2026, ${count} turned from determined to undetermined.\n${lines.join('\n')}`,
  )
  expect(scenarios.length).toBeGreaterThan(0)
})
