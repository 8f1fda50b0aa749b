/** What a query works out, as data: a dialect says how each operation is written. */
export type SqlTerm =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'text'; readonly value: string }
  /** A column of the table that is asked, as the query sees it. */
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'call'; readonly op: Operation; readonly of: readonly SqlTerm[] }

/** Operations on values. Numbers are whole; “bits” are whole numbers of which each bit is so or not. */
export type ValueOperation =
  | 'bitAnd'
  | 'bitOr'
  | 'bitNot'
  | 'plus'
  | 'minus'
  | 'times'
  | 'divide'
  | 'modulo'
  /** Test, value, test, value, …, value: the first whose test holds, else the last. */
  | 'case'
  | 'concat'
  /** A text from this character on. */
  | 'textFrom'
  /** A day as how many days it lies after 1 January 1970; the opposite; a day as a number like 20261122. */
  | 'dayNumber'
  | 'dayOf'
  | 'dayDigits'
  /** A day so many months later, in the same place of the month or at its end. */
  | 'addMonths'
  /** A yes or no as 1 or 0. */
  | 'bitOf'
  /** A whole number as such. */
  | 'whole'
  /** The engine’s own day in England. */
  | 'today'
  /** How many rows have the same value. */
  | 'countSame'
  | 'null'

/** Operations that hold or do not; they stand only where a test is wanted, since not every dialect has yes and no as values. */
export const testOperations = [
  'isNull',
  'isKnown',
  'equal',
  'notEqual',
  'less',
  'lessOrEqual',
  'oneOf',
  'isText',
  'every',
  'some',
] as const
type TestOperation = (typeof testOperations)[number]

/** Any operation. */
export type Operation = ValueOperation | TestOperation

/** Makes terms, each once. */
export interface TermMaker {
  readonly number: (value: number | bigint) => SqlTerm
  readonly text: (value: string) => SqlTerm
  readonly source: (name: string) => SqlTerm
  readonly call: (op: Operation, ...of: readonly SqlTerm[]) => SqlTerm
  readonly and: (...members: readonly SqlTerm[]) => SqlTerm
  readonly or: (...members: readonly SqlTerm[]) => SqlTerm
  readonly not: (of: SqlTerm) => SqlTerm
  /** −1, so all bits, if the test holds; else 0. */
  readonly mask: (test: SqlTerm) => SqlTerm
  /** Whether any bit is set. */
  readonly isSo: (bits: SqlTerm) => SqlTerm
}

/** A maker of terms. Equal terms are the same object. */
export const createTerms = (): TermMaker => {
  const known = new Map<string, SqlTerm>()
  const ids = new Map<SqlTerm, number>()
  const intern = (key: string, make: () => SqlTerm): SqlTerm => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make()
    known.set(key, made)
    ids.set(made, ids.size)
    return made
  }
  const number = (value: number | bigint): SqlTerm =>
    intern(`number ${value}`, () => ({ kind: 'number', value: BigInt(value) }))
  const call = (op: Operation, ...of: readonly SqlTerm[]): SqlTerm =>
    intern(`${op} ${of.map(one => ids.get(one)).join(' ')}`, () => ({ kind: 'call', op, of }))
  const [none, every] = [number(0), number(-1)]
  const joined = (op: 'bitAnd' | 'bitOr', members: readonly SqlTerm[]): SqlTerm => {
    const [neutral, absorbing] = op === 'bitAnd' ? [every, none] : [none, every]
    if (members.includes(absorbing)) return absorbing
    const distinct = [...new Set(members)].filter(one => one !== neutral)
    if (distinct.length === 0) return neutral
    return distinct.length === 1 ? distinct[0]! : call(op, ...distinct)
  }
  return {
    number,
    text: value => intern(`text ${value}`, () => ({ kind: 'text', value })),
    source: name => intern(`source ${name}`, () => ({ kind: 'source', name })),
    call,
    and: (...members) => joined('bitAnd', members),
    or: (...members) => joined('bitOr', members),
    not: of => {
      if (of.kind === 'number') return number(~of.value)
      return of.kind === 'call' && of.op === 'bitNot' ? of.of[0]! : call('bitNot', of)
    },
    mask: test => call('case', test, every, none),
    isSo: bits => call('notEqual', bits, none),
  }
}
