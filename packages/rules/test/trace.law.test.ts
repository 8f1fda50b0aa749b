import { describe, expect } from 'vitest'
import { withSupplied } from '../src/evaluate/reference/supplied.ts'
import { findTruth, knownValue, type ReferenceCase } from '../src/evaluate/reference/truth.ts'
import type { Decision } from '../src/internal.ts'
import type { Condition } from '../src/language/condition.ts'
import { isRefused, law } from './support/law.ts'
import type { Facts, FullRequest } from './support/random-requests.ts'

type Trace = NonNullable<Decision['trace']>
type TraceCondition = Trace['definitions'][string]['conditions']
/** The facts with what was supplied, as the reference takes them. */
type Asked = ReferenceCase

const words = ['false', 'unknown', 'true'] as const
const truthOf = (word: (typeof words)[number]) => words.indexOf(word)

/** A date of birth is never kept: the facts that took its place are known from the trace alone. */
const factsOf = ({ facts: asked }: FullRequest, { facts: traced }: Trace): Facts => {
  const { dateOfBirth, ...facts } = asked
  const age = ['ageYears', 'compulsorySchoolAge'].filter(name => traced[name]?.from === 'given')
  return typeof dateOfBirth === 'string'
    ? { ...facts, ...Object.fromEntries(age.map(name => [name, traced[name]!.value])) }
    : facts
}

const saysWhatHolds = (asked: Asked, at: TraceCondition): void => {
  expect(at.truth, JSON.stringify(at)).toBe(words[findTruth(asked, at as Condition)])
  if ('fact' in at) expect(at.found).toBe(knownValue(asked, at.fact) ?? null)
  const members = 'all' in at ? at.all : 'any' in at ? at.any : 'not' in at ? [at.not] : []
  for (const member of members) saysWhatHolds(asked, member)
}

const saysWhereFactsAreFrom = (asked: Asked, facts: Facts, traced: Trace['facts']): void => {
  expect(Object.keys(traced)).toEqual(asked.book.facts.map(one => one.name).filter(name => name in traced))
  for (const [name, { value, from, derivation = [] }] of Object.entries(traced)) {
    const given = facts[name]
    const found = knownValue(asked, name) ?? null
    const unknown = given === null ? 'not-known' : 'not-asked'
    expect({ value, from }).toEqual({
      value: found,
      from: given != null ? 'given' : found !== null ? 'derived' : unknown,
    })
    for (const { when } of derivation) saysWhatHolds(asked, when)
  }
}

const ruleFollows = (asked: Asked, { inForce, truth, conditions, exceptedBy = [] }: Trace['rules'][number]): void => {
  if (conditions === undefined) return expect([inForce, truth]).toEqual(['false', 'false'])
  saysWhatHolds(asked, conditions)
  const excepting = exceptedBy.map(one => 2 - truthOf(one.truth))
  expect(truth).toBe(words[Math.min(truthOf(inForce), truthOf(conditions.truth), ...excepting)])
}

describe('the trace', () => {
  law(
    'says of every part what the reference says of it',
    (rules, request) => {
      const decision = rules.evaluate({ ...request, trace: 'full' })
      if (isRefused(decision)) return
      const trace = decision.trace!
      const { rulebook: book } = rules
      const facts = factsOf(request, trace)
      const about = book.decisions.get(request.decision)!
      const asked = {
        book,
        authority: book.authorities.get(request.authority)!,
        facts: withSupplied(book, about, request.asOf, facts),
        proposes: about.proposes,
      }
      saysWhereFactsAreFrom(asked, facts, trace.facts)
      for (const { truth, conditions } of Object.values(trace.definitions)) {
        expect(truth).toBe(conditions.truth)
        saysWhatHolds(asked, conditions)
      }
      for (const { truth, test } of Object.values(trace.requirements)) {
        expect(truth).toBe(test.truth)
        saysWhatHolds(asked, test)
      }
      for (const rule of trace.rules) ruleFollows(asked, rule)
    },
    0.2,
  )
})
