import { scenariosOf } from '../packages/rules/src/index.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'

/** One request, and by what name the tables know it. */
export interface Case {
  readonly name: string
  readonly request: DecisionRequest
}

const asOf = '2026-11-22'

/** Of one question in Luton, from its scenarios: all known with either answer, about half known, hardly anything known. */
export const chooseCases = (
  rules: Rules,
  decision: string,
  yes: string,
  no: string,
  first: string,
): readonly Case[] => {
  const facts = scenariosOf(rules, { authority: 'luton' }).flatMap(({ request }) =>
    request.decision === decision && request.asOf === asOf ? [request.facts] : [],
  )
  const asked = (from: DecisionRequest['facts']): DecisionRequest => ({
    decision,
    authority: 'luton',
    asOf,
    trace: 'none',
    facts: from,
  })
  const answering = (answer: string): DecisionRequest['facts'] => {
    const found = facts.find(from => {
      const result = rules.evaluate(asked(from))
      return !('issues' in result) && result.answer === answer && result.missing.length === 0
    })
    if (found === undefined)
      throw new Error(`no scenario of ${decision} in Luton gives every fact and is answered ${answer}`)
    return found
  }
  const whole = answering(yes)
  const half = Object.fromEntries(Object.entries(whole).filter((_, i) => i % 2 === 0))
  return [
    { name: yes, request: asked(whole) },
    { name: no, request: asked(answering(no)) },
    { name: 'half known', request: asked(half) },
    { name: 'nearly empty', request: asked({ [first]: whole[first] ?? null }) },
  ]
}
