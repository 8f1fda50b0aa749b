import { type RuleFile, readRules, type Scalar } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { ruleFiles, testDomain, testRequest } from '../../rules/test/support/generate.ts'
import { type WhyNot, whyNot } from '../src/index.ts'
import { answers, buildStart, type Start } from '../src/why-not/start.ts'
import { holdZ3 } from './support/z3.ts'

holdZ3()

const mostSteps = 2

/** The rules with only these facts changeable. */
const rulesOf = (files: readonly RuleFile[], changeable: ReadonlySet<string>): Rules => {
  const read = readRules(
    files.map(file => (file.path === 'facts.json' ? { ...file, value: withChangeable(file.value, changeable) } : file)),
  )
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}

const withChangeable = (value: unknown, changeable: ReadonlySet<string>) => {
  const document = value as { readonly facts: readonly { readonly name: string }[] }
  return { ...document, facts: document.facts.map(fact => ({ ...fact, changeable: changeable.has(fact.name) })) }
}

const subsets = (names: readonly string[], size: number): readonly (readonly string[])[] =>
  size === 0 ? [[]] : names.flatMap((name, i) => subsets(names.slice(i + 1), size - 1).map(others => [name, ...others]))

/** Whether some values of these facts, whatever else stays as it is, give the wanted answer. */
const canGive = (start: Start, [name, ...others]: readonly string[], facts: DecisionRequest['facts']): boolean => {
  if (name === undefined) return answers(start, facts, start.wanted)
  return testDomain(name, facts).some((value: Scalar) => canGive(start, others, { ...facts, [name]: value }))
}

/** The least number of these facts that must change, by trying everything; undefined where `most` do not do. */
const leastByTrying = (start: Start, names: readonly string[], most: number): number | undefined => {
  for (let size = 0; size <= most; size += 1)
    if (subsets(names, size).some(set => canGive(start, set, start.request.facts))) return size
  return undefined
}

const isForced = (start: Start, names: readonly string[]): boolean =>
  answers(start, Object.fromEntries(names.map(name => [name, start.given.get(name)!])), start.present.answer!)

const names = ['agrees', 'consulted', 'urgent', 'status', 'kind', 'age', 'startsOn', 'metOn', 'isOpen', 'schoolAge']

describe('why-not, beside trying everything', () => {
  it('finds changes as small, and facts that force the answer as few', async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(ruleFiles, testRequest, fc.subarray(names), fc.nat(2), async (files, request, able, which) => {
        const rules = rulesOf(files, new Set(able))
        const wanted = rules.rulebook.decisions.get(request.decision)!.answers[which % 3]?.id
        if (wanted === undefined) return
        const start = buildStart(rules, request, wanted)
        if ('issues' in start) return
        const found = (await whyNot(rules, request, wanted)) as WhyNot
        outcomes.set(found.outcome, (outcomes.get(found.outcome) ?? 0) + 1)
        compareChanges(found, start, able)
        compareForcing(found, start)
      }),
      { numRuns: runs(4) },
    )
    expect([...outcomes.keys()]).toContain('changes')
    expect([...outcomes.keys()]).not.toContain('undecided')
  })
})

const compareChanges = (found: WhyNot, start: Start, able: readonly string[]): void => {
  const byTrying = leastByTrying(start, able, mostSteps)
  const size = found.outcome === 'already' ? 0 : found.outcome === 'changes' ? found.proposals[0]!.changes.length : 99
  expect(byTrying).toBe(size <= mostSteps ? size : undefined)
  for (const { changes, learnings } of found.proposals) {
    const steps = Object.fromEntries([...changes, ...learnings].map(one => [one.fact, one.to]))
    expect(answers(start, { ...start.request.facts, ...steps }, start.wanted)).toBe(true)
  }
  if (found.outcome === 'impossible') {
    const unknown = start.rules.facts.map(fact => fact.name).filter(name => !start.given.has(name))
    expect(leastByTrying(start, [...new Set([...able, ...unknown])], 1)).toBe(undefined)
  }
}

const compareForcing = ({ presentForcedBy }: WhyNot, start: Start): void => {
  expect(presentForcedBy === null).toBe(start.present.answer === null)
  if (presentForcedBy === null) return
  const facts = presentForcedBy.facts.map(one => one.fact)
  expect(isForced(start, facts)).toBe(true)
  const given = [...start.given.keys()]
  for (let size = 0; size < facts.length; size += 1)
    expect(subsets(given, size).some(set => isForced(start, set))).toBe(false)
}
