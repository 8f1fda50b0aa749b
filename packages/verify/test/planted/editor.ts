import type { Condition, RuleFile } from '@virtual-school/rules'
import { realFiles } from '../../../rules/test/support/real-files.ts'

export interface EditableRule {
  name: string
  decisions?: string[]
  effective: { from: string | null; to?: string; clock?: string }
  exceptionTo?: string[]
  conditions: Condition
  event: { type: string; params?: Record<string, unknown> & { outcomes?: EditableOutcome[] } }
}
export interface EditableOutcome {
  type: string
  requirement?: string
  item?: string
  verb?: string
  when?: string
  count?: number
  decisions?: string[]
}
interface EditableFact {
  name: string
  relevantWhen?: Condition
}
interface EditableDecision {
  id: string
  requirements?: { id: string; title: string; test: Condition }[]
}

interface EditableRegister {
  entries: { rules?: string[] }[]
}

/** A copy of the rules under test, to be spoilt, each rule with all that the head of its file says. Scenarios are left out: no decision reads them. */
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
  const files = structuredClone(realFiles.filter(({ path }) => !/\/scenarios\/|register\.json$/.test(path))).map(
    withoutHead,
  )
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
      for (const { path, value } of files)
        if (path.startsWith(`${layer}/registers/`)) nameAsWell(value as EditableRegister, name, as)
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

/** A register names a rule where its words stand: what is made of the same words stands there too. */
const nameAsWell = ({ entries }: EditableRegister, name: string, as: string): void => {
  for (const { rules } of entries) if (rules?.includes(name)) rules.push(as)
}

type Head = Partial<EditableRule> & { source?: string; evidence?: string; decision?: string }
type HeadedRule = Partial<EditableRule> & { decision?: string; citations: object[] }

const withoutHead = ({ path, value }: RuleFile): RuleFile => {
  const { $schema, rules, ...head } = value as Head & { $schema?: string; rules?: HeadedRule[] }
  if (rules === undefined) return { path, value }
  const { source, evidence, conditions, decision, decisions, ...others } = head
  const cited = { ...(source === undefined ? {} : { source }), ...(evidence === undefined ? {} : { evidence }) }
  const written = rules.map(one => ({
    ...(one.decision === undefined && one.decisions === undefined
      ? { ...(decision === undefined ? {} : { decision }), ...(decisions === undefined ? {} : { decisions }) }
      : {}),
    ...structuredClone(others),
    ...one,
    conditions: joined(structuredClone(conditions), one.conditions),
    citations: one.citations.map(citation => ({ ...cited, ...citation })),
  }))
  return { path, value: { ...($schema === undefined ? {} : { $schema }), rules: written } }
}

const joined = (head: Condition | undefined, own: Condition | undefined): Condition | undefined =>
  head === undefined || own === undefined ? (own ?? head) : { all: [head, own] }
