import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { decide } from '../src/evaluate/reference/decide.ts'
import type { Refusal } from '../src/index.ts'
import type { Decision, Rules } from '../src/internal.ts'
import { readRules } from '../src/load.ts'
import { ruleFiles, testDomain, testRequest } from './support/generate.ts'

const isRefused = (result: Decision | Refusal): result is Refusal => 'issues' in result

const rulesOf = (files: Parameters<typeof readRules>[0]) => {
  const read = readRules(files)
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}

describe('over random rulebooks', () => {
  test('the library and the reference say the same', () => {
    fc.assert(
      fc.property(ruleFiles, fc.array(testRequest, { minLength: 10, maxLength: 10 }), (files, requests) => {
        const rules = rulesOf(files)
        for (const request of requests) {
          const found = rules.evaluate(request)
          const wanted = decide(rules.rulebook, request, testDomain)
          expect(isRefused(found)).toBe(wanted.contradicts)
          if (isRefused(found)) continue
          expect({
            status: found.status,
            answer: found.answer,
            possibleAnswers: found.possibleAnswers,
            requirements: found.requirements.map(({ title: _, ...rest }) => rest),
            items: Object.entries(found.lists).flatMap(([list, items]) =>
              items.map(({ title: _, item, verb, ...rest }) => ({ list, item, verb, ...rest })),
            ),
            deadlines: byText(found.deadlines.map(({ action, status, date }) => ({ action, status, date }))),
            missing: found.missing.map(({ fact, for: why, settles }) => ({ fact, for: why, settles })),
            readings: found.readings.map(({ taken: _, ...rest }) => rest),
            notWeighed: (found.notWeighed ?? []).map(one => one.id),
            unverified:
              rules.rulebook.semantics === 1
                ? []
                : (found.cautions.find(one => one.code === 'rests-on-unverified-source')?.because ?? []),
          }).toEqual({ ...sorted(wanted), unverified: unverifiedOf(rules, found, wanted.near) })
        }
      }),
      { numRuns: runs(2.4) },
    )
  })
})

const byText = <T>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
const listOrder = [
  'parties/parent/agree',
  'parties/parent/consult',
  'parties/school/agree',
  'parties/school/consult',
  'things/first-thing/',
  'things/second-thing/',
]
/** Rules from memory among those that a decision names, that may conclude its answer, or that are near. */
const unverifiedOf = ({ rules, rulebook }: Rules, found: Decision, near: readonly string[]): readonly string[] => {
  if (rulebook.semantics === 1) return []
  const entries = [...found.requirements, ...Object.values(found.lists).flat(), ...found.deadlines]
  const concluding = found.trace!.rules.filter(
    rule => rule.truth !== 'false' && JSON.stringify(rule.event).includes('"conclude"'),
  )
  const named = new Set([...entries.flatMap(one => one.because), ...concluding.map(rule => rule.name), ...near])
  return rules.filter(one => named.has(one.name) && one.citations[0]!.evidence === 'unverified').map(one => one.name)
}

const sorted = ({ contradicts: _, near: __, ...wanted }: ReturnType<typeof decide>) => ({
  ...wanted,
  deadlines: byText(wanted.deadlines),
  items: [...wanted.items].sort(
    (a, b) =>
      listOrder.indexOf(`${a.list}/${a.item}/${a.verb ?? ''}`) -
      listOrder.indexOf(`${b.list}/${b.item}/${b.verb ?? ''}`),
  ),
})
