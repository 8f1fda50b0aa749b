import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTemplateWriter, fillTemplate } from '../src/evaluate/trace/template.ts'

const words = ['"false"', '"unknown"', '"true"']
const slots = 3
const nodes = 4

/** Literals of few nodes, so that neighbours often hang on the same one; node 0 is always true. */
const literal = fc.integer({ min: 0, max: 2 * nodes - 1 })
const part = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom('', ',', '“held”', '{"all":[') }),
  fc.record({ kind: fc.constant('truth' as const), literal }),
  fc.record({ kind: fc.constant('found' as const), slot: fc.integer({ min: 0, max: slots - 1 }), literal }),
)
const truthsOf = (ofNodes: readonly number[]): Uint8Array =>
  Uint8Array.from([2, ...ofNodes].flatMap(truth => [truth, 2 - truth]))
const times = <T>(one: fc.Arbitrary<T>, count: number) => fc.array(one, { minLength: count, maxLength: count })

test('a template filled in is its parts in turn, each hole with its own truth or value, time and again', () => {
  const fillings = fc.array(
    fc.record({
      truths: times(fc.integer({ min: 0, max: 2 }), nodes - 1).map(truthsOf),
      found: times(fc.constantFrom('null', 'true', '14', '"2024-02-29"'), slots),
    }),
    { minLength: 2, maxLength: 4 },
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fillings, (parts, all) => {
      const write = createTemplateWriter()
      for (const one of parts) {
        if (one.kind === 'text') write.text(one.text)
        else if (one.kind === 'truth') write.truth(one.literal)
        else write.foundAndTruth(one.slot, ':', one.literal)
      }
      const template = write.done()
      for (const { truths, found } of all) {
        const texts = parts.map(one => {
          if (one.kind === 'text') return one.text
          const word = words[truths[one.literal]!]!
          return one.kind === 'truth' ? word : `${found[one.slot]}:${word}`
        })
        expect(fillTemplate(template, { truths, found })).toBe(texts.join(''))
      }
    }),
    { numRuns: 1000 },
  )
})
