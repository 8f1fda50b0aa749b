import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { realDirectory, triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { loadRules, type RuleFile } from '../src/index.ts'
import type { Rules } from '../src/internal.ts'
import { parseDocuments } from '../src/parse/parse.ts'
import type { LayerDocuments, PlacedValue, RuleDocuments } from '../src/parse/rule-documents.ts'
import { baseFiles } from './support/corpus.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { isRefused, law, realRequests, realRules, rulesFrom } from './support/law.ts'
import type { FullRequest } from './support/random-requests.ts'
import { realFiles } from './support/real-files.ts'

describe('equal requests give equal bytes', () => {
  law(
    'again, after others, as text and as an object, and as the bare answer',
    (rules, request) => {
      const first = rules.evaluateToJson(request).text
      rules.evaluate({ ...request, facts: {} })
      const again = rules.evaluate(request)
      expect(JSON.stringify(again)).toBe(first)
      expect(JSON.stringify(again)).toBe(first)
      expect(rules.evaluateToJson(request).text).toBe(first)
      const bare = rules.answer(request)
      if (isRefused(again)) expect(bare).toEqual(again)
      else {
        const { status, answer, possibleAnswers } = again
        expect(bare).toEqual({ status, answer, possibleAnswers })
      }
    },
    0.5,
  )

  const sameAfter = (reloaded: Rules, rules: Rules, requests: readonly FullRequest[]) => {
    expect(reloaded.digest).toBe(rules.digest)
    // In the other order, so that what was asked before differs.
    const texts = requests.map(request => rules.evaluateToJson(request).text)
    const again = [...requests].reverse().map(request => reloaded.evaluateToJson(request).text)
    expect(again.reverse()).toEqual(texts)
  }

  test('after real rules are loaded again', async () => {
    const reloaded = await loadRules(realDirectory)
    sameAfter(reloaded, realRules, fc.sample(realRequests, runs(10)))
  })

  test.runIf(triesCode)('after random rules are loaded again', () => {
    const requests = fc.array(testRequest, { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(ruleFiles, requests, (files, asked) =>
        sameAfter(rulesFrom(structuredClone(files)), rulesFrom(files), asked),
      ),
      { numRuns: runs(0.5) },
    )
  })

  test('the request is left as it was', () => {
    fc.assert(
      fc.property(realRequests, request => {
        const before = structuredClone(request)
        realRules.evaluateToJson(request).text
        realRules.evaluate(Object.freeze({ ...request, facts: Object.freeze({ ...request.facts }) }))
        expect(request).toEqual(before)
      }),
      { numRuns: runs() },
    )
  })
})

/** Parsed documents as files again. */
const filesOf = (documents: RuleDocuments): RuleFile[] => {
  const { layers, codeSets, ...root } = documents
  return [
    ...[...Object.values(root), ...codeSets].flatMap(one => (one ? [{ path: one.file, value: one.value }] : [])),
    ...layers.flatMap(layerFiles),
  ]
}

const layerFiles = ({ authority, definitions, readings, rules, scenarios, registers }: LayerDocuments): RuleFile[] => {
  const lists = Object.entries({ definitions, readings, rules, scenarios }).flatMap(([member, entries]) => {
    const byFile = new Map<string, unknown[]>()
    const single: RuleFile[] = []
    for (const { file, pointer, value } of entries as readonly PlacedValue<unknown>[]) {
      if (pointer === '') single.push({ path: file, value })
      else byFile.set(file, [...(byFile.get(file) ?? []), value])
    }
    return [...single, ...[...byFile].map(([path, values]) => ({ path, value: { [member]: values } }))]
  })
  return [...[authority, ...registers].map(({ file, value }) => ({ path: file, value })), ...lists]
}

const isFixedPoint = (files: readonly RuleFile[]): void => {
  const once = parseDocuments(files)
  if (!once.ok) throw new Error(JSON.stringify(once.issues))
  const twice = parseDocuments(JSON.parse(JSON.stringify(filesOf(once.value))))
  expect(twice).toEqual(once)
}

describe('what was parsed parses to itself', () => {
  // A published case becomes a scenario of its council, and none becomes one of it again.
  test('real rules', () => isFixedPoint(realFiles.filter(one => !one.path.startsWith('cases/'))))
  test.runIf(triesCode)('the base of the corpus', () =>
    isFixedPoint([...baseFiles].map(([path, value]) => ({ path, value }))),
  )
  test.runIf(triesCode)('random rules', () => fc.assert(fc.property(ruleFiles, isFixedPoint), { numRuns: runs() }))
})
