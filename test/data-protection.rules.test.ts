import { readFileSync } from 'node:fs'
import { loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { describe, expect, it } from 'vitest'
import { readersOfFacts } from '../scripts/pages/facts-read.mjs'
import { inCheckout } from '../scripts/places.mjs'

const rules: Rules = await loadRules()
const readers = readersOfFacts(rules)
const page = readFileSync(inCheckout('docs/data-protection-impact.md'), 'utf8')

describe('the facts of the impact assessment', () => {
  it('are all of the vocabulary, each once', () => {
    const rows = rules.facts.map(({ name, label }) => page.split(`| \`${name}\` | ${label} |`).length - 1)
    expect(rows).toEqual(rules.facts.map(() => 1))
  })

  it.each(rules.facts.map(({ name, classification }) => [name, classification]))('%s stands under %s', (name, kind) => {
    const heading = {
      special: 'Special category data',
      criminal: 'Criminal offence data',
      personal: 'Other personal data',
      identifier: 'What could say by itself',
      none: 'Not about the child',
    }[kind as string]
    const section = page.split('\n### ').find(one => one.includes(`| \`${name}\` |`))
    expect(section).toMatch(new RegExp(`^${heading}`))
  })

  it('are read by every question whose trace shows them', () => {
    const days = ['2018-01-01', '2021-10-01', '2024-01-01', '2024-10-01', '2026-11-22', '2027-06-01']
    const unsaid = rules.decisions.flatMap(({ id: decision }) =>
      rules.authorities.flatMap(({ id: authority }) =>
        days.flatMap(asOf => {
          const decided = rules.evaluate({ decision, authority, asOf, facts: {} })
          if ('issues' in decided) throw new Error(JSON.stringify(decided.issues))
          return Object.keys(decided.trace?.facts ?? {}).filter(
            name => !readers.get(name)?.some(one => one.decision === decision),
          )
        }),
      ),
    )
    expect(unsaid).toEqual([])
  })

  it('are said to be read by no question that shows them on no day', () => {
    const named = [...readers].flatMap(([name, some]) => some.map(one => `${one.decision} reads ${name}`))
    const shown = new Set(
      rules.decisions.flatMap(({ id: decision }) =>
        rules.authorities.flatMap(({ id: authority }) =>
          daysOf(authority).flatMap(asOf => {
            const decided = rules.evaluate({ decision, authority, asOf, facts: {} })
            return 'issues' in decided
              ? []
              : Object.keys(decided.trace?.facts ?? {}).map(name => `${decision} reads ${name}`)
          }),
        ),
      ),
    )
    expect(named.filter(one => !shown.has(one))).toEqual([])
  })
})

/** Every day on which something of an authority begins to be in force. */
const daysOf = (authority: string): readonly string[] => [
  ...new Set(rules.rulebook.authorities.get(authority)?.rules.flatMap(rule => rule.firstDay ?? [])),
]
