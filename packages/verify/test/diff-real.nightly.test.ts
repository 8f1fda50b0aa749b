import type { RuleFile } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { realFiles } from '../../rules/test/support/real-files.ts'
import { compare, pairIn } from './support/compare.ts'
import { edited, rulesFrom } from './support/small-rules.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const files = realFiles.filter(({ path }) => !/scenarios|register|^codes|findings|invariants/.test(path))
const old = rulesFrom(files)

/** Every list turned round whose order says nothing, and every text for a reader said otherwise. */
const reworded = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) {
    const members = value.map(one => reworded(one))
    return /^(all|any|rules|definitions|readings|citations|requirements|exceptionTo|sources|contradictions)$/.test(key)
      ? members.reverse()
      : members
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, member]) => [name, reworded(member, name)]),
    )
  const isProse = /^(title|note|statement|otherwise|question|label|help|summary|whenTrue|whenFalse|message)$/.test(key)
  return isProse ? `${String(value)} (said otherwise)` : value
}

describe('real rules', () => {
  it('reworded and reordered throughout: proved the same for every child in all 48 questions', async () => {
    const now = rulesFrom([...files].reverse().map(({ path, value }): RuleFile => ({ path, value: reworded(value) })))
    const { pairs, text } = await compare(old, now)
    expect(pairs.length).toBe(48)
    expect(pairs.every(one => one.verdict === 'same')).toBe(true)
    expect(new Set(text.flatMap(one => one.members))).not.toContain('conditions')
  })

  it('one threshold of a national rule: those of that age alone, by whosever rules', async () => {
    const now = rulesFrom(
      edited(
        files,
        'england/remit.json',
        '{"condition":"assessed-in-need-with-a-social-worker"},{"fact":"ageYears","operator":"lessThan","value":18}',
        '{"condition":"assessed-in-need-with-a-social-worker"},{"fact":"ageYears","operator":"lessThan","value":17}',
      ),
    )
    const difference = await compare(old, now)
    expect(difference.text).toMatchObject([
      { kind: 'rule', name: 'england.remit.child-with-social-worker', edition: '2021-09' },
    ])
    expect(difference.pairs.every(one => one.ended === 'complete')).toBe(true)
    const changed = difference.pairs.filter(one => one.verdict === 'changed')
    expect(changed.map(one => `${one.authority} ${one.decision}`)).toEqual(
      expect.arrayContaining(['england remit', 'luton remit']),
    )
    for (const region of changed.flatMap(one => one.regions)) {
      expect(region.parts).toContainEqual({ fact: 'ageYears', from: 17, to: 17 })
      expect(region.direction).toBe('less-protective')
    }
  })

  it('Luton’s partnership a month later: the children of that month, and more protective the other way', async () => {
    const now = rulesFrom(
      files.map(({ path, value }): RuleFile => {
        if (path !== 'luton/reduced-timetable.json') return { path, value }
        return { path, value: JSON.parse(JSON.stringify(value).replaceAll('"from":"2021-07"', '"from":"2021-08"')) }
      }),
    )
    const there = await compare(old, now, { authority: 'luton' })
    const pair = pairIn(there, 'luton', 'reduced-timetable')
    expect(there.pairs.filter(one => one.verdict !== 'same')).toEqual([pair])
    expect(pair.ended).toBe('complete')
    for (const { parts, direction } of pair.regions) {
      expect(parts).toContainEqual({ asOf: { from: '2021-07-01', to: '2021-07-31' } })
      expect(direction).toBe('less-protective')
    }
    const back = pairIn(
      await compare(now, old, { authority: 'luton', decision: 'reduced-timetable' }),
      'luton',
      'reduced-timetable',
    )
    expect(back.regions.map(one => one.direction)).toEqual(back.regions.map(() => 'more-protective'))
  })
})
