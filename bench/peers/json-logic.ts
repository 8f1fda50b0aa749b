import { LogicEngine } from 'json-logic-engine'
import type { Authority } from '../../packages/rules/src/compile/rulebook.ts'
import type { Condition, Leaf } from '../../packages/rules/src/language/condition.ts'
import type { OperatorName } from '../../packages/rules/src/language/operators.ts'
import type { Way } from '../contenders.ts'

const as = (symbol: string) => (sides: unknown) => ({ [symbol]: sides })

/** Every date is text that sorts as the days do. */
const operators: Readonly<Record<OperatorName, (sides: unknown) => unknown>> = {
  equal: as('==='),
  notEqual: as('!=='),
  in: as('in'),
  notIn: sides => ({ '!': [as('in')(sides)] }),
  lessThan: as('<'),
  lessThanInclusive: as('<='),
  greaterThan: as('>'),
  greaterThanInclusive: as('>='),
  dateBefore: as('<'),
  dateOnOrBefore: as('<='),
  dateAfter: as('>'),
  dateOnOrAfter: as('>='),
}

/** json-logic-engine with the same conditions, built to one function before it is asked. */
export const jsonLogicWay = (authority: Authority, conditions: readonly Condition[]): Way => {
  const decide = new LogicEngine().build(conditions.map(one => toLogic(authority, one))) as (facts: unknown) => unknown
  return ({ facts }) => decide(facts)
}

/** Definitions are written out, for the language has none. */
const toLogic = (authority: Authority, at: Condition): unknown => {
  if ('all' in at) return at.all.length === 0 ? true : { and: at.all.map(member => toLogic(authority, member)) }
  if ('any' in at) return { or: at.any.map(member => toLogic(authority, member)) }
  if ('not' in at) return { '!': [toLogic(authority, at.not)] }
  if ('condition' in at) return toLogic(authority, authority.definitions.get(at.condition)!.conditions)
  return toLeaf(at)
}

const toLeaf = ({ fact, operator, value }: Leaf): unknown => {
  const wanted = typeof value === 'object' && 'fact' in value ? { var: value.fact } : value
  return operators[operator]([{ var: fact }, wanted])
}
