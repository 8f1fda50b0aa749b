import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { ruleFiles, testDomain, testRequest } from '../../rules/test/support/generate.ts'
import { plainCondition } from '../src/diff/plain-form.ts'
import type { WitnessCase } from '../src/witness/witness.ts'
import { changesFor, compare, disagreementsIn } from './support/compare.ts'
import { anyEdit, applied, isIdle } from './support/random-edits.ts'
import { rulesFrom } from './support/small-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const requests = fc.array(testRequest, { minLength: 40, maxLength: 40 })

/** The request with every fact that it does not give drawn from its values; those derived are given as often as not. */
const completed = (request: WitnessCase, seed: number): WitnessCase => {
  let state = seed
  const next = (most: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state % most
  }
  const facts: Record<string, WitnessCase['facts'][string]> = { ...request.facts }
  const names = [
    'agrees',
    'consulted',
    'urgent',
    'status',
    'kind',
    'age',
    'startsOn',
    'metOn',
    'happenedOn',
    'isOpen',
    'schoolAge',
    'sort',
  ]
  for (const name of names) {
    const domain = testDomain(name, {})
    if (facts[name] === undefined || facts[name] === null) facts[name] = domain[next(domain.length)]!
  }
  return { ...request, facts }
}

describe('random edits of random rules', () => {
  it('a child lies in a region exactly where something changed, and where nothing is told nothing changes', () =>
    fc.assert(
      fc.asyncProperty(ruleFiles, anyEdit, requests, async (files, edit, asked) => {
        const [old, now] = [rulesFrom(files), rulesFrom(applied(files, edit))]
        const { pairs } = await compare(old, now)
        if (isIdle(edit)) expect(pairs.every(one => one.verdict === 'same')).toBe(true)
        for (const pair of pairs) {
          const own = asked.map((one): WitnessCase => ({ ...one, authority: pair.authority, decision: pair.decision }))
          const whole = own.map((one, i) => completed(one, i + 1))
          expect(disagreementsIn(old, now, pair, whole)).toEqual([])
          if (pair.verdict === 'same') expect(own.flatMap(one => changesFor(old, now, one) ?? [])).toEqual([])
        }
      }),
      { numRuns: runs(0.32) },
    ))

  it('no diff, no impact: of equal rules nothing is told, in text or in meaning', () =>
    fc.assert(
      fc.asyncProperty(ruleFiles, async files => {
        const [old, now] = [rulesFrom(files), rulesFrom([...files].reverse())]
        const { text, pairs } = await compare(old, now)
        expect(text).toEqual([])
        expect(pairs.map(one => one.verdict)).toEqual(pairs.map(() => 'same'))
      }),
      { numRuns: runs(1) },
    ))
})

describe('the plain form', () => {
  it('does not see order or repetition', () => {
    const leaf = (value: boolean) => ({ fact: 'agrees', operator: 'equal', value }) as const
    expect(plainCondition({ all: [leaf(true), leaf(false), leaf(true)] })).toEqual(
      plainCondition({ all: [leaf(false), leaf(true)] }),
    )
  })
})
