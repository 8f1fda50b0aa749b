import { Engine, type RuleProperties, type TopLevelCondition } from 'json-rules-engine'
import type { Authority } from '../compile/rulebook.ts'
import type { Condition } from '../language/condition.ts'
import { type OperatorName, operatorNames, operators } from '../language/operators.ts'
import type { Scalar } from '../language/values.ts'

/** What json-rules-engine found of one leaf: both sides, and whether the operator held. */
export interface LeafResult {
  readonly factResult?: unknown
  readonly valueResult?: unknown
  readonly result?: boolean
}

/** Runs every tree over the same facts and gives for each the results of its leaves, in the order they are written. */
export type LeafRunner = (facts: Readonly<Record<string, unknown>>) => Promise<readonly (readonly LeafResult[])[]>

/**
 * An engine over `trees`, with the authority’s definitions as its named conditions and the date operators added. Runs wait
 * for one another, since runs that overlap on one engine can lose results.
 */
export const createLeafRunner = (authority: Authority, trees: readonly Condition[]): LeafRunner => {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const name of operatorsToAdd())
    engine.addOperator(name, operators[name].holds as (a: Scalar, b: Scalar) => boolean)
  for (const [name, { conditions }] of authority.definitions) engine.setCondition(name, topLevel(conditions))
  for (const [i, conditions] of trees.entries()) {
    engine.addRule({ name: String(i), conditions: topLevel(conditions), event: { type: 'none' } } as RuleProperties)
  }
  let last: Promise<unknown> = Promise.resolve()
  return facts => {
    const next = last.then(() => runOnce(engine, facts, trees.length))
    last = next.catch(() => undefined)
    return next
  }
}

/** The operators of the language that json-rules-engine does not have. */
const operatorsToAdd = (): readonly OperatorName[] => {
  const bare = new Engine()
  return operatorNames.filter(name => !bare.removeOperator(name))
}

/** json-rules-engine wants a group at the top. */
const topLevel = (conditions: Condition): TopLevelCondition =>
  ('fact' in conditions ? { all: [conditions] } : conditions) as TopLevelCondition

/** Nulls are dropped first: to json-rules-engine null is a value, less than 1 and unequal to everything. */
const runOnce = async (engine: Engine, facts: Readonly<Record<string, unknown>>, treesCount: number) => {
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null))
  const { results, failureResults } = await engine.run(known)
  const byName = new Map([...results, ...failureResults].map(one => [one.name, one.conditions]))
  return Array.from({ length: treesCount }, (_, i) => {
    const conditions = byName.get(String(i))
    if (conditions === undefined) throw new Error(`json-rules-engine gave no result for tree ${i} of ${treesCount}`)
    return listLeaves(conditions)
  })
}

const listLeaves = (at: object): readonly LeafResult[] => {
  if ('all' in at) return (at.all as object[]).flatMap(listLeaves)
  if ('any' in at) return (at.any as object[]).flatMap(listLeaves)
  return 'not' in at ? listLeaves(at.not as object) : [at]
}
