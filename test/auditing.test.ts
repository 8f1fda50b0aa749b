import { readFileSync } from 'node:fs'
import { accountOf } from '@virtual-school/records'
import { loadRules, type Trace } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { accountCase } from '../packages/records/test/account-case.ts'
import { inCheckout } from '../scripts/places.mjs'
import { wordsOf } from './support/command.ts'
import { fencesIn } from './support/markdown.ts'

const page = 'docs/auditing.md'
const fences = fencesIn(page)
const rules = await loadRules()

/** What the page decides, as a request. */
const request = () => {
  const [, , decision = '', ...options] = wordsOf(fences.find(one => one.language === 'sh')?.text ?? '')
  const of = (name: string) => options.flatMap((word, i) => (word === name ? [options[i + 1] ?? ''] : []))
  const facts = of('--set').map((pair): [string, string | number | boolean] => {
    const [name = '', value = ''] = pair.split('=')
    return [name, /^\d+$/.test(value) ? Number(value) : value === 'false' ? false : value]
  })
  return {
    decision,
    authority: of('--authority')[0] ?? '',
    asOf: of('--as-of')[0] ?? '',
    facts: Object.fromEntries(facts),
  }
}

const traceOf = (): Trace => {
  const decided = rules.evaluate(request())
  if ('issues' in decided || decided.trace === null) throw new Error('refused')
  return decided.trace
}

describe('the trace on the page for auditors', () => {
  const shown = fences.filter(one => one.about.startsWith('trace '))

  it.each(shown)('$about is what the decision above it has', ({ about, text }) => {
    const [, member = '', name = ''] = about.match(/^trace (\w+)\/(.+)$/) ?? []
    const held = traceOf()[member as keyof Trace]
    const candidates = Array.isArray(held)
      ? held.filter(one => one.name === name)
      : [(held as Readonly<Record<string, unknown>>)[name]]
    expect(candidates.map(one => JSON.stringify(one))).toContain(JSON.stringify(JSON.parse(text)))
  })

  it('is shown of every member but the sources', () => {
    const members = Object.keys(traceOf()).filter(member => member !== 'sources')
    expect(shown.map(one => one.about.split(/[ /]/)[1])).toEqual(members)
  })
})

describe('the account as JSON', () => {
  it('has the members that the page lists', () => {
    const table = readFileSync(inCheckout(page), 'utf8').split('| Member | What it is |')[1]?.split('\n\n')[0] ?? ''
    const listed = table
      .split('\n')
      .flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name))
    expect(listed).toEqual(Object.keys(accountOf(rules, accountCase())))
  })
})
