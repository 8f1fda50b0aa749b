import { describe, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { truthIn } from '../src/evaluate/reference/truth.ts'
import {
  changeReply,
  goOnAsking,
  type Interview,
  resumeInterview,
  scenariosOf,
  startInterview,
  stepBack,
} from '../src/index.ts'
import type { DecisionRequest, Rules } from '../src/internal.ts'
import { boundariesOf } from './support/boundaries.ts'
import {
  askedBefore,
  decisionOf,
  faultOfBearing,
  interviewOf,
  type Knows,
  knowsOf,
  replied,
  replyOf,
  requestAt,
} from './support/interviews.ts'
import { isRefused, law, realRules } from './support/law.ts'
import { type Picker, pickerFor } from './support/picker.ts'
import type { FullRequest } from './support/random-requests.ts'

/** Somebody who knows the facts of a request, and of others says what comes to mind: anything, or nothing. */
const someone = (rules: Rules, request: FullRequest, pick: Picker): Knows => {
  const knows = knowsOf(rules, request)
  const made = new Map<string, ReturnType<Knows>>()
  return fact => {
    const known = knows(fact)
    if (known != null) return known
    if (!made.has(fact))
      made.set(fact, pick.of([null, undefined, ...boundariesOf(rules).domainOf(fact, request.facts)]))
    return made.get(fact)
  }
}

/** The interview to its very end: an offer to go on is taken. */
const toTheEnd = (from: Interview, knows: Knows): Interview => {
  let at = from
  while (at.step.kind !== 'end')
    at = at.step.kind === 'offer' ? goOnAsking(at) : replied(at, replyOf(knows, at.step.fact.name))
  return at
}

type Held = ReturnType<typeof interviewOf>
const heldWith = new WeakMap<Rules, Map<string, Held>>()

/** The interview of the same person about the same request, held once for all laws: they draw the same requests. */
const heldOf = (rules: Rules, asked: FullRequest, about: FullRequest): Held => {
  const known = heldWith.get(rules) ?? new Map<string, Held>()
  heldWith.set(rules, known)
  const key = bytes([asked, about])
  const held = known.get(key) ?? interviewOf(rules, asked, someone(rules, about, pickerFor(about)))
  known.set(key, held)
  return held
}

const begin = (rules: Rules, request: DecisionRequest): Interview => {
  const begun = startInterview(rules, request)
  if ('issues' in begun) throw new Error(JSON.stringify(begun.issues))
  return begun
}

/** The words that a question offers and the rules refuse, whatever else is known. */
const refusedChoices = ({ request, step }: Interview): readonly unknown[] =>
  step.kind !== 'question'
    ? []
    : (step.fact.values ?? [])
        .map(({ value }) => value)
        .filter(value => !realRules.parseRequest({ ...request, facts: { [step.fact.name]: value } }).ok)

/** A reply about a fact that no rules know. */
const gone = { fact: 'gone', reply: { kind: 'not-known' } } as const

const nothingKnown = (request: FullRequest): FullRequest => ({ ...request, facts: {} })
const bytes = (value: unknown): string => JSON.stringify(value)

/** The law for requests that are not refused. */
const interviewLaw = (name: string, holds: (rules: Rules, request: FullRequest, knows: Knows) => void, share = 0.1) =>
  law(
    name,
    (rules, request) => {
      if (isRefused(rules.evaluate({ ...request, trace: 'none' }))) return
      holds(rules, request, someone(rules, request, pickerFor(request)))
    },
    share,
  )

describe('an interview', () => {
  interviewLaw(
    'puts no question that could not change the answer, none twice, and none that was answered',
    (rules, request) => {
      for (const given of [nothingKnown(request), request]) {
        const { asked } = heldOf(rules, given, request)
        expect(asked.flatMap(one => faultOfBearing(rules, one) ?? [])).toEqual([])
        expect(new Set(asked.map(one => one.fact)).size).toBe(asked.length)
        expect(asked.filter(one => one.fact in given.facts)).toEqual([])
      }
    },
  )

  interviewLaw(
    'puts no question that makes no sense, or of which it was asked in vain whether it does',
    (rules, request) => {
      for (const { fact, at } of heldOf(rules, nothingKnown(request), request).asked) {
        const when = rules.rulebook.factsByName.get(fact)!.relevantWhen
        if (when === undefined) continue
        const { facts } = requestAt(at)
        const sense = truthIn(rules.rulebook, facts, when, request.authority)
        expect(sense).not.toBe(0)
        if (sense === 1)
          expect(JSON.stringify(when)).not.toMatch(new RegExp(`"(${at.said.map(one => one.fact).join('|')})"`))
      }
    },
  )

  interviewLaw('asks what settles the answer first, the least sensitive of it', (rules, request) => {
    const classes = ['none', 'personal', 'special', 'criminal', 'identifier']
    const sensitivity = (fact: string) => classes.indexOf(rules.rulebook.factsByName.get(fact)!.classification)
    for (const { fact, at } of heldOf(rules, nothingKnown(request), request).asked) {
      const known = requestAt(at)
      const decision = rules.evaluate({ ...known, trace: 'none' })
      if (isRefused(decision) || at.step.kind !== 'question') continue
      const skipped = at.said.map(one => one.fact)
      const settling = decision.missing.filter(one => {
        const when = rules.rulebook.factsByName.get(one.fact)!.relevantWhen
        const isSensible = when === undefined || truthIn(rules.rulebook, known.facts, when, request.authority) === 2
        return one.settles && one.state === 'not-asked' && isSensible && !skipped.includes(one.fact)
      })
      if (at.step.outlook === 'settles')
        for (const one of settling) expect(sensitivity(fact)).toBeLessThanOrEqual(sensitivity(one.fact))
      // What settles the answer without making a difference to it, which is rare, need not be asked first.
      else
        for (const one of settling) {
          const outcomes = boundariesOf(rules)
            .domainOf(one.fact, known.facts)
            .map(value => rules.evaluate({ ...known, facts: { ...known.facts, [one.fact]: value }, trace: 'none' }))
          expect(new Set(outcomes.flatMap(found => (isRefused(found) ? [] : [found.answer]))).size).toBeLessThan(2)
        }
    }
  })

  interviewLaw('ends with the bytes that the same facts are decided with', (rules, request, knows) => {
    const { end } = heldOf(rules, nothingKnown(request), request)
    for (const at of [end, toTheEnd(end, knows)]) {
      const found = rules.evaluateToJson(requestAt(at))
      expect(bytes(decisionOf(at))).toBe(found.text)
      expect(decisionOf(at).status === 'determined').toBe(found.ok && found.answer !== null)
    }
  })

  interviewLaw('goes back to where it was', (rules, request, knows) => {
    let at = begin(rules, nothingKnown(request))
    while (at.step.kind === 'question') {
      const next = replied(at, replyOf(knows, at.step.fact.name))
      const back = stepBack(next)
      expect(bytes([back.said, back.step])).toBe(bytes([at.said, at.step]))
      at = next
    }
    expect(begin(rules, request).said.length === 0 && stepBack(begin(rules, request)).said).toEqual([])
  })

  interviewLaw('with a changed reply is what it would be with that reply from the start', (rules, request, knows) => {
    const pick = pickerFor([request, 'changed'])
    const first = toTheEnd(begin(rules, nothingKnown(request)), knows)
    if (first.said.length === 0) return
    const { fact } = pick.of(first.said)
    const value = pick.of([null, ...boundariesOf(rules).domainOf(fact, request.facts)])
    const otherwise: Knows = name => (name === fact ? value : knows(name))
    const changed = toTheEnd(changeReply(first, fact), otherwise)
    const fresh = toTheEnd(begin(rules, nothingKnown(request)), otherwise)
    expect(changed.said).toEqual(fresh.said)
    expect(bytes(decisionOf(changed))).toBe(bytes(decisionOf(fresh)))
    expect(changed.kept).toEqual([])
  })

  interviewLaw('can be taken up again from what was said', (rules, request) => {
    const { end } = heldOf(rules, nothingKnown(request), request)
    const again = startInterview(rules, nothingKnown(request), end.said)
    expect(bytes({ ...again, rulebook: null })).toBe(bytes({ ...end, rulebook: null }))
  })

  interviewLaw('stands where it stood if its state was kept, and goes on from there', (rules, request, knows) => {
    let at = begin(rules, nothingKnown(request))
    while (at.step.kind === 'question') {
      const { said, kept, goesOn } = at
      const state = JSON.parse(bytes({ said, kept, goesOn }))
      const there = resumeInterview(rules, nothingKnown(request), state)
      expect(bytes({ ...there, rulebook: null, removed: at.removed })).toBe(bytes({ ...at, rulebook: null }))
      const fact = at.step.fact.name
      const next = replied(at, replyOf(knows, fact))
      const resumed = resumeInterview(rules, nothingKnown(request), state, next.said.at(-1)!)
      expect(bytes({ ...resumed, rulebook: null })).toBe(bytes({ ...next, rulebook: null }))
      at = next
    }
    expect('issues' in resumeInterview(rules, nothingKnown(request), { ...at, said: [gone] })).toBe(true)
  })
})

describe('interviews about the scenarios', () => {
  const cases = scenariosOf(realRules).filter(one => !isRefused(realRules.evaluate({ ...one.request, trace: 'none' })))
  const count = sizeOf('INTERVIEWS')
  const sample = Array.from({ length: count }, (_, i) => cases[Math.floor((i * cases.length) / count)]!)

  test('ask nothing that could not change the answer, and four fifths of what the first missing fact each time does', () => {
    let [now, before] = [0, 0]
    for (const { request } of sample) {
      const knows = knowsOf(realRules, request)
      const { asked, end } = interviewOf(realRules, { ...request, facts: {} }, knows)
      const then = askedBefore(realRules, request, knows)
      expect(asked.flatMap(one => faultOfBearing(realRules, one) ?? [])).toEqual([])
      expect(asked.flatMap(({ at }) => refusedChoices(at))).toEqual([])
      // Nothing that was answered then is left open now.
      if (then.answer !== null) expect(decisionOf(end).answer).toBe(then.answer)
      now += asked.length
      before += then.asked.length
    }
    // Few scenarios are no fair measure: `npm run bench interviews` has 300.
    expect(now / before).toBeLessThanOrEqual(count < 300 ? 0.9 : 0.8)
  })
})
