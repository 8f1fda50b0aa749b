import type { Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import { dateInWords } from '../kernel/dates.ts'
import { type OperatorName, operatorNames, operators } from '../language/operators.ts'
import type { Scalar } from '../language/values.ts'
import { alternatives } from './words.ts'

/** One test in words. */
export interface Clauses {
  /** What is so if the test holds. */
  readonly holds: string
  /** What is so if it does not hold. */
  readonly fails: string
  /** What to ask while that is not known; stands after “whether”. */
  readonly asks: string
}

/** A test of a fact, out of a rule or out of a trace. */
interface FoundLeaf {
  readonly fact: string
  readonly operator: string
  readonly value: unknown
  /** The value that the trace found; null if it found none, and in a rule. */
  readonly found: Scalar | null
}

/** Whether an operator says “not”, so that what is asked is its opposite. */
const saysNot = (operator: OperatorName): boolean => operators[operator].negated && !operators[operator].isOrder
const isOperator = (name: string): name is OperatorName => (operatorNames as readonly string[]).includes(name)
const isScalar = (value: unknown): value is Scalar => value !== null && typeof value !== 'object'

/** Puts a test into words, with those that the vocabulary has for the fact and its values. */
export const leafClauses = (rulebook: Rulebook, leaf: FoundLeaf): Clauses => {
  const fact = rulebook.factsByName.get(leaf.fact)
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]).filter(isScalar)
  if (!isOperator(leaf.operator)) return bothWays(`${fact?.label ?? leaf.fact} ${leaf.operator} ${values.join(', ')}`)
  if (fact !== undefined && values.length > 0) {
    if (fact.type === 'boolean') return booleanClauses(fact, leaf.operator, values[0] === true)
    if (fact.type === 'enum') return wordClauses(fact, leaf.operator, values, leaf.found)
  }
  return comparison(rulebook, leaf, leaf.operator)
}

const bothWays = (clause: string): Clauses => ({ holds: clause, fails: `it is not so that ${clause}`, asks: clause })

const booleanClauses = (fact: VocabularyFact, operator: OperatorName, value: boolean): Clauses => {
  const [yes, no] = [factClause(fact, true), factClause(fact, false)]
  return value === saysNot(operator) ? { holds: no, fails: yes, asks: yes } : { holds: yes, fails: no, asks: yes }
}

/** A value that is known says itself what is so, whichever way the test came out. */
const wordClauses = (
  fact: VocabularyFact,
  operator: OperatorName,
  wanted: readonly Scalar[],
  found: Scalar | null,
): Clauses => {
  const asks = alternatives(wanted.map(value => factClause(fact, value)))
  if (found === null)
    return saysNot(operator) ? { ...bothWays(asks), holds: `it is not so that ${asks}`, fails: asks } : bothWays(asks)
  const so = factClause(fact, found)
  return { holds: so, fails: so, asks }
}

/** The fact’s label, how the operator reads, and the value or the other fact’s label. */
const comparison = (rulebook: Rulebook, { fact, value }: FoundLeaf, operator: OperatorName): Clauses => {
  const labelOf = (name: string) => rulebook.factsByName.get(name)?.label ?? name
  const reads = (name: OperatorName): string => {
    const row = operators[name]
    if (isScalar(value)) return `${row.readsAlternatives ?? row.reads} ${valueInWords(value)}`
    if (Array.isArray(value))
      return `${row.readsAlternatives ?? row.reads} ${alternatives(value.filter(isScalar).map(valueInWords))}`
    return `${row.readsFact ?? row.reads} ${labelOf(String((value as { fact?: unknown } | null)?.fact))}`
  }
  const clause = (name: OperatorName) => `${labelOf(fact)} ${reads(name)}`
  return {
    holds: clause(operator),
    fails: clause(operators[operator].opposite),
    asks: clause(saysNot(operator) ? operators[operator].opposite : operator),
  }
}

const valueInWords = (value: Scalar): string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateInWords(value) : String(value)

/** Puts a fact with a value into words: the clause that is true then, “the child is looked after”, “the child’s age is 14”. */
export const factClause = (fact: VocabularyFact, value: Scalar): string => {
  const own =
    typeof value === 'boolean'
      ? value
        ? fact.whenTrue
        : fact.whenFalse
      : fact.values?.find(one => one.value === value)?.statement
  return own ?? `${fact.label} is ${valueInWords(value)}`
}
