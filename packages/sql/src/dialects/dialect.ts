import type { Operation } from '../form/term.ts'

/** How each operation is written, of operands that are written already. */
export type Operations = Readonly<Record<Operation, (...of: readonly string[]) => string>>

/** One engine’s way to write a query. */
export interface Dialect {
  readonly name: string
  readonly operations: Operations
  readonly number: (value: bigint) => string
  readonly text: (value: string) => string
  /** A name of a column or a table; each part of a table’s name on its own. */
  readonly identifier: (name: string) => string
  readonly longestIdentifier: number
  /** Selects, each over the one before it, so that an engine does not write columns out again at each use of them. */
  readonly stack: (source: string, layers: readonly (readonly string[])[]) => string
  /** A query as a view of this name. */
  readonly view: (name: string, query: string) => string
}

const joinWith =
  (word: string) =>
  (...of: readonly string[]): string =>
    `(${of.join(` ${word} `)})`

const caseOf = (...of: readonly string[]): string => {
  const whens: string[] = []
  for (let i = 0; i + 1 < of.length; i += 2) whens.push(`WHEN ${of[i]} THEN ${of[i + 1]}`)
  return `CASE ${whens.join(' ')} ELSE ${of.at(-1)} END`
}

/** What all engines write alike. */
export const common = {
  bitAnd: joinWith('&'),
  bitOr: joinWith('|'),
  bitNot: (one: string) => `(~${one})`,
  plus: joinWith('+'),
  minus: joinWith('-'),
  times: joinWith('*'),
  divide: joinWith('/'),
  modulo: joinWith('%'),
  case: caseOf,
  concat: joinWith('||'),
  textFrom: (text: string, from: string) => `SUBSTRING(${text}, ${from}, 8000)`,
  null: () => 'NULL',
  isNull: (one: string) => `${one} IS NULL`,
  isKnown: (one: string) => `${one} IS NOT NULL`,
  equal: joinWith('='),
  notEqual: joinWith('<>'),
  less: joinWith('<'),
  lessOrEqual: joinWith('<='),
  oneOf: (one: string, ...others: readonly string[]) => `${one} IN (${others.join(', ')})`,
  isText: (one: string, other: string) => `${one} = ${other}`,
  every: joinWith('AND'),
  some: joinWith('OR'),
  countSame: (one: string) => `COUNT(*) OVER (PARTITION BY ${one})`,
} as const

/** A text between quotes, each quote in it doubled. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`
/** A name between double quotes, each of them in it doubled. */
export const inDoubleQuotes = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Selects that stand in one another; `end` follows each of them. */
export const nested =
  (end = '', start = 'SELECT'): Dialect['stack'] =>
  (source, layers) =>
    layers.reduce((from, columns, i) => `${start} ${columns.join(', ')} FROM (\n${from}\n) AS vs_${i}${end}`, source)

/** Selects that follow one another, each with a name and worked out once. */
export const chained: Dialect['stack'] = (source, layers) => {
  const named = layers
    .slice(0, -1)
    .map((columns, i) => `vs_${i + 1} AS MATERIALIZED (SELECT ${columns.join(', ')} FROM vs_${i})`)
  return `WITH vs_0 AS MATERIALIZED (${source})${named.map(one => `,\n${one}`).join('')}\nSELECT ${layers.at(-1)!.join(', ')} FROM vs_${layers.length - 1}`
}
