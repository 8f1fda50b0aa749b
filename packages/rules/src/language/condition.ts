import * as z from 'zod/mini'
import { operatorMeant } from './from-json-rules-engine.ts'
import { type OperatorName, operatorNames } from './operators.ts'
import { camelName, complaint, inContext, kebabName, naming, object, optional, words } from './shape.ts'
import type { Scalar } from './values.ts'

/**
 * Conditions are json-rules-engine's own notation, narrowed to what means the same in every evaluator: no `priority`,
 * `path`, `params` or operator decorators. A leaf or a reference may name the reading that it rests on.
 */
export type Condition = All | Any | Not | Reference | Leaf
/** Every member holds; of no members, always. */
export interface All {
  readonly all: readonly Condition[]
}
/** At least one member holds. */
export interface Any {
  readonly any: readonly Condition[]
}
/** The member does not hold. */
export interface Not {
  readonly not: Condition
}
/** The definition of that name holds. */
export interface Reference {
  readonly condition: string
  readonly reading?: string
}
/** One test of one fact, against a value or another fact. */
export interface Leaf {
  readonly fact: string
  readonly operator: OperatorName
  readonly value: LeafValue
  readonly reading?: string
}
/** What a fact is tested against: a value, a list of values, or another fact. */
export type LeafValue = Scalar | readonly Scalar[] | { readonly fact: string }

const scalarTypes = new Set(['boolean', 'number', 'string'])
const isScalar = (value: unknown): value is Scalar => scalarTypes.has(typeof value)
const isFactValue = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'fact' &&
  typeof (value as { fact: unknown }).fact === 'string'

const leafValue = z.unknown().check(
  z.refine(
    value =>
      value === undefined || isScalar(value) || isFactValue(value) || (Array.isArray(value) && value.every(isScalar)),
    {
      error: () =>
        complaint({
          code: 'wrong-type',
          message: 'A value is expected here: true or false, a number, a text, a list of those, or { "fact": "…" }.',
        }),
    },
  ),
  z.meta({
    anyOf: [
      { type: ['boolean', 'number', 'string'] },
      { type: 'array', items: { type: ['boolean', 'number', 'string'] } },
      { type: 'object', properties: { fact: { type: 'string' } }, required: ['fact'], additionalProperties: false },
    ],
  }),
)

/** A new one at each place, so that its JSON Schema is a reference straight to the condition’s. */
const nested = (): z.ZodMiniType<Condition> => z.lazy(() => condition)

const members = object({
  all: optional(z.array(nested()), 'Every one of these holds.'),
  any: optional(z.array(nested()), 'At least one of these holds.'),
  not: optional(nested(), 'This does not hold.'),
  condition: optional(naming('definition', kebabName), 'The definition of this name holds.'),
  fact: optional(naming('testedFact', camelName), 'The fact that is tested.'),
  operator: optional(naming('operator', words(operatorNames, operatorMeant))),
  value: optional(leafValue, 'What the fact is tested against.'),
  reading: optional(naming('reading', kebabName), 'The reading that this test rests on, if its words are ambiguous.'),
}).check(
  z.superRefine((found, context) => {
    const said = formProblem(found)
    if (said !== undefined)
      context.addIssue({ code: 'custom', message: complaint({ code: 'malformed', message: said }), input: found })
  }),
)

const heads = ['all', 'any', 'not', 'condition', 'fact'] as const
const formProblem = (found: Record<string, unknown>): string | undefined => {
  const present = heads.filter(head => found[head] !== undefined)
  if (present.length !== 1) {
    return `A condition has exactly one of ${heads.join(', ')}; this one has ${present.length === 0 ? 'none' : present.join(' and ')}.`
  }
  const isLeaf = present[0] === 'fact'
  if (isLeaf && (found.operator === undefined || found.value === undefined))
    return 'A test of a fact needs “operator” and “value”.'
  if (!isLeaf && (found.operator !== undefined || found.value !== undefined))
    return '“operator” and “value” belong beside “fact”.'
  if (found.reading !== undefined && !isLeaf && present[0] !== 'condition')
    return '“reading” belongs beside “fact” or “condition”.'
  if (Array.isArray(found.any) && found.any.length === 0)
    return '“any” of nothing never holds. Name at least one condition.'
  return undefined
}

/** The schema checks the form above, so what it lets through is a `Condition`. */
export const condition = inContext('condition', members) as unknown as z.ZodMiniType<Condition>
