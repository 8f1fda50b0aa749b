import type { RuleFile } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { checkFindings } from '../src/index.ts'
import { type ActingRule, actingRules, agree } from './support/acting-rules.ts'

const rules: Readonly<Record<string, ActingRule>> = { a: { decisions: ['may-move'], outcomes: [agree] } }
const named = { locator: 'all of it', class: 'rule', rules: ['land.may-move.a'] }

const register = (entries: readonly object[], layer = 'land'): RuleFile => ({
  path: `${layer}/registers/the-source.json`,
  value: { source: 'the-source', entries },
})
const found = async (made: typeof rules, also: readonly RuleFile[], authorities?: readonly string[]) => {
  const options = { quick: true, codes: ['register-missing', 'register-open', 'register-gone'] as const }
  const { findings } = await checkFindings(actingRules(made, also), { ...options, ...(authorities && { authorities }) })
  return findings
}

describe('a source that is cited', () => {
  it('needs a register in the layer that cites it, by rules, definitions or readings', async () => {
    const findings = await found(rules, [])
    expect(findings).toMatchObject([
      { code: 'register-missing', about: 'land the-source', rules: ['land.may-move.a'], witness: null },
    ])
    expect(findings[0]!.message).toContain('virtual-school register new the-source --authority land')
  })

  const citations = [{ source: 'the-source', locator: 'all of it', evidence: 'primary' }]
  const conditions = { all: [{ fact: 'status', operator: 'equal', value: 'ceased' }] }
  const old = { name: 'old', statement: 'it is old', otherwise: 'it is not old', conditions, citations }
  const open = {
    id: 'open',
    title: 'It is open',
    taken: 'So.',
    alternatives: [{ text: 'Not so.', condition: conditions.all[0]! }],
    citations,
  }
  const another = { id: 'another', title: 'Another', publisher: 'A publisher', kind: 'law' }
  const own: typeof rules = {
    b: {
      layer: 'town',
      decisions: ['may-move'],
      outcomes: [agree],
      more: { citations: [{ ...citations[0], source: 'another' }] },
    },
  }

  it.each([
    ['town/definitions.json', { definitions: [old] }, ['town another', 'town the-source'], 'the definition “old”'],
    ['town/readings.json', { readings: [open] }, ['town another', 'town the-source'], 'the reading “open”'],
    ['land/definitions.json', { definitions: [old] }, ['land the-source', 'town another'], 'town.may-move.b'],
  ])('needs one in the layer in which definitions and readings stand: %s', async (path, value, about, by) => {
    const sources = { sources: [{ ...another, id: 'the-source' }, another] }
    const findings = await found(own, [
      { path: 'sources.json', value: sources },
      { path, value },
    ])
    expect(findings.map(one => one.about)).toEqual(about)
    expect(findings.at(-1)!.message).toContain(`is cited by ${by}, and no register`)
  })

  it('needs none in a council if the nation has one', async () => {
    const both = { ...rules, b: { layer: 'town', decisions: ['may-move'], outcomes: [agree] } }
    expect(await found(both, [register([named])])).toEqual([])
    expect((await found(both, [])).map(one => one.about)).toEqual(['land the-source', 'town the-source'])
    expect((await found(both, [], ['town'])).map(one => one.about)).toEqual(['town the-source'])
  })
})

describe('a register', () => {
  it('is found with its open entries and their number', async () => {
    const open = ['first', 'second'].map(locator => ({ locator, class: 'open' }))
    const findings = await found(rules, [
      register([named, ...open, { locator: 'third', class: 'open', gone: '2026-11-22' }]),
    ])
    expect(findings).toMatchObject([{ code: 'register-open', about: 'land the-source' }])
    expect(findings[0]!.message).toContain('2 of 4 entries are open')
    expect(findings[0]!.message).toContain('The first is first.')
    expect((await found(rules, [register([named, open[0]!])]))[0]!.message).toContain('1 of 2 entries is open')
  })

  const gone = { ...named, gone: '2026-11-22', passage: { words: 3, sha256: 'a'.repeat(64) } }
  const citing = (more: object) => ({
    a: { ...rules.a!, more: { citations: [{ source: 'the-source', evidence: 'primary', ...more }] } },
  })
  const ended = { a: { ...rules.a!, more: { effective: { from: '2020-01-01', to: '2024-01-01' } } } }

  it('is found if something rests on words that are gone', async () => {
    const findings = await found(rules, [register([gone])])
    expect(findings).toMatchObject([{ code: 'register-gone', about: 'land the-source', rules: ['land.may-move.a'] }])
    const byWords = citing({ locator: 'anywhere', passage: gone.passage })
    expect(
      (
        await found(byWords, [
          register([
            { ...gone, class: 'context', rules: [], reason: 'So.' },
            { locator: 'x', class: 'rule', rules: ['land.may-move.a'] },
          ]),
        ])
      ).map(one => one.code),
    ).toEqual(['register-gone'])
  })

  it.each<[string, typeof rules, readonly object[]]>([
    ['the rule has ended', ended, [gone]],
    [
      'other words have its place, and an entry names the rule there',
      rules,
      [gone, { ...named, passage: { words: 4, sha256: 'b'.repeat(64) } }],
    ],
    ['nothing rests on them', rules, [{ locator: 'x', class: 'context', reason: 'So.', gone: '2026-11-22' }, named]],
  ])('is not found if %s', async (_, made, entries) => expect(await found(made, [register(entries)])).toEqual([]))
})
