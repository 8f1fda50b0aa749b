import { describe, expect } from 'vitest'
import { contradictionsOf } from '../src/compile/questions.ts'
import { truthIn } from '../src/evaluate/reference/truth.ts'
import type { Decision, Rules } from '../src/internal.ts'
import { boundariesOf } from './support/boundaries.ts'
import { isRefused, law } from './support/law.ts'
import { pickerFor } from './support/picker.ts'
import type { Facts, FullRequest } from './support/random-requests.ts'

/** What becomes of a decision when more is known. */
const evaluate = (rules: Rules, request: FullRequest): Decision | undefined => {
  const found = rules.evaluate({ ...request, trace: 'none' })
  return isRefused(found) ? undefined : found
}

const isContradictory = ({ rulebook }: Rules, { decision }: FullRequest, facts: Facts): boolean =>
  contradictionsOf(rulebook, rulebook.decisions.get(decision)!).some(one => truthIn(rulebook, facts, one.never) === 2)

/** Whether law that is not held keeps answers open: no fact closes it. */
const isLawOpen = ({ rulebook }: Rules, decision: Decision | undefined): boolean => {
  if (decision === undefined || rulebook.semantics === 1) return false
  const { unmodelled } = rulebook.authorities.get(decision.authority)!
  const open = new Set(unmodelled.filter(one => one.isNotHeld || one.bears === 'bar').map(one => one.id))
  return (
    decision.notWeighed!.some(one => open.has(one.id)) ||
    decision.cautions.some(one => one.code === 'before-first-edition')
  )
}

/** The request with a value for each of these facts, chosen at random among those that contradict nothing. */
const completed = (rules: Rules, request: FullRequest, names: readonly string[]): FullRequest => {
  const { domainOf } = boundariesOf(rules)
  const pick = pickerFor([request, names])
  let facts: Facts = request.facts
  for (const name of names) {
    const values = domainOf(name, facts).filter(value => !isContradictory(rules, request, { ...facts, [name]: value }))
    if (values.length > 0) facts = { ...facts, [name]: pick.of(values) }
  }
  return { ...request, facts }
}

/** Whether no child has the facts, though no two of them show it: each value of some other fact would contradict them. */
const isOfNobody = (rules: Rules, request: FullRequest): boolean => {
  const { domainOf } = boundariesOf(rules)
  const names = new Set(rules.rulebook.contradictions.flatMap(one => one.facts))
  return rules.facts
    .filter(({ name, type, kept }) => kept && type !== 'date' && names.has(name) && request.facts[name] == null)
    .some(({ name }) =>
      domainOf(name, request.facts).every(value =>
        isContradictory(rules, request, { ...request.facts, [name]: value }),
      ),
    )
}

/** Facts that nobody derives, so that no value given overrides what others say. */
const inputs = (rules: Rules, facts: Facts): readonly string[] =>
  rules.facts
    .filter(
      ({ kept, given, derived, name }) => kept && given === undefined && derived === undefined && facts[name] == null,
    )
    .map(fact => fact.name)

describe('when more is known', () => {
  law('every answer that comes of it was possible before, so a determined one stays', (rules, request) => {
    const before = evaluate(rules, request)
    if (before === undefined) return
    const pick = pickerFor(request)
    const unknown = pick.shuffled(inputs(rules, request.facts))
    for (const names of [unknown, unknown.slice(0, 1), unknown.slice(0, pick.upTo(unknown.length + 1))]) {
      const more = completed(rules, request, names)
      if (isOfNobody(rules, more)) continue
      const after = evaluate(rules, more)
      for (const answer of after?.possibleAnswers ?? []) expect(before.possibleAnswers).toContain(answer)
    }
  })

  law('answering everything that is missing determines the answer', (rules, request) => {
    const before = evaluate(rules, request)
    if (before === undefined) return
    if (isOfNobody(rules, request)) return
    const asked = before.missing.map(one => one.fact)
    const whole = completed(rules, request, asked)
    const after = isOfNobody(rules, whole) ? undefined : evaluate(rules, whole)
    if (!isLawOpen(rules, after)) expect(after?.status ?? 'determined').toBe('determined')
    // What bears on the answer is enough, and where nothing does the answer stands.
    const forAnswer = before.missing.filter(one => one.for === 'answer').map(one => one.fact)
    if (before.answer !== null) expect(forAnswer).toEqual([])
    else if (!isLawOpen(rules, before)) expect(forAnswer.length).toBeGreaterThan(0)
    const enough = completed(rules, request, forAnswer)
    const answered = isOfNobody(rules, enough) ? undefined : evaluate(rules, enough)
    if (!isLawOpen(rules, answered)) expect(answered?.status ?? 'determined').toBe('determined')
  })

  law(
    'a fact settles the answer exactly where every value of it determines it',
    (rules, request) => {
      const before = evaluate(rules, request)
      if (before === undefined) return
      const { domainOf } = boundariesOf(rules)
      for (const { fact, for: why, settles } of before.missing) {
        if (why === 'detail') {
          expect(settles).toBe(false)
          continue
        }
        const outcomes = domainOf(fact, request.facts).map(value =>
          evaluate(rules, { ...request, facts: { ...request.facts, [fact]: value } }),
        )
        expect(settles).toBe(outcomes.every(one => one === undefined || one.status === 'determined'))
      }
    },
    0.5,
  )
})
