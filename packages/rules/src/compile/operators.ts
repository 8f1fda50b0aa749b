import type { OperatorName, Scalar } from '../language/condition.ts'
import type { FactKind } from '../language/facts.ts'

/** One row an operator: which facts it takes, whether its value is one or a list, when it holds, and how it reads. */
interface Operator {
  readonly takes: readonly FactKind[]
  readonly value: 'one' | 'list'
  readonly holds: (found: Scalar, wanted: Scalar | readonly Scalar[]) => boolean
  /** Stands between the fact’s label and the value: “the child’s age is under 18”. */
  readonly reads: string
}

const every: readonly FactKind[] = ['boolean', 'integer', 'enum', 'date']
const integers: readonly FactKind[] = ['integer']
const dates: readonly FactKind[] = ['date']
const lists: readonly FactKind[] = ['integer', 'enum', 'date']

export const operators: Readonly<Record<OperatorName, Operator>> = {
  equal: { takes: every, value: 'one', holds: (a, b) => a === b, reads: 'is' },
  notEqual: { takes: every, value: 'one', holds: (a, b) => a !== b, reads: 'is not' },
  in: { takes: lists, value: 'list', holds: (a, b) => (b as readonly Scalar[]).includes(a), reads: 'is one of' },
  notIn: { takes: lists, value: 'list', holds: (a, b) => !(b as readonly Scalar[]).includes(a), reads: 'is none of' },
  lessThan: { takes: integers, value: 'one', holds: (a, b) => a < (b as Scalar), reads: 'is under' },
  lessThanInclusive: { takes: integers, value: 'one', holds: (a, b) => a <= (b as Scalar), reads: 'is at most' },
  greaterThan: { takes: integers, value: 'one', holds: (a, b) => a > (b as Scalar), reads: 'is over' },
  greaterThanInclusive: { takes: integers, value: 'one', holds: (a, b) => a >= (b as Scalar), reads: 'is at least' },
  dateBefore: { takes: dates, value: 'one', holds: (a, b) => a < (b as Scalar), reads: 'is before' },
  dateOnOrBefore: { takes: dates, value: 'one', holds: (a, b) => a <= (b as Scalar), reads: 'is on or before' },
  dateAfter: { takes: dates, value: 'one', holds: (a, b) => a > (b as Scalar), reads: 'is after' },
  dateOnOrAfter: { takes: dates, value: 'one', holds: (a, b) => a >= (b as Scalar), reads: 'is on or after' },
}
