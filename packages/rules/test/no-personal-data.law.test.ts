import { describe, expect, it } from 'vitest'
import { baseFiles } from './support/corpus.ts'
import { realFiles } from './support/real-files.ts'

/** What would let a reader reach or know a person: rules, scenarios and registers name roles only. */
const personal: Readonly<Record<string, RegExp>> = {
  'an e-mail address': /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  'a telephone number': /(?<![\w.])(?:\+44|0)(?:[ -]?\d){9,10}(?![\w.])/,
  'a postcode': /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/,
  'a person’s name': /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? [A-Z]/,
}

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => (key === 'sha256' ? [key] : [key, ...textsIn(member)]))
    : []
}
const foundIn = (text: string): readonly string[] =>
  Object.entries(personal).flatMap(([what, form]) => (form.test(text) ? [what] : []))

describe('rule files', () => {
  it.each([
    ['write to nobody@example.org', 'an e-mail address'],
    ['call 01632 960 001 before noon', 'a telephone number'],
    ['call +44 1632 960001', 'a telephone number'],
    ['at ZZ99 9ZZ', 'a postcode'],
    ['ask Mrs Example', 'a person’s name'],
  ])('“%s” would be seen', (text, what) => expect(foundIn(text)).toEqual([what]))

  it.each(['line 28, second sentence', 'SI 2010/959', '2026-11-22', 'regulation 10(2)', 'key stage 4'])(
    '“%s” is nothing of the kind',
    text => expect(foundIn(text)).toEqual([]),
  )

  it.each([
    ['under test', realFiles],
    ['of the corpus', [...baseFiles].map(([path, value]) => ({ path, value }))],
  ])('%s hold no name, address or number of a person', (_, files) => {
    expect(files.length).toBeGreaterThan(8)
    const found = files.flatMap(({ path, value }) =>
      textsIn(value).flatMap(text => foundIn(text).map(what => `${path}: ${what}: ${text}`)),
    )
    expect(found).toEqual([])
  })
})
