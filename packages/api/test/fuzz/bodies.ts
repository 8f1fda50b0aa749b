import type { VocabularyFact } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'

/** Stands where a fact’s value would, and must never come back. */
export const canary = 'canary-4711'
const canaryNumber = 47_114_711

const day = fc.constantFrom('2026-11-22', '2024-02-29', '0001-01-01', '9999-12-31')
const mostly = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown> = fc.jsonValue()) =>
  fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: wrong })

const rightValue = (fact: VocabularyFact): fc.Arbitrary<unknown> => {
  switch (fact.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: fact.min!, max: fact.max! })
    case 'enum':
      return fc.constantFrom(...fact.values!.map(one => one.value))
    case 'date':
      return day
  }
}
const wrongValue = fc.constantFrom<unknown[]>(canary, [canary], { [canary]: canary }, canaryNumber, -canaryNumber, 1e21)

/** Requests, most of them sound, and in some of them one thing or another that is not. */
export const requestOf = (rules: Rules) => {
  const facts = fc
    .subarray([...rules.facts], { maxLength: 8 })
    .chain(some =>
      fc.record(Object.fromEntries(some.map(fact => [fact.name, mostly(fc.option(rightValue(fact)), wrongValue)]))),
    )
  return fc.record(
    {
      decision: mostly(fc.constantFrom(...rules.decisions.map(({ id }) => id))),
      authority: mostly(fc.constantFrom(...rules.authorities.map(({ id }) => id))),
      asOf: mostly(day),
      trace: mostly(fc.constantFrom('full', 'none')),
      facts: mostly(facts),
      rules: mostly(fc.constantFrom(rules.version, rules.digest, '0.0.1')),
      subjectRef: mostly(fc.constant('case-1'), wrongValue),
    },
    { requiredKeys: ['decision', 'facts'] },
  )
}

/** Pieces of JSON that parsers differ about, or that cost them much. */
const oddPiece = fc.oneof(
  fc.constantFrom(
    ...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\ud800', '\\udfff\\ud800', '\u0000', '\ufeff', '\u2028'],
    ...['1e999', '-0', '1e-400', '01', '.5', '+1', 'NaN', 'Infinity', '9007199254740993', '"__proto__":1,', 'null'],
    ...['"constructor":{"prototype":{}},', '"facts":{},', '"decision":"remit",', '/*', '//', '\u202e', 'é', 'e\u0301'],
  ),
  fc.integer({ min: 1, max: 6_000 }).map(depth => '['.repeat(depth)),
  fc.integer({ min: 1, max: 40 }).map(depth => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.integer({ min: 1, max: 3_000 }).map(count => Array.from({ length: count }, (_, i) => `"${i}":1,`).join('')),
  fc.integer({ min: 1, max: 70_000 }).map(count => ' '.repeat(count)),
)

/** A good body with a piece cut out, doubled or put in, anywhere. */
const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.nat(), fc.nat({ max: 30 }), fc.option(oddPiece)).map(([whole, from, count, piece]) => {
    const at = from % (whole.length + 1)
    return whole.slice(0, at) + (piece ?? whole.slice(at, at + count).repeat(2)) + whole.slice(at + count)
  })

/** What is sent as a body: bytes of any kind, most of them nearly JSON. */
export const bodyOf = (rules: Rules): fc.Arbitrary<Uint8Array> => {
  const good = requestOf(rules).map(one => JSON.stringify(one))
  const text = fc.oneof(
    { weight: 4, arbitrary: good },
    { weight: 5, arbitrary: mutated(good) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  )
  const bytes = text.map(one => Buffer.from(one))
  const spoilt = fc.tuple(bytes, fc.nat(), fc.nat({ max: 255 })).map(([whole, at, byte]) => {
    if (whole.length > 0) whole[at % whole.length] = byte
    return whole
  })
  return fc.oneof(
    { weight: 8, arbitrary: bytes },
    { weight: 1, arbitrary: spoilt },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  )
}
