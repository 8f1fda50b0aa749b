import type { FactKind, Scalar } from './values.ts'

/** How two values can stand to one another. */
export type Relation = 'equals' | 'isAmong' | 'isBelow'

/** A value, or the list of values that another is looked for in. */
type Side = Scalar | readonly Scalar[]

interface RelationRow {
  /** Whether a test has one value or a list of them. */
  readonly value: 'one' | 'list'
  /** The opposite of an order is an order too: of “is under”, “is at least”. That of any other relation says “not”. */
  readonly isOrder: boolean
  readonly holds: (a: Side, b: Side) => boolean
}

const relations: Readonly<Record<Relation, RelationRow>> = {
  equals: { value: 'one', isOrder: false, holds: (a, b) => a === b },
  isAmong: { value: 'list', isOrder: false, holds: (a, b) => (b as readonly Scalar[]).includes(a as Scalar) },
  isBelow: { value: 'one', isOrder: true, holds: (a, b) => a < b },
}

/** What must be said of an operator; all else about it is computed. */
interface Row {
  /** How the value of the fact stands to the value of the test if the test holds. */
  readonly relation: Relation
  /** The relation is asked the other way round: how the value of the test stands to that of the fact. */
  readonly swapped?: true
  /** The test holds if the relation does not. */
  readonly negated?: true
  readonly takes: readonly FactKind[]
  /** Stands between the fact’s label and the value: “the child’s age is under 18”. */
  readonly reads: string
  /** The same before the label of another fact, if it differs. */
  readonly readsFact?: string
  /** The same before values joined by “or”, if it differs. */
  readonly readsAlternatives?: string
}

const every: readonly FactKind[] = ['boolean', 'integer', 'enum', 'date']
const lists: readonly FactKind[] = ['integer', 'enum', 'date']
const integers: readonly FactKind[] = ['integer']
const dates: readonly FactKind[] = ['date']

/**
 * One row an operator. A new operator is a new row here. A new relation is a new member of `Relation`: the compiler then names
 * every place that must know what it means.
 */
const rows = {
  equal: { relation: 'equals', takes: every, reads: 'is', readsFact: 'is the same as' },
  notEqual: { relation: 'equals', negated: true, takes: every, reads: 'is not', readsFact: 'is not the same as' },
  in: { relation: 'isAmong', takes: lists, reads: 'is one of', readsAlternatives: 'is' },
  notIn: { relation: 'isAmong', negated: true, takes: lists, reads: 'is none of', readsAlternatives: 'is not' },
  lessThan: { relation: 'isBelow', takes: integers, reads: 'is under' },
  lessThanInclusive: { relation: 'isBelow', swapped: true, negated: true, takes: integers, reads: 'is at most' },
  greaterThan: { relation: 'isBelow', swapped: true, takes: integers, reads: 'is over' },
  greaterThanInclusive: { relation: 'isBelow', negated: true, takes: integers, reads: 'is at least' },
  dateBefore: { relation: 'isBelow', takes: dates, reads: 'is before' },
  dateOnOrBefore: { relation: 'isBelow', swapped: true, negated: true, takes: dates, reads: 'is on or before' },
  dateAfter: { relation: 'isBelow', swapped: true, takes: dates, reads: 'is after' },
  dateOnOrAfter: { relation: 'isBelow', negated: true, takes: dates, reads: 'is on or after' },
} as const satisfies Readonly<Record<string, Row>>

/** The name of an operator, as rule files have it. */
export type OperatorName = keyof typeof rows

/** The names of all operators, in the order of their rows. */
export const operatorNames = Object.keys(rows) as [OperatorName, ...OperatorName[]]

/** An operator: its row, and what follows from it. */
export interface Operator extends Omit<Row, 'swapped' | 'negated'>, Omit<RelationRow, 'holds'> {
  readonly swapped: boolean
  readonly negated: boolean
  /** Whether a fact with the value `found` passes the test of the value or values `wanted`. */
  readonly holds: (found: Scalar, wanted: Side) => boolean
  /** The operator that holds exactly if this one does not. */
  readonly opposite: OperatorName
  /** Its opposite; then those that differ by a hair: with or without the boundary itself, and the other way round. */
  readonly neighbours: readonly OperatorName[]
}

/** The operators of the same relation for the same facts, of which this and no other is changed in the ways named. */
const changed = (row: Row, ...ways: readonly ('swapped' | 'negated')[]): readonly OperatorName[] =>
  operatorNames.filter(name => {
    const other: Row = rows[name]
    const isChanged = (way: 'swapped' | 'negated') => (other[way] === true) !== (row[way] === true)
    return (
      other.relation === row.relation &&
      other.takes === row.takes &&
      isChanged('swapped') === ways.includes('swapped') &&
      isChanged('negated') === ways.includes('negated')
    )
  })

const operatorOf = (row: Row): Operator => {
  const { swapped = false, negated = false } = row
  const { holds, ...relation } = relations[row.relation]
  const asked = swapped ? (found: Side, wanted: Side) => holds(wanted, found) : holds
  const opposites = changed(row, 'negated')
  return {
    ...row,
    ...relation,
    swapped,
    negated,
    holds: negated ? (found, wanted) => !asked(found, wanted) : asked,
    opposite: opposites[0]!,
    neighbours: [...opposites, ...changed(row, 'swapped', 'negated'), ...changed(row, 'swapped')],
  }
}

/** Every operator by its name, in the order of the rows. */
export const operators = Object.fromEntries(operatorNames.map(name => [name, operatorOf(rows[name])])) as Readonly<
  Record<OperatorName, Operator>
>
