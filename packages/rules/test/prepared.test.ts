import { describe, expect, test } from 'vitest'
import { loadRules } from '../src/index.ts'
import type { Decision } from '../src/internal.ts'
import { limits } from '../src/kernel/limits.ts'
import { type PreparedMap, prepare, renderJson, renderJsonList } from '../src/kernel/prepared.ts'

const finding = (n: number) => ({ id: `finding-${n}`, because: [`rule-${n}`, '“quoted” \n'] })

describe('findings that are made once', () => {
  test('the same key gives the same one, made once', () => {
    const variants: PreparedMap<number, object> = new Map()
    const first = prepare(variants, 1, () => finding(1))
    expect(prepare(variants, 1, () => finding(2))).toBe(first)
    expect(first).toEqual(finding(1))
  })

  test('without a key each is made afresh', () => {
    const variants: PreparedMap<number, object> = new Map()
    expect(prepare(variants, undefined, () => finding(1))).not.toBe(prepare(variants, undefined, () => finding(1)))
    expect(variants.size).toBe(0)
  })

  test('each place keeps so many and no more, and what it has no room for is right all the same', () => {
    const variants: PreparedMap<number, object> = new Map()
    const count = limits.preparedVariantsCount + 10
    for (let n = 0; n < count; n += 1) expect(prepare(variants, n, () => finding(n))).toEqual(finding(n))
    expect(variants.size).toBe(limits.preparedVariantsCount)
  })

  test('their text is that of JSON.stringify, kept or not', () => {
    const variants: PreparedMap<number, object> = new Map()
    const some = [prepare(variants, 1, () => finding(1)), finding(2), prepare(variants, 3, () => finding(3))]
    for (const one of some) expect(renderJson(one)).toBe(JSON.stringify(one))
    expect(renderJsonList(some)).toBe(JSON.stringify(some))
    expect(renderJsonList([])).toBe('[]')
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
