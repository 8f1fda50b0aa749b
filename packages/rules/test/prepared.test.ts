import { describe, expect, test } from 'vitest'
import { jsonOf, jsonOfAll, type Variants, variant } from '../src/evaluate/prepared.ts'
import { type Decision, loadRules } from '../src/index.ts'
import { limits } from '../src/kernel/limits.ts'

const finding = (n: number) => ({ id: `finding-${n}`, because: [`rule-${n}`, '“quoted” \n'] })

describe('findings that are made once', () => {
  test('the same key gives the same one, made once', () => {
    const variants: Variants<number, object> = new Map()
    const first = variant(variants, 1, () => finding(1))
    expect(variant(variants, 1, () => finding(2))).toBe(first)
    expect(first).toEqual(finding(1))
  })

  test('without a key each is made afresh', () => {
    const variants: Variants<number, object> = new Map()
    expect(variant(variants, undefined, () => finding(1))).not.toBe(variant(variants, undefined, () => finding(1)))
    expect(variants.size).toBe(0)
  })

  test('each place keeps so many and no more, and what it has no room for is right all the same', () => {
    const variants: Variants<number, object> = new Map()
    const count = limits.preparedVariantsCount + 10
    for (let n = 0; n < count; n += 1) expect(variant(variants, n, () => finding(n))).toEqual(finding(n))
    expect(variants.size).toBe(limits.preparedVariantsCount)
  })

  test('their text is that of JSON.stringify, kept or not', () => {
    const variants: Variants<number, object> = new Map()
    const some = [variant(variants, 1, () => finding(1)), finding(2), variant(variants, 3, () => finding(3))]
    for (const one of some) expect(jsonOf(one)).toBe(JSON.stringify(one))
    expect(jsonOfAll(some)).toBe(JSON.stringify(some))
    expect(jsonOfAll([])).toBe('[]')
  })

  test('nobody who holds a decision can change what the next one says', async () => {
    const rules = await loadRules()
    const ask = () =>
      rules.evaluate({
        decision: 'reduced-timetable',
        authority: 'luton',
        asOf: '2026-11-22',
        trace: 'none',
        facts: { careStatus: 'looked-after', ageYears: 14 },
      }) as Decision
    const before = JSON.stringify(ask())
    const { requirements, missing, rules: edition } = ask()
    for (const shared of [requirements[0]!, requirements[0]!.because, missing[0]!, edition, edition.layers])
      expect(Object.isFrozen(shared)).toBe(true)
    expect(() => Object.assign(requirements[0]!, { status: 'met' })).toThrow(TypeError)
    expect(JSON.stringify(ask())).toBe(before)
  })
})
