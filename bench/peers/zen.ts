import type { Authority } from '../../packages/rules/src/compile/rulebook.ts'
import type { Condition, Leaf } from '../../packages/rules/src/language/condition.ts'
import { type OperatorName, operators } from '../../packages/rules/src/language/operators.ts'
import type { Way } from '../contenders.ts'

const symbols: Readonly<Record<OperatorName, string>> = {
  equal: '==',
  notEqual: '!=',
  in: 'in',
  notIn: 'not in',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
  dateBefore: '<',
  dateOnOrBefore: '<=',
  dateAfter: '>',
  dateOnOrAfter: '>=',
}

/** zen-engine with the same conditions: one graph of one expression node, an expression a rule, read before it is asked. */
export const zenWay = async (authority: Authority, conditions: readonly Condition[]): Promise<Way> => {
  const { ZenDecisionContent, ZenEngine } = await import('@gorules/zen-engine')
  const expressions = conditions.map((one, i) => ({ id: `e${i}`, key: String(i), value: toExpression(authority, one) }))
  const position = { x: 0, y: 0 }
  const graph = {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position },
      { id: 'rules', name: 'rules', type: 'expressionNode', position, content: { expressions } },
      { id: 'out', name: 'out', type: 'outputNode', position },
    ],
    edges: [
      { id: 'first', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'last', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  }
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(graph))
  return async ({ facts }) => (await decision.evaluate(facts)).result
}

/** Definitions are written out, so that a rule is one expression. */
const toExpression = (authority: Authority, at: Condition): string => {
  const joined = (members: readonly Condition[], by: string) =>
    `(${members.map(member => toExpression(authority, member)).join(by)})`
  if ('all' in at) return at.all.length === 0 ? 'true' : joined(at.all, ' and ')
  if ('any' in at) return joined(at.any, ' or ')
  if ('not' in at) return `not(${toExpression(authority, at.not)})`
  if ('condition' in at) return toExpression(authority, authority.definitions.get(at.condition)!.conditions)
  return toLeaf(at)
}

const toLeaf = ({ fact, operator, value }: Leaf): string => {
  const wanted = typeof value === 'object' && 'fact' in value ? value.fact : JSON.stringify(value)
  const isOfDates = operators[operator].takes.every(kind => kind === 'date')
  const side = (text: string) => (isOfDates ? `date(${text})` : text)
  return `${side(fact)} ${symbols[operator]} ${side(wanted)}`
}
