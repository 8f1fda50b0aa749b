import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packTrace, type Trace, unpackTrace } from '../src/index.ts'
import type { Decision } from '../src/internal.ts'
import { evaluateForRecordWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { isRefused, law, realRules } from './support/law.ts'
import { pickerFor } from './support/picker.ts'
import type { FullRequest } from './support/random-requests.ts'

const fullTrace = (rules: typeof realRules, request: FullRequest): Trace =>
  (JSON.parse(rules.evaluateToJson({ ...request, trace: 'full' }).text) as Decision).trace!
const nothingKnown = (request: FullRequest): FullRequest => ({ ...request, facts: {} })

/** Every text that follows this key, in the order of the text. */
const wordsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"(?:truth|inForce)":"(true|false|unknown)"/g)].map(([, word]) => word!)

describe('a decision for the record', () => {
  law(
    'has the bytes without a trace, or the same issues, and the trace packed in one form however it is made',
    (rules, request) => {
      const kept = rules.evaluateForRecord(request)
      if ('issues' in kept) return expect(kept).toEqual(JSON.parse(rules.evaluateToJson(request).text))
      expect(kept.text).toBe(rules.evaluateToJson({ ...request, trace: 'none' }).text)
      const trace = fullTrace(rules, request)
      expect(JSON.stringify(kept.evaluation)).toBe(JSON.stringify(packTrace(trace)))
      expect([...kept.evaluation.truths]).toEqual(wordsIn(JSON.stringify(trace)).map(word => word[0]))
    },
    0.2,
  )

  law(
    'is the trace again with the skeleton of the same question, nothing known or everything',
    (rules, request) => {
      const kept = rules.evaluateForRecord(request)
      if ('issues' in kept) return
      const trace = fullTrace(rules, request)
      for (const skeleton of [fullTrace(rules, nothingKnown(request)), trace]) {
        const again = unpackTrace(skeleton, JSON.parse(JSON.stringify(kept.evaluation)))
        if (!again.ok) throw new Error(JSON.stringify(again.issues))
        expect(JSON.stringify(again.value)).toBe(JSON.stringify(trace))
      }
    },
    0.2,
  )

  law(
    'is the same from json-rules-engine',
    async (rules, request) => {
      expect(await evaluateForRecordWithJsonRulesEngine(rules, request)).toEqual(rules.evaluateForRecord(request))
    },
    0.2,
  )

  test('of every decision and authority, with nothing known and with what a picker picks', () => {
    const picker = pickerFor('packing')
    for (const { id: authority } of realRules.authorities)
      for (const { id: decision } of realRules.decisions) {
        const booleans = realRules.facts.filter(one => one.type === 'boolean' && one.derived === undefined)
        const facts = Object.fromEntries(booleans.map(one => [one.name, picker.of([true, false, null])]))
        for (const request of [{}, facts].map(some => ({ decision, authority, asOf: '2026-11-22', facts: some }))) {
          const kept = realRules.evaluateForRecord(request)
          if ('issues' in kept) continue
          expect(kept.evaluation).toEqual(packTrace(fullTrace(realRules, request)))
          const again = unpackTrace(fullTrace(realRules, nothingKnown(request)), kept.evaluation)
          expect(again).toEqual({ ok: true, value: fullTrace(realRules, request) })
        }
      }
  })
})

describe('a packed trace that does not fit', () => {
  const request: FullRequest = {
    decision: 'reduced-timetable',
    authority: 'luton',
    asOf: '2026-11-22',
    facts: { careStatus: 'looked-after', ageYears: 14 },
  }
  const skeleton = fullTrace(realRules, nothingKnown(request))
  const kept = realRules.evaluateForRecord(request)
  if (isRefused(kept as never) || !('evaluation' in kept)) throw new Error('refused')
  const { evaluation } = kept
  const codes = (packed: typeof evaluation, to = skeleton) => {
    const found = unpackTrace(to, packed)
    return found.ok ? [] : found.issues.map(one => [one.code, one.pointer])
  }

  test.each([
    ['a letter too few', { ...evaluation, truths: evaluation.truths.slice(1) }, ['malformed', '/truths']],
    ['a letter too many', { ...evaluation, truths: `${evaluation.truths}t` }, ['malformed', '/truths']],
    ['a letter that means nothing', { ...evaluation, truths: `x${evaluation.truths.slice(1)}` }, ['unknown-word', '']],
    ['a fact too few', { ...evaluation, from: evaluation.from.slice(1) }, ['malformed', '/from']],
    [
      'an unknown fact',
      { ...evaluation, found: { ...evaluation.found, shoeSize: 7 } },
      ['unknown-fact', '/found/shoeSize'],
    ],
    [
      'a value that is not there',
      { ...evaluation, found: { careStatus: 'looked-after' } },
      ['missing-member', '/found/ageYears'],
    ],
  ])('%s', (_, packed, issue) => {
    expect(codes(packed as typeof evaluation)).toContainEqual(issue)
  })

  test('nor any letter left out, wherever it stood', () => {
    fc.assert(
      fc.property(fc.nat({ max: evaluation.truths.length - 1 }), i => {
        const truths = evaluation.truths.slice(0, i) + evaluation.truths.slice(i + 1)
        expect(codes({ ...evaluation, truths })).toEqual([['malformed', '/truths']])
      }),
    )
  })

  test('nor one of another question', () => {
    const other = fullTrace(realRules, { ...nothingKnown(request), decision: 'remit' })
    expect(codes(evaluation, other).length).toBeGreaterThan(0)
  })

  test('no message holds a value', () => {
    const found = unpackTrace(skeleton, { ...evaluation, from: '', truths: '', found: { shoeSize: 'canary' } })
    expect(found.ok).toBe(false)
    expect(JSON.stringify(found)).not.toContain('canary')
  })
})
