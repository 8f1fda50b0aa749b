import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import type { RuleFile } from '../src/index.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { realRequests, rulesFrom } from './support/law.ts'
import { type Picker, pickerFor } from './support/picker.ts'
import { realFiles } from './support/real-files.ts'

/** The order in which anything was written down never changes a decision. */
type Tree = Record<string, unknown>
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists whose order means nothing wherever they stand: a rule file's entries. */
const entryLists = ['rules', 'definitions', 'readings', 'scenarios']
/** And, inside rules and wherever conditions stand, the members of groups and values to be among. The first citation is the one that imposes. */
const memberLists = ['all', 'any', 'exceptionTo']

const shuffledIn = (value: unknown, lists: readonly string[], pick: Picker): unknown => {
  if (Array.isArray(value)) return value.map(one => shuffledIn(one, lists, pick))
  if (!isTree(value)) return value
  const isMembership = value.operator === 'in' || value.operator === 'notIn'
  const members = Object.entries(value).map(([key, member]) => {
    const inner = shuffledIn(member, lists, pick)
    const isShuffled = lists.includes(key) || (isMembership && key === 'value' && lists.includes('all'))
    return [key, isShuffled && Array.isArray(inner) ? pick.shuffled(inner) : inner] as const
  })
  return Object.fromEntries(pick.shuffled(members))
}

const shuffledFiles = (files: readonly RuleFile[], lists: readonly string[], pick: Picker): RuleFile[] =>
  pick.shuffled(files).map(({ path, value }) => ({ path, value: shuffledIn(value, lists, pick) }))

const shuffledFacts = <T extends { readonly facts: Readonly<Record<string, unknown>> }>(request: T, pick: Picker): T =>
  ({
    ...Object.fromEntries(pick.shuffled(Object.entries(request))),
    facts: Object.fromEntries(pick.shuffled(Object.entries(request.facts))),
  }) as T

const withoutDigest = (json: string): string => json.replace(/"digest":"sha256:[0-9a-f]{64}"/, '')

const filesAndRequests = [
  ['real rules', fc.constant(realFiles), realRequests, 0.1],
  ['random rules', ruleFiles, testRequest, 0.5],
] as const

describe.each(filesAndRequests.slice(0, triesCode ? 2 : 1))('the order of %s', (_, files, request, share) => {
  const requests = fc.array(request, { minLength: 12, maxLength: 12 })

  test('files, and the entries and members in them, and the facts of a request: every byte stays, trace and digest too', () => {
    fc.assert(
      fc.property(files, requests, fc.nat(), (drawn, asked, seed) => {
        const pick = pickerFor(seed)
        const [one, other] = [rulesFrom(drawn), rulesFrom(shuffledFiles(drawn, entryLists, pick))]
        for (const request of asked)
          expect(other.evaluateToJson(shuffledFacts(request, pick)).text).toBe(one.evaluateToJson(request).text)
      }),
      { numRuns: runs(share) },
    )
  })

  test('members of groups, values to be among and exceptions: everything but the trace and the digest stays', () => {
    fc.assert(
      fc.property(files, requests, fc.nat(), (drawn, asked, seed) => {
        const pick = pickerFor(seed)
        const [one, other] = [rulesFrom(drawn), rulesFrom(shuffledFiles(drawn, [...entryLists, ...memberLists], pick))]
        for (const request of asked) {
          const untraced = { ...request, trace: 'none' } as const
          expect(withoutDigest(other.evaluateToJson(untraced).text)).toBe(
            withoutDigest(one.evaluateToJson(untraced).text),
          )
        }
      }),
      { numRuns: runs(share) },
    )
  })
})
