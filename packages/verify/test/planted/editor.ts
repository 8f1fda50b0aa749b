import type { Condition, RuleFile } from '@virtual-school/rules'
import { realFiles } from '../../../rules/test/support/real-files.ts'

export interface EditableRule {
  name: string
  effective: { from: string | null; to?: string; clock?: string }
  exceptionTo?: string[]
  conditions: Condition
  event: { type: string; params?: Record<string, unknown> }
}
interface EditableFact {
  name: string
  relevantWhen?: Condition
}
interface EditableDecision {
  id: string
  requirements?: { id: string; title: string; test: Condition }[]
}

/** A copy of the rules under test, to be spoilt. Scenarios and registers are left out: no decision reads them. */
export interface Editor {
  readonly files: readonly RuleFile[]
  readonly rule: (name: string, from?: string) => EditableRule
  readonly definition: (name: string) => { name: string; conditions: Condition }
  readonly reading: (id: string) => { alternatives: { text: string; condition?: Condition }[] }
  readonly fact: (name: string) => EditableFact
  readonly test: (decision: string, requirement: string) => { test: Condition }
  /** Narrows a rule by one more test. */
  readonly also: (name: string, test: Condition, from?: string) => void
  /** Adds a rule to an authority’s: another one under a new name, with what is different. */
  readonly copy: (name: string, layer: string, as: string, different?: Partial<EditableRule>) => void
  readonly contradiction: (fact: string, never: Condition) => void
  readonly document: (path: string) => Record<string, unknown[]>
}

export const openEditor = (): Editor => {
  const files = structuredClone(realFiles.filter(({ path }) => !/\/scenarios\/|register\.json$/.test(path)))
  const document = (path: string) => files.find(one => one.path === path)!.value as Record<string, unknown[]>
  const all = <T>(member: string): T[] =>
    files.flatMap(({ value }) => ((value as Record<string, unknown>)[member] ?? []) as T[])
  const found = <T>(items: readonly T[], what: string): T => {
    if (items.length !== 1) throw new Error(`${items.length} found where one is wanted: ${what}`)
    return items[0]!
  }
  const rule = (name: string, from?: string) =>
    found(
      all<EditableRule>('rules').filter(
        one => one.name === name && (from ?? one.effective.from) === one.effective.from,
      ),
      name,
    )
  return {
    files,
    document,
    rule,
    definition: name =>
      found(
        all<{ name: string; conditions: Condition }>('definitions').filter(one => one.name === name),
        name,
      ),
    reading: id =>
      found(
        all<{ id: string; alternatives: { text: string; condition?: Condition }[] }>('readings').filter(
          one => one.id === id,
        ),
        id,
      ),
    fact: name =>
      found(
        all<EditableFact>('facts').filter(one => one.name === name),
        name,
      ),
    test: (decision, requirement) =>
      found(
        all<EditableDecision>('decisions')
          .filter(one => one.id === decision)
          .flatMap(one => one.requirements ?? [])
          .filter(one => one.id === requirement),
        requirement,
      ),
    also: (name, test, from) => {
      const one = rule(name, from)
      one.conditions = { all: [one.conditions, test] }
    },
    copy: (name, layer, as, different = {}) => {
      const original = all<EditableRule>('rules')
        .filter(one => one.name === name)
        .at(-1)!
      const { exceptionTo: _, ...kept } = structuredClone(original)
      const home = files.find(({ path, value }) => path.startsWith(`${layer}/`) && 'rules' in (value as object))!
      ;(home.value as { rules: unknown[] }).rules.push({ ...kept, name: as, ...different })
    },
    contradiction: (fact, never) =>
      void document('facts.json').contradictions!.push({
        id: 'planted',
        facts: [fact, fact === 'careStatus' ? 'ageYears' : 'careStatus'],
        never,
        message: 'These cannot both be so.',
      }),
  }
}
